/* Writes a case study as YAML in this project's format: the order of the schema, longer texts below a |.
   Every value comes back as the same text, whatever is in it. */
// What stands without quotes: words that no reader of YAML takes for anything but a text.
const PLAIN = /^[\p{L}£(][\p{L}\p{N} ,.()%£&+'’‘“”–—/;?!-]*$|^\p{N}[\p{L}\p{N} ,.()%£&+'’/–—;?!-]*\p{L}[\p{L}\p{N} ,.()%£&+'’/–—;?!-]*$/u;
const TAKEN = /^(?:y|n|yes|no|true|false|on|off|null|[0-9.,+-]+e[0-9]+|0[xob][0-9a-f]+)$/i;
const SIMPLE = /^[A-Za-z0-9][A-Za-z0-9.#_-]*$/;
const WIDEST = 100;

/* `comments`: whole lines for the end of the file. */
function write(form, data, comments = []) {
  const end = comments.length ? ["", ...comments, ""] : [""];
  return [form.firstLine, ...recordLines(form.fields, data, ""), ...end].join("\n");
}

function recordLines(fields, data, indent) {
  return fields.filter(field => isGiven(data, field)).flatMap(field => fieldLines(field, data[field.name], indent));
}

function isGiven(data, field) {
  return Object.hasOwn(data, field.name) && data[field.name] !== undefined && data[field.name] !== null;
}

function fieldLines(field, value, indent) {
  const key = indent + field.name + ":";
  if (field.kind === "record") {
    const inner = recordLines(field.fields, value, indent + "  ");
    return inner.length ? [key, ...inner] : [`${key} {}`];
  }
  if (field.kind === "list") return listLines(field, value, key, indent);
  if (field.kind === "prose") return [`${key} |`, ...proseLines(value, `${indent}  `)];
  return [`${key} ${scalar(field, value)}`];
}

function listLines(field, value, key, indent) {
  if (!value.length) return [key + " []"];
  const texts = value.map(item => field.item.kind === "record" ? "" : scalar(field.item, item));
  const flow = `${key} [${texts.join(", ")}]`;
  // A section stands behind #, which looks like a comment to people: one line for each source.
  if (texts.every(isIdentifier) && flow.length <= WIDEST) return [flow];
  return value.reduce((lines, item, position) => lines.concat(field.item.kind === "record"
    ? entryLines(field.item, item, indent) : [`${indent}  - ${texts[position]}`]), [key]);
}

function isIdentifier(text) { return /^[a-z0-9-]+$/.test(text); }

function entryLines(field, item, indent) {
  const lines = recordLines(field.fields, item, indent + "    ");
  if (!lines.length) return [indent + "  - {}"];
  return [`${indent}  - ${lines[0].trimStart()}`, ...lines.slice(1)];
}

/* A line of blanks alone is an empty line. */
function proseLines(text, indent) {
  return tidy(text).split("\n").map(line => line.trim() ? indent + line : "");
}

function tidy(text) { return text.replace(/\r\n?/g, "\n").trim(); }

function scalar(field, text) {
  const value = tidy(text);
  const isWord = ["number", "date", "yes-no"].includes(field.kind) && SIMPLE.test(value);
  if (isWord || (field.kind === "reference" && SIMPLE.test(value) && /[a-z].*[a-z]/.test(value) && !TAKEN.test(value))) return value;
  return PLAIN.test(value) && !TAKEN.test(value) ? value : quoted(value);
}

function quoted(text) {
  return "\"" + text.replace(/[\\"]/g, "\\$&").replace(/\t/g, "\\t").replace(/\n/g, "\\n") + "\"";
}

guidanceForm.yaml = { write };

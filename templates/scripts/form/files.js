/* Reads a case study file that somebody wants to correct. All values stay texts, as in `guidance check`; what
   that refuses (anchors, tags, several documents …) is refused here too. */

/* A promise of {name, data, notes, read, left}, or of {refused: why}. `notes` are the comments. What an import or this
   form wrote at the end of the file: `read` is what an editor should know of how a Word form was read, {where, text}, and
   `left` what was not placed, {where, reason, text}. */
const NOTE = /^# - /;

function readFile(file, rules) {
  if (file.size > rules.mostBytes) {
    return Promise.resolve({ refused: guidanceForm.tell("file-too-large", { number: rules.mostBytes / 1024 }) });
  }
  return file.arrayBuffer().then(bytes => {
    const text = decode(bytes);
    if (text === null) return { refused: guidanceForm.tell("invalid-utf-8") };
    return { name: file.name.replace(/\.ya?ml$/i, ""), ...readText(text) };
  }, () => ({ refused: guidanceForm.tell("unreadable-file/form") }));
}

function decode(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return null; }
}

function readText(text) {
  const lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  let data = null;
  try {
    data = window.jsyaml.load(lines, { schema: window.jsyaml.FAILSAFE_SCHEMA, listener: refuseProperties });
  } catch (problem) {
    return { refused: explain(problem) };
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return { refused: guidanceForm.tell("not-a-mapping/form") };
  }
  const [before, ...after] = lines.split(`\n# ${guidanceFormData.notPlaced}\n`);
  const [above, ...below] = before.split(`\n# ${guidanceFormData.asRead}\n`);
  const reading = below.join("\n").split("\n");
  const left = leftIn(after.join("\n"));
  const other = reading.filter(line => !NOTE.test(line)).join("\n");
  return {
    data,
    notes: [...notesIn(above), ...notesIn(other), ...left.filter(one => !one.text).map(one => [one.where, one.reason].filter(Boolean).join(": "))],
    read: reading.filter(line => NOTE.test(line)).map(line => ({ where: "", text: line.replace(NOTE, "") })),
    left: left.filter(one => one.text)
  };
}

function refuseProperties(event, state) {
  if (state.anchor !== null && state.anchor !== undefined) throw new Refusal(guidanceForm.tell("anchor"), state.line);
  if (event === "close" && state.tag && state.tag !== "?") throw new Refusal(guidanceForm.tell("tag"), state.line);
}

class Refusal extends Error {
  constructor(reason, line) {
    super(reason);
    this.reason = reason;
    this.mark = { line };
  }
}

function explain(problem) {
  if (/single document/.test(problem.reason)) return guidanceForm.tell("several-documents");
  if (!problem.mark) return guidanceForm.tell("yaml-syntax");
  const reason = problem instanceof Refusal ? problem.reason : guidance.english(problem.reason); // the library's
  return guidanceForm.tell("yaml-syntax/form",
    { number: problem.mark.line + 1, reason });
}

/* Lines that begin with # and don't belong to a text, and what stands behind a # on other lines. */
function notesIn(text) {
  let level = -1;
  return text.split("\n").reduce((notes, line) => {
    const indent = line.length - line.trimStart().length;
    if (level >= 0 && (indent > level || !line.trim())) return notes;
    level = -1;
    if (/(?:^|[:-]\s+)[|>][-+0-9]*\s*(?:\s#.*)?$/.test(line)) level = /^\s*(?:-\s+)*/.exec(line)[0].length;
    const found = /^\s*#(.*)$/.exec(line) || /^(?:[^"'#]|"[^"]*"|'[^']*')*?\s#(.*)$/.exec(line);
    const note = found ? found[1].trim() : "";
    return note && !note.startsWith("yaml-language-server:") ? notes.concat(note) : notes;
  }, []);
}

/* Each has a line that says where it stood and why it was not placed, and its own lines, set in. An empty line between
   these belongs to the text. */
function leftIn(text) {
  let gap = "";
  return text.split("\n").reduce((left, line) => {
    const inner = line.replace(/^# ?/, "");
    const last = left[left.length - 1];
    if (!line.startsWith("#")) return left;
    if (!inner.trim()) gap += "\n";
    else if (inner.startsWith("  ") && last) {
      last.text += `${last.text && `${gap}\n`}${inner.slice(2)}`;
      gap = "";
    } else {
      gap = "";
      const cut = inner.indexOf(": ");
      left.push({ where: cut < 0 ? inner : inner.slice(0, cut), reason: cut < 0 ? "" : inner.slice(cut + 2), text: "" });
    }
    return left;
  }, []);
}

guidanceForm.files = { readFile, readText };

/* Reads a case study file that somebody wants to correct. All values stay texts, as in `guidance check`; what
   that refuses (anchors, tags, several documents …) is refused here too. */

/* A promise of {name, data, notes, left}, or of {refused: why}. `notes` are the comments, and `left` is what an import
   or this form wrote at the end of the file because it was not placed: {where, reason, text}. */
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
  return { data, notes: notesIn(before), left: leftIn(after.join("\n")) };
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

/* Each has a line that says where it stood and why it was not placed, and its own lines, set in. */
function leftIn(text) {
  return text.split("\n").reduce((left, line) => {
    const inner = line.replace(/^# ?/, "");
    const last = left[left.length - 1];
    if (!line.startsWith("#") || !inner.trim()) return left;
    if (inner.startsWith("  ") && last) last.text += `${last.text && "\n"}${inner.slice(2)}`;
    else {
      const cut = inner.indexOf(": ");
      left.push({ where: cut < 0 ? inner : inner.slice(0, cut), reason: cut < 0 ? "" : inner.slice(cut + 2), text: "" });
    }
    return left;
  }, []).filter(one => one.text.trim());
}

guidanceForm.files = { readFile, readText };

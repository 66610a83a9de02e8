/* What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument. A block is one
   line: of a paragraph, of a cell, or inside a content control. As in `generator/proforma/blocks.py`. */
const NO_TEXT = new RegExp(guidanceWordRules.noText, "gu");
const SPACE = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const LINE_END = / ?(?:\r\n|[\n\r\u2028\u2029]) ?/g;
const EMPTY = { text: "", cell: null, tag: "", isStruck: false, isListed: false, number: "", bold: "", isMarked: false, isPicture: false };

/* Text in which a space is a space and a line end a line end, without any at its ends. */
function tidy(text) { return text.replace(NO_TEXT, "").replace(SPACE, " ").replace(LINE_END, "\n").trim(); }

function block(parts) { return { ...EMPTY, ...parts }; }

/* A paragraph while it is read. `runs`: {text, looks, tag}; `after`: what stands in text boxes that hang on it. */
function paragraph(cell, tag = "", isListed = false, number = "") {
  return { cell, tag, isListed, number, runs: [], pictures: 0, after: [] };
}

function blocksOf(line) {
  const lines = [[]];
  line.runs.forEach(run => {
    const [first, ...rest] = run.text.split(/\r\n|[\n\r\u2028\u2029]/);
    lines[lines.length - 1].push({ ...run, text: first });
    rest.forEach(text => { lines.push([{ ...run, text }]); });
  });
  const found = lines.flatMap(byQuestion).flatMap(part => inLine(line, part));
  found.slice(1).forEach(one => { one.number = ""; });
  const picture = () => block({ text: guidanceWordRules.rules.picture, cell: line.cell, tag: line.tag, isPicture: true });
  return [...found, ...Array.from({ length: line.pictures }, picture), ...line.after];
}

function inLine(line, runs) {
  const tags = Array.from(new Set(runs.map(run => run.tag).filter(Boolean)));
  const tag = tags.length === 1 ? tags[0] : tags.length ? questionOf(tags[0]) : line.tag;
  return [false, true].flatMap(isStruck => {
    const part = runs.filter(run => run.looks.has("struck") === isStruck);
    const text = tidy(part.map(run => run.text).join(""));
    if (!text) return [];
    const isMarked = part.filter(run => run.text.trim()).every(run => run.looks.has("marked"));
    return [block({ text, cell: line.cell, tag, isStruck, isListed: line.isListed, number: line.number, bold: boldOf(part), isMarked })];
  });
}

function questionOf(tag) { return tag.split(".")[0]; }

/* A line in parts, if there are answers to several questions in it. */
function byQuestion(runs) {
  const parts = [[]];
  let last = "";
  runs.forEach(run => {
    const question = questionOf(run.tag);
    if (question && last && question !== last) parts.push([]);
    last = question || last;
    parts[parts.length - 1].push(run);
  });
  return parts;
}

function boldOf(runs) {
  const end = runs.findIndex(run => run.text.trim() && !run.looks.has("bold"));
  return tidy(runs.slice(0, end < 0 ? runs.length : end).map(run => run.text).join(""));
}

guidanceWord.blocks = { tidy, block, paragraph, blocksOf, questionOf };

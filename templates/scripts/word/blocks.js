/* What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument. A block is one
   line: of a paragraph, of a cell, or inside a content control. As in `generator/proforma/blocks.py`. */
const NO_TEXT = new RegExp(guidanceWordRules.noText, "gu");
const SPACE = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const LINE_END = / ?(?:\r\n|[\n\r\u2028\u2029]) ?/g;
const BREAK = /(\r\n|[\n\r\u2028\u2029])/;
const COLUMN = /(?:(?<=\p{L}{2})|(?<=\p{L}{2}[?.:!,;)])) *\t\s*(?=[^\t]{3})/u;
const EMPTY = { text: "", cell: null, tag: "", isStruck: false, isListed: false, number: "" };

/* Text in which a space is a space and a line end a line end, without any at its ends. */
function tidy(text) { return text.replace(NO_TEXT, "").replace(SPACE, " ").replace(LINE_END, "\n").trim(); }

function questionOf(block) { return block.tag.split(".")[0]; }

function detailOf(block) { return block.tag.slice(`${block.tag}.`.indexOf(".") + 1); }

/* The number of its table and row, as a text; empty outside tables. */
function rowOf(block) { return block.cell ? block.cell.slice(0, 2).join(" ") : ""; }

/* A paragraph while it is read. `line`: what all of its blocks share; `after`: what stands in text boxes that hang on it. */
function paragraph(line) { return { line, runs: [], pictures: 0, after: [] }; }

function add(to, text, tag, isStruck) { text.split(BREAK).forEach(part => { to.runs.push({ text: part, tag, isStruck }); }); }

function blocksOf({ line, runs, pictures, after }) {
  const found = groups(runs, run => BREAK.test(run.text)).filter(part => !BREAK.test(part[0].text))
    .flatMap(part => groups(part, boxOf)).flatMap(part => inPart(line, part));
  found.slice(1).forEach(one => { one.number = ""; });
  const picture = () => ({ ...line, text: guidanceWordRules.rules.picture, number: "" });
  return [...found, ...Array.from({ length: pictures }, picture), ...after];
}

/* The items in groups of those that follow each other and have the same key. */
function groups(items, keyOf) {
  return items.reduce((all, item, at) => {
    if (at && keyOf(items[at - 1]) === keyOf(item)) all[all.length - 1].push(item);
    else all.push([item]);
    return all;
  }, []);
}

/* The question whose box to type in a run stands in. A box to tick belongs to the words beside it. */
function boxOf(run) { return ["☒", "☐"].includes(run.text) ? "" : questionOf(run); }

function inPart(line, runs) {
  const tags = Array.from(new Set(runs.map(run => run.tag).filter(Boolean)));
  const tag = tags.length === 1 ? tags[0] : tags.length ? tags[0].split(".")[0] : line.tag;
  return [false, true].flatMap(isStruck => {
    const whole = runs.filter(run => run.isStruck === isStruck).map(run => run.text).join("");
    return whole.split(COLUMN).map(tidy).filter(Boolean).map(text => ({ ...line, text, tag, isStruck }));
  });
}

/* One block for each row of a table, of what stands in its cells, and one for each line elsewhere. */
function joined(blocks, between = " – ") {
  return blocks.reduce((found, block, at) => {
    const before = blocks[at - 1];
    const last = found[found.length - 1];
    const isBeside = before && block.cell && rowOf(before) === rowOf(block) && before.cell[2] !== block.cell[2];
    if (isBeside && last.isStruck === block.isStruck) found[found.length - 1] = { ...last, text: `${last.text}${between}${block.text}` };
    else found.push(block);
    return found;
  }, []);
}

guidanceWord.blocks = { EMPTY, tidy, questionOf, detailOf, rowOf, paragraph, add, blocksOf, groups, joined };

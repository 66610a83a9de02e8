/* What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument. A block is one
   line: of a paragraph, of a cell, or inside a content control. As in `generator/proforma/blocks.py`. */
const NO_TEXT = new RegExp(guidanceWordRules.noText, "gu");
const SPACE = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const LINE_END = / ?(?:\r\n|[\n\r\u2028\u2029]) ?/g;
const EMPTY = { text: "", cell: null, tag: "", isStruck: false, isListed: false, number: "" };

/* Text in which a space is a space and a line end a line end, without any at its ends. */
function tidy(text) { return text.replace(NO_TEXT, "").replace(SPACE, " ").replace(LINE_END, "\n").trim(); }

function questionOf(block) { return block.tag.split(".")[0]; }

function detailOf(block) { return block.tag.slice(`${block.tag}.`.indexOf(".") + 1); }

/* The number of its table and row, as a text; empty outside tables. */
function rowOf(block) { return block.cell ? block.cell.slice(0, 2).join(" ") : ""; }

/* The items in groups of those that follow each other and have the same key. */
function groups(items, keyOf) {
  return items.reduce((all, item, at) => {
    if (at && keyOf(items[at - 1]) === keyOf(item)) all[all.length - 1].push(item);
    else all.push([item]);
    return all;
  }, []);
}

/* All items that have the same key, by their keys. */
function groupedBy(items, keyOf) {
  const found = {};
  items.forEach(item => { (found[keyOf(item)] ??= []).push(item); });
  return found;
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

guidanceWord.blocks = { EMPTY, tidy, questionOf, detailOf, rowOf, groups, groupedBy, joined };

/* Which question a block belongs to by its tag, or by its place in a table. As `generator/proforma/places.py`. */
const { says, isMark, isPlan } = guidanceWord.words;
const { questionOf, rowOf } = guidanceWord.blocks;
const OTHER = "other-question"; // one that the form does not ask
const OWN = "own"; // what belongs to the form itself
const IN_ROWS_OR_CHOICES = ["staff", "challenges", "practices", "many", "one", "tick"];
const kinds = new Map(guidanceWordRules.rules.questions.map(rule => [rule.id, rule.kind]));

function columnOf({ cell }) { return `${cell[0]} ${cell[2]}`; }

/* Of these blocks. `doubtful`: headings that seem to ask these questions, by the number of the block; `copyFrom`: the block with
   which a second copy of the form begins. */
function make(blocks) {
  const rows = {};
  const asked = {};
  const tops = {}; // the first block of each column
  const ticked = new Set(); // columns that have ticks
  const doubtful = new Map();
  const places = { blocks, doubtful, copyFrom: blocks.length, ask, doubt, beside, isUnder, isRight, denied, label, placeOf };
  blocks.filter(block => block.cell).forEach(block => {
    (rows[rowOf(block)] ??= []).push(block);
    tops[columnOf(block)] ??= block;
    if (isMark(block.text)) ticked.add(columnOf(block));
  });

  /* Note that a block asks a question. */
  function ask(at, question) {
    const { cell } = blocks[at];
    if (cell) (asked[rowOf(blocks[at])] ??= []).push({ column: cell[2], at, question });
  }

  /* Note that it seems to. */
  function doubt(at, question) {
    doubtful.set(at, question);
    ask(at, question);
  }

  /* The questions to the left of a block, or above it in its cell. */
  function beside(at) {
    const { cell } = blocks[at];
    return cell ? (asked[rowOf(blocks[at])] || []).filter(each => each.column < cell[2] || (each.column === cell[2] && each.at < at)) : [];
  }

  function isUnder(at) { return beside(at).some(each => each.column === blocks[at].cell[2]); }

  function isRight(at) { return beside(at).some(each => each.column < blocks[at].cell[2]); }

  /* The heading of the column in which a tick stands, if it says that something is not so. */
  function denied(at) {
    const block = blocks[at];
    const top = block.cell && isMark(block.text) ? tops[columnOf(block)] : null;
    return top && rowOf(top) !== rowOf(block) && (says("not_so", top.text) || isPlan(top.text)) ? top.text : "";
  }

  /* What stands first in its row. */
  function label(at) { return rows[rowOf(blocks[at])][0].text; }

  /* The question, and the code of why it is not certain. */
  function placeOf(at, current) {
    const found = doubtful.has(at) ? { question: current, why: "" } : askedOf(at, blocks[at], current);
    if (found.why === OWN) return found;
    if (Array.from(doubtful.values()).includes(found.question)) return { ...found, why: found.question === OTHER ? OTHER : "ambiguous" };
    return at >= places.copyFrom ? { ...found, why: "ambiguous" } : found;
  }

  function askedOf(at, block, current) {
    const left = beside(at);
    const near = left.filter(each => each.column === Math.max(...left.map(one => one.column))).sort((a, b) => a.at - b.at);
    const last = near[near.length - 1]?.question;
    const here = asked[rowOf(block)] || [];
    if (block.tag) return { question: questionOf(block), why: near.length && last !== questionOf(block) ? "ambiguous" : "" };
    if (near.length) return { question: last, why: near.length === 1 || (isUnder(at) && !isRight(at)) ? "" : "ambiguous" };
    if (here.length) {
      const isSure = here.length === 1 && isMark(block.text);
      return { question: here[0].question, why: isSure ? "" : says("number_alone", block.text) ? OWN : "ambiguous" };
    }
    return block.cell ? askedAbove(block, current) : { question: current, why: "" };
  }

  function askedAbove(block, current) {
    const [table, row, column] = block.cell;
    if (row === 0 && ticked.has(columnOf(block)) && (says("yes", block.text) || says("not_so", block.text))) return { question: current, why: OWN };
    let up = row - 1;
    while (up >= 0 && !asked[`${table} ${up}`]) up -= 1;
    if (up < 0) return { question: current, why: "" };
    const above = asked[`${table} ${up}`];
    const over = above.length === 1 ? above : above.filter(each => each.column === column);
    const isClear = over.length && (above.length > 1 || !isLabelled(block, over[0].question));
    return { question: (over[0] || above[above.length - 1]).question, why: isClear ? "" : "ambiguous" };
  }

  /* Whether a row has a text on its left that nobody knows, so that it need not answer what is above. */
  function isLabelled(block, question) {
    const columns = rows[rowOf(block)].map(each => each.cell[2]);
    return columns.includes(0) && Math.max(...columns) > 0 && !IN_ROWS_OR_CHOICES.includes(kinds.get(question));
  }

  return places;
}

guidanceWord.places = { OTHER, OWN, make };

/* Which block of a document answers which question: by its tag, else by its place, else by number. The same as
   `generator/proforma/find_answers.py`, which says how a question is known. */
const { rules } = guidanceWordRules;
const { wordsOf, asOne, keyWords, likeness, unknownWords, withoutMark, isMark, begins } = guidanceWord.words;
const { questionOf } = guidanceWord.blocks;
const END = /[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$/gu;
const BULLET = /\s*[➤>•*-]\s*/uy;
const LONGEST_QUESTION = 600;
const BRIEF = 6;
const SAME = 0.05;
const NO_HEADING = 9;
const TABLES = ["staff", "challenges", "practices"];
const CHOICES = ["many", "one", "tick"];
const PREFIXED = /^\s*(?:q|question)\s*\.?\s*[1-8]/i;
const NUMBER = begins(rules.number);
const NUMBER_ALONE = begins(rules.numberAlone);
const LETTER_ALONE = begins(rules.letterAlone);
const byId = new Map(rules.questions.map(rule => [rule.id, rule]));

function emptyAnswers() { return { byId: new Map(rules.questions.map(rule => [rule.id, []])), asked: new Set(), left: [], isOurs: false, added: [] }; }

/* {byId, asked, left, isOurs, added}, or null when hardly any question is there. `left` and `added`: {question, text, why}. */
function findAnswers(read) {
  const blocks = read.map(each => ({ ...each, tag: byId.has(questionOf(each.tag)) ? each.tag : "" }));
  const answers = emptyAnswers();
  answers.isOurs = areOurs(blocks);
  const matches = choose(blocks, answers.isOurs);
  matches.forEach(match => { answers.asked.add(match.question); });
  blocks.filter(each => each.tag).forEach(each => { answers.asked.add(questionOf(each.tag)); });
  if (answers.asked.size < rules.limits.fewest) return byNumber(blocks);
  assign(blocks, matches, answers);
  return answers;
}

function areOurs(blocks) {
  if (blocks.some(block => block.tag)) return true;
  const ours = new Set(rules.standing.filter(text => wordsOf(text).length >= rules.long).map(asOne));
  return new Set(blocks.map(block => asOne(block.text)).filter(text => ours.has(text))).size >= 3;
}

/* The best match for each question and each block, by the number of the block. */
function choose(blocks, isOurs) {
  const rows = makeRows(blocks);
  const labels = labelsOf();
  const found = blocks.flatMap((block, at) =>
    block.tag || block.isStruck || labels.has(asOne(block.text)) ? [] : matchesOf(at, block, isOurs));
  const chosen = new Map();
  const asked = new Set();

  function take(match, most) {
    if (chosen.has(match.at) || asked.has(match.question)) return;
    if (match.unlikeness < most || !rows.isAnswer(match.at, chosen)) {
      chosen.set(match.at, match);
      asked.add(match.question);
    }
  }

  found.filter(each => !each.rank).sort(inOrder).forEach(match => { take(match, SAME); });
  const first = Math.min(blocks.length, ...Array.from(chosen.values()).filter(match => byId.get(match.question).number).map(match => match.at));
  found.filter(each => each.rank).map(each => ({ ...each, rank: rows.rank(each, isOurs, each.at < first) })).sort(inOrder)
    .forEach(match => { if (match.rank < NO_HEADING) take(match, 0); });
  return chosen;
}

function inOrder(a, b) { return a.rank - b.rank || a.unlikeness - b.unlikeness || a.at - b.at; }

/* What stands in our form and is no question, although it may look like one: choices, hints, headings. */
function labelsOf() {
  const found = new Set([...rules.standing, ...rules.questions.flatMap(each => each.options).map(option => option.words[0])].map(asOne));
  rules.questions.flatMap(each => each.words).forEach(text => { found.delete(asOne(text)); });
  return found;
}

/* Where blocks stand in their tables. */
function makeRows(blocks) {
  const widths = {};
  blocks.filter(block => block.cell).forEach(({ cell }) => { widths[cell[0]] = Math.max(widths[cell[0]] || 0, cell[2]); });

  /* How surely a short text is a heading. `isBefore`: whether it precedes the numbered questions. */
  function rank(match, isOurs, isBefore) {
    const block = blocks[match.at];
    const isWhole = !block.text.slice(match.end).replace(/[ _:.?…–-]/g, "");
    const hasNumber = match.start > 0 && NUMBER.test(block.text);
    if (!block.cell) return (isBefore && !isOurs) || (isWhole && hasNumber) ? 2 : NO_HEADING;
    const [table, row, column] = block.cell;
    if (!isOurs) return isBefore && column === 0 && (widths[table] > 0 || row === 0) ? 1 : NO_HEADING;
    const isHeading = widths[table] ? hasNumber : row === 0;
    return column === 0 && isWhole && (isHeading || isBefore) ? 1 : NO_HEADING;
  }

  /* Whether a block stands where the answer to a question is: to the right of it, or in its cell. */
  function isAnswer(at, chosen) {
    const { cell } = blocks[at];
    return Boolean(cell) && Array.from(chosen.keys()).some(each => {
      const other = blocks[each].cell;
      return other && other[0] === cell[0] && other[1] === cell[1] && (other[2] < cell[2] || (other[2] === cell[2] && each < at));
    });
  }

  return { rank, isAnswer };
}

/* The questions that a block may begin with. Rank 0: known wherever it stands; 1: a short one. */
function matchesOf(at, block, isOurs) {
  const text = block.text.slice(0, LONGEST_QUESTION);
  const { start, numbers } = startOf(text, block.number);
  const parts = endsFrom(text, start).slice(0, 8).map(end => [end, keyWords(text.slice(start, end))]).filter(part => part[1].size);
  return rules.questions.flatMap(question => {
    const isLong = question.words.some(words => keyWords(words).size >= rules.long || words.endsWith("?"));
    if (!isLong && !isOurs && !question.is_original) return [];
    const hasNumber = Boolean(question.number) && numbers.has(question.number);
    const found = question.words.map(keyWords).flatMap(wanted => parts
      .map(([end, words]) => ({ alike: likeness(words, wanted), end, least: least(wanted.size, hasNumber) }))
      .filter(one => one.alike >= one.least)
      .map(one => ({ rank: isLong ? 0 : 1, unlikeness: 1 - one.alike, at, question: question.id, start, end: one.end })));
    return found.length ? [found.reduce((best, one) => one.unlikeness < best.unlikeness ? one : best)] : [];
  });
}

function endsFrom(text, start) {
  END.lastIndex = start;
  const found = [];
  for (let match = END.exec(text); match; match = END.exec(text)) {
    found.push(match.index + match[0].length);
    if (!match[0]) break;
  }
  return found;
}

/* How alike a text must be to a question of so many telling words. */
function least(number, hasNumber) {
  if (number < rules.long) return 1;
  return rules.alike[number > BRIEF ? "question" : "brief"] - (hasNumber ? rules.alike.number : 0);
}

/* Where a question begins, past its number and a box to tick, and what its number may be. */
function startOf(text, automatic) {
  const { label, mark } = withoutMark(text);
  let start = mark && label ? text.indexOf(label) : 0;
  BULLET.lastIndex = start;
  if (BULLET.test(text)) start = BULLET.lastIndex;
  const number = NUMBER.exec(text.slice(start));
  const letter = LETTER_ALONE.exec(text.slice(start));
  if (number && number[1]) {
    return { start: start + number[0].length, numbers: new Set([number[1] + (number[2] || "").toUpperCase(), `${number[1]}A`]) };
  }
  if (letter) return { start: start + letter[0].length, numbers: new Set([`4${letter[1].toUpperCase()}`]) };
  return { start, numbers: new Set(automatic ? [automatic] : []) };
}

/* Give each block to its question. */
function assign(blocks, matches, answers) {
  const asks = rules.questions.map(each => each.words[0]).filter(text => keyWords(text).size >= rules.long);
  const standing = new Set([...rules.standing, ...asks].map(asOne));
  const original = new Set(rules.original_standing.map(sortedWords));
  const places = makePlaces(blocks, matches);
  const hasTags = blocks.some(block => block.tag);
  let current = "";
  let isInCell = false;
  blocks.forEach((typed, at) => {
    if (matches.has(at)) {
      current = matches.get(at).question;
      isInCell = Boolean(typed.cell);
      answers.byId.get(current).push(...rest(typed, matches.get(at), byId.get(current), answers));
      return;
    }
    current = questionOf(typed.tag) || current;
    const { question, why } = places.questionOf(at, current);
    const block = { ...typed, text: withoutPrompt(typed.text) };
    const isHint = places.isBesideQuestion(at) && standing.has(asOne(block.text));
    const isOwn = isHint || isStanding(block, standing, original, answers.isOurs);
    if (!block.text || (isOwn && !block.tag && !places.isAnswer(at))) return;
    // Below a question in its own cell stands the hint of another version of the form, or a remark.
    const isApart = places.isBesideQuestion(at) || (!block.cell && (isInCell || hasTags));
    const isOutside = answers.isOurs && !block.tag && isApart;
    if (!question || why) answers.left.push({ question: question || "before", text: block.text, why: why || "before" });
    else if (isOutside && !isMark(block.text) && byId.get(question).kind !== "tick") answers.left.push({ question, text: block.text, why: "outside" });
    else answers.byId.get(question).push(block);
  });
}

function sortedWords(text) { return Array.from(new Set(wordsOf(text))).sort().join(" "); }

function withoutPrompt(text) {
  const from = text.startsWith(rules.prompt) ? text.slice(rules.prompt.length) : text;
  return (from.endsWith(rules.prompt) ? from.slice(0, -rules.prompt.length) : from).trim();
}

function isStanding(block, ours, original, isOurs) {
  const number = wordsOf(block.text).length;
  const isOwn = ours.has(asOne(block.text));
  // A short one in a table is only what heads a column.
  if (isOurs || isOwn) return isOwn && (!block.cell || block.cell[1] === 0 || number >= rules.long);
  // A cell with the word "Background" is the heading of somebody's column.
  return !block.cell && number < 150 && original.has(sortedWords(block.text));
}

/* What stands in the line of a question itself: a tick before it, an answer behind it. */
function rest(block, match, rule, answers) {
  let { end } = match;
  endsFrom(block.text, end).forEach(further => {
    const more = block.text.slice(end, further);
    // Further sentences of the question, such as what to include in the answer.
    if (keyWords(more).size >= rules.long && !unknownWords(more, rule.words).length) end = further;
  });
  const added = unknownWords(block.text.slice(match.start, end), rule.words).join(" ");
  if (added) answers.added.push({ question: rule.id, text: added, why: "question-changed" });
  const text = block.text.slice(end).replace(/^[ _:.?…–-]+/, "").replace(/[ _]+$/, "");
  const sign = { on: "☒", cross: "✗", off: "☐" }[withoutMark(block.text.slice(0, match.end)).mark];
  const found = withoutPrompt(text) ? [{ ...block, text, bold: "" }] : [];
  if (rule.kind === "tick" && sign && !isMark(text)) found.unshift({ ...block, text: sign, bold: "" });
  return found;
}

/* Which question a cell belongs to. */
function makePlaces(blocks, matches) {
  const filled = {};
  const inRow = {};
  blocks.filter(block => block.cell).forEach(({ cell: [table, row, column] }) => { (filled[`${table} ${row}`] ??= new Set()).add(column); });
  matches.forEach((match, at) => {
    const { cell } = blocks[at];
    if (cell) (inRow[`${cell[0]} ${cell[1]}`] ??= []).push({ column: cell[2], at, question: match.question });
  });
  const here = cell => inRow[`${cell[0]} ${cell[1]}`] || [];

  /* Whether it stands in a cell beside a question, where the form itself says nothing. */
  function isAnswer(at) {
    const { cell } = blocks[at];
    return Boolean(cell) && here(cell).some(each => each.column < cell[2]);
  }

  /* Whether a question stands in the same cell, as it does above its hint. */
  function isBesideQuestion(at) {
    const { cell } = blocks[at];
    return Boolean(cell) && here(cell).some(each => each.column === cell[2]);
  }

  /* The question, and the code of why it is not certain. */
  function placeOf(at, current) {
    const block = blocks[at];
    if (block.tag || !block.cell) return { question: questionOf(block.tag) || current, why: "" };
    const [table, row, column] = block.cell;
    const same = here(block.cell);
    const beside = same.filter(each => each.column < column || (each.column === column && each.at < at))
      .sort((a, b) => a.column - b.column || a.at - b.at);
    if (beside.length) return { question: beside[beside.length - 1].question, why: "" };
    if (same.length === 1 && isMark(block.text)) return { question: same[0].question, why: "" };
    for (let above = row - 1; above >= 0; above -= 1) {
      const heading = here([table, above]);
      if (heading.length === 1) return { question: heading[0].question, why: doubt(table, row, heading[0]) };
      const over = heading.filter(each => each.column === column);
      if (over.length) return { question: over[0].question, why: "" };
      if (heading.length) return { question: heading[heading.length - 1].question, why: "ambiguous" };
    }
    return { question: current, why: "" };
  }

  /* Why a row is no answer to the question above it: it has a text on its left that nobody knows. */
  function doubt(table, row, heading) {
    const { kind } = byId.get(heading.question);
    const columns = filled[`${table} ${row}`];
    const isLabelled = columns.has(0) && Math.max(...columns) > 0;
    return isLabelled && !TABLES.includes(kind) && !CHOICES.includes(kind) ? "ambiguous" : "";
  }

  return { isAnswer, isBesideQuestion, questionOf: placeOf };
}

/* Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once. */
function byNumber(blocks) {
  const numbers = {};
  rules.questions.filter(each => each.is_original && each.number).forEach(each => { numbers[each.number] = each.id; });
  const answers = emptyAnswers();
  const hasPrefix = blocks.filter(block => PREFIXED.test(block.text)).length >= rules.limits.fewest;
  let found = "";
  let last = "";
  for (const block of blocks) {
    const { number, text } = !hasPrefix || PREFIXED.test(block.text) ? numberOf(block, last) : { number: "", text: block.text };
    if (number && number <= last) return null; // a list inside an answer: nobody can tell its numbers from the questions'
    if (number) {
      last = number;
      found = numbers[number] || numbers[`${number}A`] || "";
      answers.asked.add(found);
    }
    // Question 4 has two parts: without a letter, nobody can tell which one is answered.
    const why = found ? (last === "4" ? "ambiguous" : "") : "before";
    if (text && why) answers.left.push({ question: found || "before", text, why });
    else if (text) answers.byId.get(found).push({ ...block, text, isListed: block.isListed && !number });
  }
  return answers.asked.size >= rules.limits.fewest ? answers : null;
}

/* The number that an answer begins with, if any, and the text behind it. */
function numberOf(block, last) {
  const match = NUMBER_ALONE.exec(block.text);
  const letter = LETTER_ALONE.exec(block.text);
  if (match) return { number: match[1] + (match[2] || "").toUpperCase(), text: block.text.slice(match[0].length).trim() };
  if (letter && last.startsWith("4")) return { number: `4${letter[1].toUpperCase()}`, text: block.text.slice(letter[0].length).trim() };
  return block.number && block.number.length === 1 ? { number: block.number, text: block.text } : { number: "", text: block.text };
}

guidanceWord.answers = { findAnswers };

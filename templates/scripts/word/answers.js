/* Which block of a document answers which question: by its tag, else by its place, else by number. The same as
   `generator/proforma/find_answers.py`, which says how a question is known. */
const { rules } = guidanceWordRules;
const { wordsOf, asOne, keyWords, likeness, unknownWords, withoutMark, isMark, begins } = guidanceWord.words;
const { questionOf, rowOf } = guidanceWord.blocks;
const END = /[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$/gu;
const BULLET = /\s*[➤>•*-]\s*/uy;
const LONGEST_QUESTION = 600;
const SAME = 0.05;
const IN_ROWS = ["staff", "challenges", "practices"];
const CHOICES = ["many", "one", "tick"];
const PREFIXED = begins(rules.number_prefixed);
const NUMBER = begins(rules.number);
const NUMBER_ALONE = begins(rules.number_alone);
const LETTER_ALONE = begins(rules.letter_alone);
const byId = new Map(rules.questions.map(rule => [rule.id, rule]));
const choices = rules.questions.flatMap(each => each.options).map(option => asOne(option.words[0]));

function emptyAnswers() { return { byId: new Map(rules.questions.map(rule => [rule.id, []])), asked: new Set(), left: [], isOurs: false, added: [] }; }

/* {byId, asked, left, isOurs, added}, or null when hardly any question is there. `left` and `added`: {question, text, why}. */
function findAnswers(read) {
  const blocks = read.map(each => byId.has(questionOf(each)) ? each : { ...each, tag: "" });
  const answers = emptyAnswers();
  answers.isOurs = areOurs(blocks);
  const places = makePlaces(blocks);
  const matches = choose(blocks, places, answers.isOurs);
  answers.asked = new Set([...Array.from(matches.values(), match => match.question), ...blocks.map(questionOf)].filter(Boolean));
  if (answers.asked.size < rules.limits.fewest) return byNumber(blocks);
  assign(blocks, matches, places, answers);
  return answers;
}

function areOurs(blocks) {
  const ours = new Set(rules.standing.filter(text => wordsOf(text).length >= rules.long).map(asOne));
  return blocks.some(block => block.tag) || new Set(blocks.map(block => asOne(block.text)).filter(text => ours.has(text))).size >= 3;
}

/* Whether it stands in a box to type in, where nothing is the form's own. */
function isTyped(block) { return Boolean(block.tag) && !CHOICES.includes(byId.get(questionOf(block)).kind); }

/* The best match for each question and each block, by the number of the block. */
function choose(blocks, places, isOurs) {
  const labels = new Set([...choices, ...rules.standing.map(asOne)]);
  rules.questions.flatMap(each => each.words).forEach(text => { labels.delete(asOne(text)); });
  const found = blocks.flatMap((block, at) => isTyped(block) || block.isStruck || labels.has(asOne(block.text)) ? [] : matchesOf(at, block, isOurs));
  const chosen = new Map();
  const asked = new Set();
  let first = blocks.length; // the first question that has a number
  found.sort((a, b) => a.isShort - b.isShort || a.unlikeness - b.unlikeness || a.at - b.at).forEach(match => {
    if (chosen.has(match.at) || asked.has(match.question)) return;
    if (match.isShort && !isHeading(blocks[match.at], match, isOurs, match.at < first)) return;
    if ((match.isShort || match.unlikeness >= SAME) && places.beside(match.at).length) return;
    chosen.set(match.at, match);
    asked.add(match.question);
    places.ask(match.at, match.question);
    if (!match.isShort && byId.get(match.question).number) first = Math.min(first, match.at);
  });
  return chosen;
}

/* Whether a short text is a heading. `isBefore`: whether it precedes the numbered questions. */
function isHeading(block, match, isOurs, isBefore) {
  const isWhole = !block.text.slice(match.end).replace(/[ _:.?…–-]/g, "");
  return (!block.cell || block.cell[2] === 0) && ((isWhole && match.hasNumber) || (isBefore && (isWhole || !isOurs)));
}

/* The questions that a block may begin with. */
function matchesOf(at, block, isOurs) {
  const text = block.text.slice(0, LONGEST_QUESTION);
  const { start, numbers } = startOf(text, block.number);
  const parts = endsFrom(text, start).slice(0, 8).map(end => [end, keyWords(text.slice(start, end))]);
  return rules.questions.flatMap(question => {
    const isLong = question.words.some(words => keyWords(words).size >= rules.long || words.endsWith("?"));
    if (!isLong && !isOurs && !question.is_original) return [];
    const enough = rules.alike[numbers.includes(question.number) ? "numbered" : "words"];
    const found = question.words.map(keyWords).flatMap(wanted => parts
      .map(([end, words]) => ({ end, unlikeness: 1 - likeness(words, wanted), most: 1 - (wanted.size < rules.long ? 1 : enough) }))
      .filter(one => one.unlikeness <= one.most + 1e-9)
      .map(({ end, unlikeness }) => ({ isShort: !isLong, unlikeness, at, question: question.id, start, end, hasNumber: numbers.length > 0 })));
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

/* Where a question begins, past its number and a box to tick, and what its number may be. */
function startOf(text, automatic) {
  const { label, mark } = withoutMark(text);
  let start = mark && label ? text.indexOf(label) : 0;
  BULLET.lastIndex = start;
  if (BULLET.test(text)) start = BULLET.lastIndex;
  const number = NUMBER.exec(text.slice(start));
  const letter = LETTER_ALONE.exec(text.slice(start));
  if (number) return { start: start + number[0].length, numbers: [number[1] + (number[2] || "").toUpperCase(), `${number[1]}A`] };
  if (letter) return { start: start + letter[0].length, numbers: [`4${letter[1].toUpperCase()}`] };
  return { start, numbers: automatic ? [automatic] : [] };
}

/* Give each block to its question. */
function assign(blocks, matches, places, answers) {
  const asks = rules.questions.map(each => each.words[0]).filter(text => keyWords(text).size >= rules.long);
  const standing = new Set([...rules.standing, ...asks].map(asOne));
  const hasTags = blocks.some(block => block.tag);
  const labels = new Set(hasTags ? [...choices, ...rules.staff_titles.map(asOne)] : []);
  let current = "";
  let isInCell = false;
  blocks.forEach((block, at) => {
    if (matches.has(at)) {
      current = matches.get(at).question;
      isInCell = Boolean(block.cell);
      answers.byId.get(current).push(...rest(block, matches.get(at), byId.get(current), answers));
      return;
    }
    current = questionOf(block) || current;
    const { question, why } = places.placeOf(at, current);
    const text = withoutPrompt(block.text);
    const columns = places.beside(at).map(each => each.column);
    const isUnder = columns.includes(block.cell?.[2]);
    const isRight = columns.some(column => column < block.cell[2]);
    const own = isUnder ? standing : block.cell || block.tag ? new Set() : labels;
    const isOwn = own.has(asOne(text)) || isStanding(block, text, standing, answers.isOurs);
    if (!text || (isOwn && !isTyped(block) && !isRight)) return;
    // Below a question in its own cell stands the hint of another version of the form, or a remark.
    const isApart = isUnder || (!block.cell && (isInCell || hasTags));
    const isOutside = isApart && answers.isOurs && !block.tag && !isMark(text);
    if (!question || why) answers.left.push({ question: question || "before", text, why: why || "before" });
    else if (isOutside && byId.get(question).kind !== "tick") answers.left.push({ question, text, why: "outside" });
    else {
      // Beside its own question it stands in no column of a table.
      const isInNone = byId.get(question).kind === "challenges" && isRight;
      answers.byId.get(question).push({ ...block, text, cell: isInNone ? null : block.cell });
    }
  });
}

function withoutPrompt(text) {
  const from = text.startsWith(rules.prompt) ? text.slice(rules.prompt.length) : text;
  return (from.endsWith(rules.prompt) ? from.slice(0, -rules.prompt.length) : from).trim();
}

/* Whether it is the form's own, and asks nothing. */
function isStanding(block, text, ours, isOurs) {
  const isOwn = ours.has(asOne(text));
  // A short one in a table is only what heads a column.
  if (isOurs || isOwn) return isOwn && (!block.cell || block.cell[1] === 0 || wordsOf(text).length >= rules.long);
  // A cell with the word "Background" is the heading of somebody's column.
  const sorted = Array.from(new Set(wordsOf(text))).sort().join(" ");
  return !block.cell && rules.original_standing.includes(guidanceWord.package.crcOf(new TextEncoder().encode(sorted)).toString(16).padStart(8, "0"));
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
  const sign = { on: "☒", off: "☐" }[withoutMark(block.text.slice(0, match.end)).mark];
  const found = withoutPrompt(text) ? [{ ...block, text }] : [];
  if (rule.kind === "tick" && sign && !isMark(text)) found.unshift({ ...block, text: sign });
  return found;
}

/* Which question a cell belongs to. */
function makePlaces(blocks) {
  const columns = {};
  const asked = {};
  blocks.filter(block => block.cell).forEach(block => { (columns[rowOf(block)] ??= new Set()).add(block.cell[2]); });

  /* Note that a block asks a question. */
  function ask(at, question) {
    const { cell } = blocks[at];
    if (cell) (asked[rowOf(blocks[at])] ??= []).push({ column: cell[2], at, question });
  }

  /* The questions to the left of a block, or above it in its cell. */
  function beside(at) {
    const { cell } = blocks[at];
    return cell ? (asked[rowOf(blocks[at])] || []).filter(each => each.column < cell[2] || (each.column === cell[2] && each.at < at)) : [];
  }

  /* The question, and the code of why it is not certain. */
  function placeOf(at, current) {
    const block = blocks[at];
    if (block.tag || !block.cell) return { question: questionOf(block) || current, why: "" };
    const [table, row, column] = block.cell;
    const here = asked[rowOf(block)] || [];
    const left = beside(at);
    const sure = left.length ? left : here.length === 1 && isMark(block.text) ? here : [];
    if (sure.length) return { question: last(sure), why: "" };
    for (let above = row - 1; above >= 0; above -= 1) {
      const heading = asked[`${table} ${above}`] || [];
      const over = heading.length === 1 ? heading : heading.filter(each => each.column === column);
      if (heading.length) {
        const isClear = over.length && (heading.length > 1 || !isLabelled(block, over[0].question));
        return { question: over.length ? over[0].question : heading[heading.length - 1].question, why: isClear ? "" : "ambiguous" };
      }
    }
    return { question: current, why: "" };
  }

  /* Whether a row has a text on its left that nobody knows, so that it need not answer what is above. */
  function isLabelled(block, question) {
    const filled = columns[rowOf(block)];
    const { kind } = byId.get(question);
    return filled.has(0) && Math.max(...filled) > 0 && !IN_ROWS.includes(kind) && !CHOICES.includes(kind);
  }

  return { ask, beside, placeOf };
}

/* The question that stands farthest to the right, and of those in one cell the last. */
function last(asked) { return asked.reduce((a, b) => b.column > a.column || (b.column === a.column && b.at > a.at) ? b : a).question; }

/* Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once. */
function byNumber(blocks) {
  const numbers = Object.fromEntries(rules.questions.filter(each => each.is_original && each.number).map(each => [each.number, each.id]));
  const answers = emptyAnswers();
  const hasPrefixes = blocks.filter(block => PREFIXED.test(block.text)).length >= rules.limits.fewest;
  let found = "";
  let before = "";
  for (const block of blocks) {
    const { number, text } = hasPrefixes && !PREFIXED.test(block.text) ? { number: "", text: block.text } : numberOf(block, before);
    if (number && number <= before) return null; // a list inside an answer: nobody can tell its numbers from the questions'
    if (number) {
      before = number;
      found = numbers[number] || numbers[`${number}A`] || "";
      answers.asked.add(found);
    }
    // Question 4 has two parts: without a letter, nobody can tell which one is answered.
    const why = found ? (before === "4" ? "ambiguous" : "") : "before";
    if (text && why) answers.left.push({ question: found || "before", text, why });
    else if (text) answers.byId.get(found).push({ ...block, text, isListed: block.isListed && !number, cell: null });
  }
  return answers.asked.size >= rules.limits.fewest ? answers : null;
}

/* The number that an answer begins with, if any, and the text behind it. */
function numberOf(block, before) {
  const match = NUMBER_ALONE.exec(block.text);
  const letter = LETTER_ALONE.exec(block.text);
  if (match) return { number: match[1] + (match[2] || "").toUpperCase(), text: block.text.slice(match[0].length).trim() };
  if (letter && before.startsWith("4")) return { number: `4${letter[1].toUpperCase()}`, text: block.text.slice(letter[0].length).trim() };
  return { number: block.number.length === 1 ? block.number : "", text: block.text };
}

guidanceWord.answers = { findAnswers };

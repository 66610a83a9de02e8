/* Which block of a document answers which question: by its tag, else by its place, else by number. The same as
   `generator/proforma/find_answers.py`, which says how a question is known. */
const { rules } = guidanceWordRules;
const { says, begin, WITHIN, wordsOf, asOne, keyWords, likeness, unknownWords, withoutMark, isMark, isPlan } = guidanceWord.words;
const { questionOf, rowOf, groupedBy } = guidanceWord.blocks;
const { limits, long } = rules;
const OTHER = "other-question"; // one that the form does not ask
const OWN = "own"; // what belongs to the form itself
const LONGEST_QUESTION = 600;
const SAME = 0.05;
const CHOICES = ["many", "one", "tick"];
const IN_ROWS_OR_CHOICES = ["staff", "challenges", "practices", ...CHOICES];
const PROMPT = new RegExp(`^(?:${rules.patterns.prompt})\\s*|\\s*(?:${rules.patterns.prompt})$`, "giu");
const byId = new Map(rules.questions.map(rule => [rule.id, rule]));
const standing = new Set(rules.standing.map(asOne));
const choices = rules.questions.flatMap(each => each.options).map(option => asOne(option.words[0]));
const labels = new Set([...choices, ...rules.staff_titles.map(asOne)]);
const asks = rules.questions.map(each => each.words[0]).filter(text => keyWords(text).size >= long);
const known = new Set([...standing, ...asks.map(asOne)]);

/* {byId, asked, left, isOurs}, or null when hardly any question is there. `left`: {question, text, why}. */
function findAnswers(blocks) {
  const byWords = makeForm(blocks);
  byWords.findQuestions();
  if (byWords.asked().size >= limits.fewest) return byWords.answers();
  const byNumbers = makeForm(blocks.map(each => ({ ...each, tag: "" })));
  byNumbers.findNumbers();
  return byNumbers.asked().size >= limits.fewest ? byNumbers.answers() : null;
}

/* Whether a block stands in a box to type in, where nothing is the form's own. */
function isTyped(block) { return Boolean(block.tag) && !CHOICES.includes(byId.get(questionOf(block)).kind); }

function columnOf({ cell }) { return cell ? `${cell[0]} ${cell[2]}` : ""; }

function makeForm(given) {
  const blocks = given.map(each => byId.has(questionOf(each)) ? each : { ...each, tag: "" });
  const hasTags = blocks.some(block => block.tag);
  const there = new Set(blocks.map(block => asOne(block.text)).filter(text => standing.has(text)));
  const isOurs = hasTags || Array.from(there).filter(text => wordsOf(text).length >= long).length >= 3;
  const matches = new Map(); // by the number of the block
  const doubtful = new Map(); // headings that seem to ask these questions
  const rows = groupedBy(blocks, rowOf);
  const columns = groupedBy(blocks, columnOf);
  const inRows = {}; // the questions in each row: {column, at, question}
  let areAbove = false; // whether answers seem to stand above their questions
  let copyFrom = blocks.length; // the block with which a second copy of the form begins

  function found() { return new Set(Array.from(matches.values(), match => match.question)); }

  function asked() { return new Set([...found(), ...blocks.map(questionOf).filter(Boolean)]); }

  /* Which blocks ask: by their words. */
  function findQuestions() {
    const unasked = new Set([...choices, ...standing]);
    rules.questions.flatMap(each => each.words).forEach(text => { unasked.delete(asOne(text)); });
    const possible = blocks.flatMap((block, at) => isTyped(block) || block.isStruck || unasked.has(asOne(block.text)) ? [] : matchesOf(at, block, isOurs))
      .sort((a, b) => a.isShort - b.isShort || a.unlikeness - b.unlikeness || a.at - b.at);
    copyFrom = secondCopy(possible);
    let first = blocks.length; // the first question that has a number
    possible.forEach(match => {
      if (matches.has(match.at) || found().has(match.question) || !mayAsk(match, match.at < first)) return;
      ask(match);
      if (!match.isShort && byId.get(match.question).number) first = Math.min(first, match.at);
    });
    if (isOurs) return;
    noteDoubtful();
    areAbove = standAbove(first);
  }

  /* By numbers alone, 1 to 8 as in the form of 2022: in this order, and each once. */
  function findNumbers() {
    const numbers = Object.fromEntries(rules.questions.filter(each => each.is_original && each.number).map(each => [each.number, each.id]));
    const hasPrefixes = blocks.filter(block => begin("number_prefixed", block.text)).length >= limits.fewest;
    let last = "";
    const isInOrder = blocks.every((block, at) => {
      const { number, end } = hasPrefixes && !begin("number_prefixed", block.text) ? { number: "" } : numberOf(block, last);
      if (!number) return true;
      const isNext = number > last;
      const question = numbers[number] || numbers[`${number}A`];
      last = number;
      // Question 4 has two parts: without a letter, nobody can tell which one is answered.
      if (question && number !== "4") ask({ isShort: false, unlikeness: 0, at, question, start: end, end });
      else doubt(at, question || OTHER);
      return isNext;
    });
    if (!isInOrder) matches.clear(); // a list inside an answer: nobody can tell its numbers from the questions'
  }

  function ask(match) {
    matches.set(match.at, match);
    note(match.at, match.question);
  }

  /* Note that a block seems to ask a question. */
  function doubt(at, question) {
    doubtful.set(at, question);
    note(at, question);
  }

  function note(at, question) {
    const { cell } = blocks[at];
    if (cell) (inRows[rowOf(blocks[at])] ??= []).push({ column: cell[2], at, question });
  }

  /* Whether it is no answer that begins like a question. `isBefore`: the questions with numbers. */
  function mayAsk(match, isBefore) {
    const { text, cell } = blocks[match.at];
    const after = text.slice(match.end);
    // Two labels and two answers in one row: "Date:", "Name:".
    if (!isOurs && isBefore && cell && !after && text.endsWith(":")) return true;
    if (beside(match.at).length && (match.isShort || match.unlikeness >= SAME)) return false;
    const isWhole = !after.replace(/[ _:.?…–-]/g, "");
    const isHeading = (isWhole && match.hasNumber) || (isBefore && (isWhole || !isOurs));
    return !match.isShort || (isHeading && (!cell || cell[2] === 0));
  }

  /* Where a second copy of the form begins: most of its questions stand there again, in the same words. */
  function secondCopy(possible) {
    const exact = possible.filter(match => match.unlikeness < SAME && !(match.isShort && match.end < blocks[match.at].text.length));
    const again = exact.filter((match, at) => exact.slice(0, at).filter(other => other.question === match.question).length === 1);
    return again.filter(match => !match.isShort).length >= limits.fewest ? Math.min(...again.map(match => match.at)) : blocks.length;
  }

  /* Finds headings that seem to ask something, in words that nobody knows. */
  function noteDoubtful() {
    let last = 0;
    blocks.forEach((block, at) => {
      const number = begin("number_alone", block.text);
      const digit = matches.has(at) && /^([1-8])[AB]?$/.exec(byId.get(matches.get(at).question).number);
      if (digit) last = Number(digit[1]);
      if (matches.has(at) || block.isStruck || (block.cell && block.cell[2])) return;
      if (number && Number(number[1]) === last + 1) {
        const ids = rules.questions.filter(each => each.number[0] === number[1] && each.is_original).map(each => each.id);
        if (ids.some(id => found().has(id))) return;
        last += 1;
        doubt(at, ids[0]);
      } else if (block.text.endsWith("?") && keyWords(block.text).size >= long && !beside(at).length) doubt(at, OTHER);
    });
  }

  /* Whether answers seem to stand above their questions: the first question has one there, the last has none below. */
  function standAbove(first) {
    const above = blocks[first - 1];
    const last = Math.max(0, ...matches.keys());
    return Boolean(above) && !above.cell && !matches.has(first - 1) && says("sentence", above.text)
      && matches.get(last)?.end === blocks[last].text.length && blocks.every((block, at) => at <= last || isOwn(at, block.text));
  }

  /* Give each block to its question. */
  function answers() {
    const result = { byId: new Map(rules.questions.map(rule => [rule.id, []])), asked: asked(), left: [], isOurs };
    let current = "";
    let isInCell = false;
    blocks.forEach((block, at) => {
      const match = matches.get(at);
      if (match) {
        [current, isInCell] = [match.question, Boolean(block.cell)];
        result.byId.get(current).push(...rest(block, match, byId.get(current), result));
      } else {
        current = doubtful.get(at) || questionOf(block) || current;
        give(at, placeOf(at, current), isInCell, result);
      }
    });
    return result;
  }

  /* `isInCell`: whether the question before it stands in a cell. */
  function give(at, { question, why }, isInCell, result) {
    const block = blocks[at];
    const text = bare(block.text);
    const kind = byId.get(question)?.kind;
    // Below a question in its own cell stands the hint of another version of the form, or a remark.
    const isApart = isUnder(at) || (!block.cell && (isInCell || hasTags));
    const leave = (said, code, under = question) => { result.left.push({ question: under, text: said, why: code }); };
    if (!text || why === OWN || isOwn(at, text)) return;
    const heading = denied(at);
    if (heading) {
      // A tick under "No" or "Planned" says that it is not so.
      const code = says("no", heading) ? "says-no" : "plan";
      if (withoutMark(text).mark === "on") leave(`${rows[rowOf(block)][0].text}: ${heading}`, code);
    } else if (!question) leave(text, why || "before", "before");
    else if (why) leave(text, why);
    else if (isApart && isOurs && !(block.tag || isMark(text) || kind === "tick")) leave(text, "outside");
    // Beside its own question it stands in no column of a table.
    else result.byId.get(question).push({ ...block, text, cell: kind === "challenges" && isRight(at) ? null : block.cell });
  }

  /* Whether a block belongs to the form itself, and answers nothing. */
  function isOwn(at, text) {
    const block = blocks[at];
    const words = asOne(text);
    if (isTyped(block) || isRight(at)) return false;
    if (hasTags && !block.cell && !block.tag && labels.has(words)) return true;
    if (known.has(words)) {
      // A short one in a table is only what heads a column.
      return isUnder(at) || !block.cell || block.cell[1] === 0 || wordsOf(text).length >= long;
    }
    // A cell with the word "Background" is the heading of somebody's column.
    const sorted = Array.from(new Set(wordsOf(text))).sort().join(" ");
    const checksum = guidanceWord.package.crcOf(new TextEncoder().encode(sorted)).toString(16).padStart(8, "0");
    return !isOurs && !block.cell && rules.original_standing.includes(checksum);
  }

  /* The questions to the left of a block, or above it in its cell. */
  function beside(at) {
    const { cell } = blocks[at];
    return cell ? (inRows[rowOf(blocks[at])] || []).filter(each => each.column < cell[2] || (each.column === cell[2] && each.at < at)) : [];
  }

  function isUnder(at) { return beside(at).some(each => each.column === blocks[at].cell[2]); }

  function isRight(at) { return beside(at).some(each => each.column < blocks[at].cell[2]); }

  /* The heading of the column in which a tick stands, if it says that something is not so. */
  function denied(at) {
    const block = blocks[at];
    const top = block.cell && isMark(block.text) ? columns[columnOf(block)][0] : null;
    return top && rowOf(top) !== rowOf(block) && (says("not_so", top.text) || isPlan(top.text)) ? top.text : "";
  }

  /* The question, and the code of why it is not certain. */
  function placeOf(at, current) {
    const place = doubtful.has(at) ? { question: current, why: "" } : askedOf(at, blocks[at], current);
    if (place.why === OWN) return place;
    if (Array.from(doubtful.values()).includes(place.question)) return { ...place, why: place.question === OTHER ? OTHER : "ambiguous" };
    return at >= copyFrom || (place.question && areAbove && !blocks[at].cell) ? { ...place, why: "ambiguous" } : place;
  }

  function askedOf(at, block, current) {
    const left = beside(at);
    const near = left.filter(each => each.column === Math.max(...left.map(one => one.column))).sort((a, b) => a.at - b.at);
    const last = near[near.length - 1]?.question;
    const here = inRows[rowOf(block)] || [];
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
    const hasTicks = columns[columnOf(block)].some(each => isMark(each.text));
    if (row === 0 && hasTicks && (says("yes", block.text) || says("not_so", block.text))) return { question: current, why: OWN };
    let up = row - 1;
    while (up >= 0 && !inRows[`${table} ${up}`]) up -= 1;
    if (up < 0) return { question: current, why: "" };
    const above = inRows[`${table} ${up}`];
    const over = above.length === 1 ? above : above.filter(each => each.column === column);
    const isClear = over.length && (above.length > 1 || !isLabelled(block, over[0].question));
    return { question: (over[0] || above[above.length - 1]).question, why: isClear ? "" : "ambiguous" };
  }

  /* Whether a row has a text on its left that nobody knows, so that it need not answer what is above. */
  function isLabelled(block, question) {
    const cells = rows[rowOf(block)].map(each => each.cell[2]);
    return cells.includes(0) && Math.max(...cells) > 0 && !IN_ROWS_OR_CHOICES.includes(byId.get(question)?.kind);
  }

  return { asked, findQuestions, findNumbers, answers };
}

/* The questions that a block may begin with. */
function matchesOf(at, block, isOurs) {
  const text = block.text.slice(0, LONGEST_QUESTION);
  const { start, numbers } = startOf(text, block.number);
  const parts = endsFrom(text, start).slice(0, 8).map(end => ({ end, words: keyWords(text.slice(start, end)) }));
  return rules.questions.flatMap(question => {
    const isShort = !question.words.some(words => keyWords(words).size >= long || words.endsWith("?"));
    if (isShort && !isOurs && !question.is_original) return [];
    const isNumbered = numbers.includes(question.number);
    const enough = rules.alike[isNumbered ? "numbered" : "words"];
    const wanted = question.words.map(keyWords).map(words => ({ words, isShort, least: words.size < long ? 1 : enough }));
    if (isNumbered) wanted.push(...question.headings.map(each => ({ words: keyWords(each), isShort: true, least: 1 })));
    const possible = wanted.flatMap(one => parts.map(({ end, words }) => ({ ...one, end, alike: likeness(words, one.words) })))
      .filter(({ alike, least }) => alike >= least)
      .map(one => ({ isShort: one.isShort, unlikeness: 1 - one.alike, at, question: question.id, start, end: one.end, hasNumber: numbers.length > 0 }));
    return possible.sort((a, b) => a.isShort - b.isShort || a.unlikeness - b.unlikeness).slice(0, 1);
  });
}

/* Where a question may end, from there on. */
function endsFrom(text, start) {
  return Array.from(text.slice(start).matchAll(WITHIN.question_end), match => start + match.index + match[0].length);
}

/* Where a question begins, past its number and a box to tick, and what its number may be. */
function startOf(text, automatic) {
  const { label, mark } = withoutMark(text);
  let start = mark && label ? text.indexOf(label) : 0;
  start += begin("question_bullet", text.slice(start))?.[0].length || 0;
  const number = begin("number", text.slice(start));
  const letter = begin("letter_alone", text.slice(start));
  if (number) return { start: start + number[0].length, numbers: [number[1] + (number[2] || "").toUpperCase(), `${number[1]}A`] };
  if (letter) return { start: start + letter[0].length, numbers: [`4${letter[1].toUpperCase()}`] };
  return { start, numbers: automatic ? [automatic] : [] };
}

/* A text without the prompt of an untouched box, and without the word "Answer:" before it. */
function bare(given) {
  const text = given.replace(PROMPT, "").trim();
  const label = begin("answer", text);
  return label ? text.slice(label[0].length) : text;
}

/* What stands in the line of a question itself: a tick before it, an answer behind it. */
function rest(block, match, rule, answers) {
  let { end } = match;
  endsFrom(block.text, end).forEach(further => {
    const more = block.text.slice(end, further);
    // Further sentences of the question, such as what to include in the answer.
    if (keyWords(more).size >= rules.long && !unknownWords(more, rule.words).length) end = further;
  });
  let added = unknownWords(block.text.slice(match.start, end), [...rule.words, ...rule.headings]).join(" ");
  let text = bare(block.text.slice(end).replace(/^[ _:.?…–-]+/, "").replace(/[ _]+$/, ""));
  if (says("aside", text)) [added, text] = [`${added} ${text}`.trim(), ""];
  if (added) answers.left.push({ question: rule.id, text: added, why: "question-changed" });
  const sign = { on: "☒", off: "☐" }[withoutMark(block.text.slice(0, match.end)).mark];
  const found = text ? [{ ...block, text, isListed: false }] : [];
  if (rule.kind === "tick" && sign && !isMark(text)) found.unshift({ ...block, text: sign });
  return found;
}

/* The number that an answer begins with, if any, and where it ends. */
function numberOf(block, last) {
  const match = begin("number_alone", block.text);
  const letter = begin("letter_alone", block.text);
  if (match) return { number: match[1] + (match[2] || "").toUpperCase(), end: match[0].length };
  if (letter && last.startsWith("4")) return { number: `4${letter[1].toUpperCase()}`, end: letter[0].length };
  return { number: block.number.length === 1 ? block.number : "", end: 0 };
}

guidanceWord.answers = { findAnswers };

/* Which block of a document answers which question: by its tag, else by its place, else by number. The same as
   `generator/proforma/find_answers.py`, which says how a question is known. */
const { rules } = guidanceWordRules;
const { says, begin, wordsOf, asOne, keyWords, likeness, unknownWords, withoutMark, isMark } = guidanceWord.words;
const { questionOf } = guidanceWord.blocks;
const { OTHER, OWN } = guidanceWord.places;
const END = /[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$/gu;
const BULLET = /\s*[➤>•*-]\s*/uy;
const LONGEST_QUESTION = 600;
const SAME = 0.05;
const CHOICES = ["many", "one", "tick"];
const PROMPT = new RegExp(`^(?:${rules.patterns.prompt})\\s*|\\s*(?:${rules.patterns.prompt})$`, "giu");
const byId = new Map(rules.questions.map(rule => [rule.id, rule]));
const choices = rules.questions.flatMap(each => each.options).map(option => asOne(option.words[0]));

function emptyAnswers() { return { byId: new Map(rules.questions.map(rule => [rule.id, []])), asked: new Set(), left: [], isOurs: false }; }

/* {byId, asked, left, isOurs}, or null when hardly any question is there. `left`: {question, text, why}. */
function findAnswers(read) {
  const blocks = read.map(each => byId.has(questionOf(each)) ? each : { ...each, tag: "" });
  const answers = emptyAnswers();
  answers.isOurs = areOurs(blocks);
  const places = guidanceWord.places.make(blocks);
  const matches = choose(places, answers.isOurs);
  answers.asked = new Set([...Array.from(matches.values(), match => match.question), ...blocks.map(questionOf)].filter(Boolean));
  if (answers.asked.size < rules.limits.fewest) return byNumber(blocks);
  if (!answers.isOurs) noteDoubtful(places, matches);
  assign(places, matches, answers);
  return answers;
}

function areOurs(blocks) {
  const ours = new Set(rules.standing.filter(text => wordsOf(text).length >= rules.long).map(asOne));
  return blocks.some(block => block.tag) || new Set(blocks.map(block => asOne(block.text)).filter(text => ours.has(text))).size >= 3;
}

/* Whether it stands in a box to type in, where nothing is the form's own. */
function isTyped(block) { return Boolean(block.tag) && !CHOICES.includes(byId.get(questionOf(block)).kind); }

/* The best match for each question and each block, by the number of the block. */
function choose(places, isOurs) {
  const { blocks } = places;
  const labels = new Set([...choices, ...rules.standing.map(asOne)]);
  rules.questions.flatMap(each => each.words).forEach(text => { labels.delete(asOne(text)); });
  const found = blocks.flatMap((block, at) => isTyped(block) || block.isStruck || labels.has(asOne(block.text)) ? [] : matchesOf(at, block, isOurs))
    .sort((a, b) => a.isShort - b.isShort || a.unlikeness - b.unlikeness || a.at - b.at);
  places.copyFrom = secondCopy(found, blocks);
  const chosen = new Map();
  const asked = new Set();
  let first = blocks.length; // the first question that has a number
  found.forEach(match => {
    if (chosen.has(match.at) || asked.has(match.question)) return;
    const { text, cell } = blocks[match.at];
    // Two labels and two answers in one row: "Date:", "Name:".
    const isLabel = !isOurs && match.at < first && cell && match.end === text.length && text.endsWith(":");
    if (match.isShort && !isLabel && !isHeading(blocks[match.at], match, isOurs, match.at < first)) return;
    if (!isLabel && (match.isShort || match.unlikeness >= SAME) && places.beside(match.at).length) return;
    chosen.set(match.at, match);
    asked.add(match.question);
    places.ask(match.at, match.question);
    if (!match.isShort && byId.get(match.question).number) first = Math.min(first, match.at);
  });
  return chosen;
}

/* Where a second copy of the form begins: most of its questions stand there again, in the same words. */
function secondCopy(found, blocks) {
  const exact = found.filter(match => match.unlikeness < SAME && !(match.isShort && match.end < blocks[match.at].text.length));
  const again = exact.filter((match, at) => exact.slice(0, at).filter(other => other.question === match.question).length === 1);
  return again.filter(match => !match.isShort).length >= rules.limits.fewest ? Math.min(...again.map(match => match.at)) : blocks.length;
}

/* Finds headings that seem to ask something, in words that nobody knows. */
function noteDoubtful(places, matches) {
  const asked = Array.from(matches.values(), match => match.question);
  let last = 0;
  places.blocks.forEach((block, at) => {
    const number = begin("number_alone", block.text);
    const digit = matches.has(at) && /^([1-8])[AB]?$/.exec(byId.get(matches.get(at).question).number);
    if (digit) last = Number(digit[1]);
    if (matches.has(at) || block.isStruck || (block.cell && block.cell[2])) return;
    if (number && Number(number[1]) === last + 1) {
      const ids = rules.questions.filter(each => each.number[0] === number[1] && each.is_original).map(each => each.id);
      if (ids.some(id => asked.includes(id))) return;
      last += 1;
      places.doubt(at, ids[0]);
    } else if (block.text.endsWith("?") && keyWords(block.text).size >= rules.long && !places.beside(at).length) places.doubt(at, OTHER);
  });
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
    const hasNumber = numbers.length > 0;
    const found = question.words.map(keyWords).flatMap(wanted => parts
      .map(([end, words]) => ({ end, unlikeness: 1 - likeness(words, wanted), most: 1 - (wanted.size < rules.long ? 1 : enough) }))
      .filter(one => one.unlikeness <= one.most + 1e-9)
      .map(({ end, unlikeness }) => ({ isShort: !isLong, unlikeness, at, question: question.id, start, end, hasNumber })));
    if (numbers.includes(question.number)) {
      question.headings.map(keyWords).forEach(wanted => parts.filter(([, words]) => likeness(words, wanted) === 1)
        .forEach(([end]) => { found.push({ isShort: true, unlikeness: 0, at, question: question.id, start, end, hasNumber }); }));
    }
    return found.length ? [found.reduce((best, one) => one.isShort - best.isShort < 0 || (one.isShort === best.isShort && one.unlikeness < best.unlikeness) ? one : best)] : [];
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
  const number = begin("number", text.slice(start));
  const letter = begin("letter_alone", text.slice(start));
  if (number) return { start: start + number[0].length, numbers: [number[1] + (number[2] || "").toUpperCase(), `${number[1]}A`] };
  if (letter) return { start: start + letter[0].length, numbers: [`4${letter[1].toUpperCase()}`] };
  return { start, numbers: automatic ? [automatic] : [] };
}

/* Give each block to its question. */
function assign(places, matches, answers) {
  const isOwn = ownWords(places, answers.isOurs);
  const hasTags = places.blocks.some(block => block.tag);
  let current = "";
  let isInCell = false;
  places.blocks.forEach((block, at) => {
    if (matches.has(at)) {
      current = matches.get(at).question;
      isInCell = Boolean(block.cell);
      answers.byId.get(current).push(...rest(block, matches.get(at), byId.get(current), answers));
      return;
    }
    current = places.doubtful.get(at) || questionOf(block) || current;
    const { question, why } = places.placeOf(at, current);
    const text = bare(block.text);
    if (!text || why === OWN || isOwn(at, text)) return;
    const kind = byId.get(question)?.kind;
    const heading = places.denied(at);
    // Below a question in its own cell stands the hint of another version of the form, or a remark.
    const isApart = places.isUnder(at) || (!block.cell && (isInCell || hasTags));
    if (heading) {
      // A tick under "No" or "Planned" says that it is not so.
      const code = says("no", heading) ? "says-no" : "plan";
      if (withoutMark(text).mark === "on") answers.left.push({ question, text: `${places.label(at)}: ${heading}`, why: code });
    } else if (!question || why) answers.left.push({ question: question || "before", text, why: why || "before" });
    else if (isApart && answers.isOurs && !(block.tag || isMark(text) || kind === "tick")) answers.left.push({ question, text, why: "outside" });
    else {
      // Beside its own question it stands in no column of a table.
      const isInNone = kind === "challenges" && places.isRight(at);
      answers.byId.get(question).push({ ...block, text, cell: isInNone ? null : block.cell });
    }
  });
}

/* Tells whether a block belongs to the form itself, and answers nothing. */
function ownWords(places, isOurs) {
  const asks = rules.questions.map(each => each.words[0]).filter(text => keyWords(text).size >= rules.long);
  const standing = new Set([...rules.standing, ...asks].map(asOne));
  const labels = new Set([...choices, ...rules.staff_titles.map(asOne)]);
  const hasTags = places.blocks.some(block => block.tag);
  return (at, text) => {
    const block = places.blocks[at];
    if (isTyped(block) || places.isRight(at)) return false;
    const isKnown = standing.has(asOne(text));
    if (isKnown && places.isUnder(at)) return true;
    if (hasTags && !block.cell && !block.tag && labels.has(asOne(text))) return true;
    // A short one in a table is only what heads a column.
    if (isOurs || isKnown) return isKnown && (!block.cell || block.cell[1] === 0 || wordsOf(text).length >= rules.long);
    // A cell with the word "Background" is the heading of somebody's column.
    const sorted = Array.from(new Set(wordsOf(text))).sort().join(" ");
    return !block.cell && rules.original_standing.includes(guidanceWord.package.crcOf(new TextEncoder().encode(sorted)).toString(16).padStart(8, "0"));
  };
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
  const found = text ? [{ ...block, text }] : [];
  if (rule.kind === "tick" && sign && !isMark(text)) found.unshift({ ...block, text: sign });
  return found;
}

/* Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once. */
function byNumber(blocks) {
  const numbers = Object.fromEntries(rules.questions.filter(each => each.is_original && each.number).map(each => [each.number, each.id]));
  const answers = emptyAnswers();
  const hasPrefixes = blocks.filter(block => begin("number_prefixed", block.text)).length >= rules.limits.fewest;
  let found = "";
  let before = "";
  for (const block of blocks) {
    const { number, text } = hasPrefixes && !begin("number_prefixed", block.text) ? { number: "", text: block.text } : numberOf(block, before);
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
  const match = begin("number_alone", block.text);
  const letter = begin("letter_alone", block.text);
  if (match) return { number: match[1] + (match[2] || "").toUpperCase(), text: block.text.slice(match[0].length).trim() };
  if (letter && before.startsWith("4")) return { number: `4${letter[1].toUpperCase()}`, text: block.text.slice(letter[0].length).trim() };
  return { number: block.number.length === 1 ? block.number : "", text: block.text };
}

guidanceWord.answers = { findAnswers };

/* What words say: how alike two texts are, ticks, numbers, whole-time equivalents (WTE), choices, roles. The
   same as `generator/proforma/understand.py`, by the same rules, which come as data. */
const { rules, words: catalogue } = guidanceWordRules;
const known = new Map();

/* A sentence of the catalogue of messages. */
function tell(key, values) {
  return catalogue[key].replace(/\{(\w+)(:,)?\}/g, (name, field, commas) => {
    const value = values?.[field] ?? "";
    return commas ? Number(value).toLocaleString("en-GB") : String(value);
  });
}

function whole(pattern, flags = "iu") { return new RegExp(`^(?:${pattern})$`, flags); }

function begins(pattern, flags = "iu") { return new RegExp(`^(?:${pattern})`, flags); }

/* The words of a text in small letters, without accents and marks. */
function wordsOf(text) {
  if (!known.has(text)) {
    const plain = text.toLowerCase().replaceAll("e-mail", "email").replaceAll("co-", "co").normalize("NFKD").replace(/\p{M}/gu, "");
    known.set(text, plain.match(/[a-z0-9]+(?:[.][0-9]+)*/g) || []);
  }
  return known.get(text);
}

function asOne(text) { return wordsOf(text).join(" "); }

/* A word without its plural: enough to see `roles` in `role`. */
function stem(word) { return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word; }

const quiet = new Set(rules.quiet);
const telling = new Map();

/* The words that say what a text is about. */
function keyWords(text) {
  if (!telling.has(text)) telling.set(text, new Set(wordsOf(text).filter(word => !quiet.has(word)).map(stem)));
  return telling.get(text);
}

/* From 0, no word in common, to 1, the same words. */
function likeness(first, second) {
  if (!first.size || !second.size) return 0;
  let common = 0;
  first.forEach(word => { common += second.has(word); });
  return 2 * common / (first.size + second.size);
}

function alike(first, second) { return likeness(keyWords(first), keyWords(second)); }

/* The words of a text that none of the known texts has. */
function unknownWords(text, texts) {
  const there = new Set(texts.flatMap(wordsOf).map(stem));
  return wordsOf(text).filter(word => !there.has(stem(word)) && !quiet.has(stem(word)));
}

const BLANK = whole(rules.blank);

/* Whether an answer says that there is none. */
function isBlank(text) { return BLANK.test(text); }

const { marks } = rules;
const ANY = marks.on + marks.off + marks.cross;
const BRACKETS = "[\\[(]\\s*([xX✓✔✗✘×]?)\\s*[\\])]";
const AT_START = new RegExp(`^\\s*(?:([${ANY}])|${BRACKETS}|([xX])(?=\\s|$))\\s*`, "u");
const AT_END = new RegExp(`\\s*(?:([${ANY}])|${BRACKETS}|(?<=\\s)([xX]))\\s*$`, "u");

/* A text without the ticks at its ends, and what they say: on, off, cross or nothing. */
function withoutMark(text) {
  const found = [];
  let rest = text;
  for (let match = AT_START.exec(rest); match; match = AT_START.exec(rest)) {
    found.push(markOf(match));
    rest = rest.slice(match[0].length);
  }
  for (let match = AT_END.exec(rest.slice(-12)); match; match = AT_END.exec(rest.slice(-12))) {
    found.push(markOf(match));
    rest = rest.slice(0, rest.length - rest.slice(-12).length + match.index);
  }
  // Somebody who types x beside an empty box means the x.
  const mark = found.includes("on") ? "on" : found.includes("cross") ? "cross" : found[0] || "";
  return { label: rest.trim(), mark };
}

function markOf(match) {
  const sign = match[1] || match[2] || match[3] || "";
  if (!sign) return "off";
  if (`xX${marks.cross}`.includes(sign)) return "cross";
  return marks.off.includes(sign) ? "off" : "on";
}

/* Whether a text is nothing but ticks. */
function isMark(text) {
  const { label, mark } = withoutMark(text);
  return !label && Boolean(mark);
}

const YES = whole(rules.yes);
const NO = whole(rules.no);

/* What a tick or a single word says; null when it says neither, or more than that. */
function readYesNo(text) {
  const { label, mark } = withoutMark(text);
  if (!label) return mark ? mark !== "off" : null;
  const word = label.replaceAll("’", "'").trim();
  if (YES.test(word)) return mark !== "off";
  return NO.test(word) && mark !== "off" ? false : null;
}

const SCALES = { k: 1000, thousand: 1000, m: 1000000, million: 1000000 };
const DIGITS = new RegExp(
  "(?<![\\p{L}\\p{N}_.,])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,3}(?: \\d{3})+(?!\\d)|\\d*\\.\\d+|\\d+)"
  + "(?:\\s?(k|thousand|m|million)(?![a-z]))?(?!\\d)", "giu"
);
const BESIDE = new RegExp(`${rules.about}|${rules.amountWords}`, "giu");
const ABOUT = new RegExp(rules.about, "iu");

/* The one number of an answer, in digits or in words up to twenty: {value, isApproximate, isBare}. */
function readAmount(text, isWhole) {
  const found = Array.from(text.matchAll(DIGITS), match =>
    Number(match[1].replace(/[, ]/g, "").slice(0, 15)) * (SCALES[(match[2] || "").toLowerCase()] || 1));
  const rest = text.replace(DIGITS, "").replace(BESIDE, "").toLowerCase();
  const said = rest.match(/[a-z]+/g) || [];
  found.push(...said.filter(isNumberWord).map(word => Number(rules.numbers[word])));
  if (found.length !== 1 || found[0] < (isWhole ? 1 : 0) || (isWhole && found[0] % 1)) {
    return { value: null, isApproximate: false, isBare: false };
  }
  const isBare = said.every(isNumberWord) && !/(?![a-z])[\p{L}\p{N}]/u.test(rest);
  return { value: found[0], isApproximate: ABOUT.test(text), isBare };
}

function isNumberWord(word) { return Object.hasOwn(rules.numbers, word); }

/* Digits without an exponent, at most six after the point. */
function asNumber(value) {
  const text = value.toFixed(6);
  return text.replace(/0+$/, "").replace(/\.$/, "");
}

const N = `(\\d{1,3}(?:\\.\\d+)?|\\.\\d+|${Object.keys(rules.numbers).sort((a, b) => b.length - a.length).join("|")})`;
const BEFORE_TIME = "(?:~|≈|c\\.?|ca\\.?|circa|approx(?:imately)?\\.?|about|around|roughly)? ?";
const AFTER_TIME = "(?: ?(?:/|per|a|each|every|in the) ?(?:week|wk)|pw| p\\.?w\\.?| weekly)?"
  + "(?: ?(?:for|on|in|of|to)? ?(?:the|their|my|his|her)? ?(?:clinical)? ?(?:informatics|digital)"
  + "(?: (?:role|work|time))?)?[.]?";
const UNITS = rules.units.map(([unit, number, key]) =>
  ({ pattern: whole(`${BEFORE_TIME}${N} ?(?:${unit})${AFTER_TIME}`), number: Number(number), key }));
const FULL_TIME = whole(rules.fullTime + AFTER_TIME);
const BARE_TIME = whole("(?:(?:wte|fte) ?[:=]? ?)(\\d{1,3}(?:\\.\\d+)?|\\.\\d+)|(0?\\.\\d+|1\\.0+)");
const SPLIT_TIME = whole("(\\d{1,3}) ?% ?(?:clinical informatics|informatics|digital|it)\\b.*?"
  + "\\d{1,3} ?% ?(?:clinical|patients?|direct care|ward)\\b(?! ?informatics)");

/* The WTE that a share of time amounts to, or null, and the code of the message that tells how, or why none. */
function readTime(text) {
  const plain = text.replaceAll("’", "'").replace(/\s+/g, " ").replace(/^[ ;,]+|[ ;,]+$/g, "");
  if (FULL_TIME.test(plain)) return { wte: 1, key: "time/full" };
  const bare = BARE_TIME.exec(plain);
  if (bare) return share(Number(bare[1] || bare[2]), 1, "time");
  for (const { pattern, number, key } of UNITS) {
    const match = pattern.exec(plain);
    if (match) return share(Number(rules.numbers[match[1].toLowerCase()] ?? match[1]), number, key);
  }
  const split = plain.split("%").length === 3 && SPLIT_TIME.exec(plain);
  if (split) return share(Number(split[1]), 100, "time/share");
  return { wte: null, key: /\bsessions?\b/i.test(plain) ? "time/sessions" : "time/ambiguous" };
}

function share(number, most, key) {
  const wte = most === 37.5 ? Math.round(number / most * 100) / 100 : number / most;
  if (wte > 1 && most > 1) return { wte: null, key: "time/more-than-one" };
  return wte > 0 && wte <= 100 ? { wte, key } : { wte: null, key: "time/unlikely" };
}

const COUNT_BEFORE = /^([1-9]\d?)\s*[x×*]\s+(?=[\p{L}\p{N}_])/iu;
const COUNT_AFTER = /\s*(?:[x×*]\s*|\(\s*[x×*]?\s*)([1-9]\d?)\s*\)?$/iu;

/* A job title without a number of posts such as `2 x`, and that number or null. */
function readPost(text) {
  const match = COUNT_BEFORE.exec(text) || COUNT_AFTER.exec(text);
  if (!match) return { title: text.trim(), count: null };
  return { title: (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim(), count: Number(match[1]) };
}

const IN_TITLES = new Set(["the", "of", "for", "and"]);

function titleWords(text) {
  return wordsOf(text.replaceAll("&", " and ")).filter(word => !IN_TITLES.has(word)).map(stem).join(" ");
}

/* The identifier of the role that a job title names; empty when none does for certain. */
function findRole(title) {
  const names = new Map();
  rules.roles.forEach(role => role.words.forEach(name => {
    if (!names.has(titleWords(name))) names.set(titleWords(name), role.id);
  }));
  const outside = title.replace(/\([^)]*\)/g, "");
  // Chief Nursing Information Officer (CNIO) says the same twice.
  for (const text of [title, outside, ...Array.from(title.matchAll(/\(([^)]+)\)/g), match => match[1])]) {
    if (names.has(titleWords(text))) return names.get(titleWords(text));
  }
  const typed = titleWords(title);
  const near = nearest(typed, Array.from(names.keys()).filter(words => words.includes(" ")));
  return near && differLittle(typed, near) ? names.get(near) : "";
}

/* Whether two titles have the same words, but for how one long word is spelt. CNIO is not CCIO. */
function differLittle(first, second) {
  const a = first.split(" ");
  const b = second.split(" ");
  return a.length === b.length
    && a.every((word, at) => word === b[at] || (Math.min(word.length, b[at].length) > 5 && nearest(word, [b[at]])));
}

/* The known text most like another; empty if none is close, or if two are about equally close. */
function nearest(typed, texts) {
  if (typed.length > 200) return "";
  const scored = texts.map(text => [sameness(text, typed), text]).filter(one => one[0] >= rules.nearest.least)
    .sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1));
  const isClear = scored.length < 2 || scored[0][0] - scored[1][0] >= rules.nearest.lead;
  return scored.length && isClear ? scored[0][1] : "";
}

/* From 0 to 1, by the longest stretches that two texts share, as Python's difflib has it. */
function sameness(a, b) { return a.length + b.length ? 2 * shared(a, b) / (a.length + b.length) : 1; }

function shared(a, b) {
  let size = 0;
  let atA = 0;
  let atB = 0;
  for (let i = 0; i < a.length; i += 1) {
    for (let j = 0; j < b.length; j += 1) {
      let length = 0;
      while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length]) length += 1;
      if (length > size) [size, atA, atB] = [length, i, j];
    }
  }
  return size ? size + shared(a.slice(0, atA), b.slice(0, atB)) + shared(a.slice(atA + size), b.slice(atB + size)) : 0;
}

/* The one profession that is named; empty when none is, or more than one. */
function findProfession(text) {
  const said = ` ${titleWords(text)} `;
  const found = rules.professions.filter(each => each.words.some(name => titleWords(name) && said.includes(` ${titleWords(name)} `)));
  return found.length === 1 ? found[0].id : "";
}

guidanceWord.words = {
  tell, whole, begins, wordsOf, asOne, keyWords, likeness, alike, unknownWords, isBlank, withoutMark, isMark, readYesNo,
  readAmount, asNumber, readTime, readPost, findRole, findProfession
};

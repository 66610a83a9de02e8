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

const { patterns } = rules;
const WHOLE = {};
const BEGINS = {};
const WITHIN = {};
Object.entries(patterns).forEach(([name, pattern]) => {
  WHOLE[name] = new RegExp(`^(?:${pattern})$`, "iu");
  BEGINS[name] = new RegExp(`^(?:${pattern})`, "iu");
  WITHIN[name] = new RegExp(pattern, "giu");
});

/* Whether all of a text is as the rules' pattern of this name. */
function says(name, text) { return WHOLE[name].test(text); }

/* The pattern's match at the beginning of a text. */
function begin(name, text) { return BEGINS[name].exec(text); }

/* Its first match anywhere. */
function within(name, text) {
  WITHIN[name].lastIndex = 0;
  return WITHIN[name].exec(text);
}

/* Whether a text says that something has not happened. `strictly`: also further on in it. */
function isPlan(text, strictly = true) {
  const plain = text.replace(/^[ •*–-]+/, "");
  return Boolean(begin("plans", plain) || (strictly && within("planned", plain)));
}

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

/* The words of a text that none of the known texts has. */
function unknownWords(text, texts) {
  const there = new Set(texts.flatMap(wordsOf).map(stem));
  return wordsOf(text).filter(word => !there.has(stem(word)) && !quiet.has(stem(word)));
}

/* Whether an answer says that there is none. */
function isBlank(text) { return says("blank", text); }

const { marks } = rules;
const ANY = marks.on + marks.off + marks.cross;
const MARK = `(?:[${ANY}]|[\\[(]\\s*[xX${ANY}]?\\s*[\\])]|(?<!\\S)[xX](?!\\S))`;
const MARKED = new RegExp(`^\\s*((?:${MARK}\\s*)*)(.*?)((?:\\s*${MARK})*)\\s*$`, "su");

/* A text without the ticks at its ends, and what they say: on, off, cross or nothing. */
function withoutMark(text) {
  const [, before, label, after] = MARKED.exec(text);
  const signs = Array.from(before + after);
  // Somebody who types x beside an empty box means the x.
  if (signs.some(sign => `xX${marks.on}`.includes(sign))) return { label, mark: "on" };
  return { label, mark: signs.some(sign => marks.cross.includes(sign)) ? "cross" : signs.join("").trim() ? "off" : "" };
}

/* Whether a text is nothing but ticks. */
function isMark(text) {
  const { label, mark } = withoutMark(text);
  return !label && Boolean(mark);
}

/* What a tick or a single word says; null when it says neither, or more than that. */
function readYesNo(text) {
  const { label, mark } = withoutMark(text);
  if (mark === "cross" || !(label || mark)) return null;
  if (!label || says("yes", label)) return mark !== "off";
  return says("no", label) && mark !== "off" ? false : null;
}

/* A text with a point and figures in place of ½ and its like. */
function withFigures(text) {
  return Object.entries(rules.fractions).reduce((all, [sign, figures]) =>
    all.replace(new RegExp(`(?<=[0-9]) ?${sign}`, "gu"), figures).replaceAll(sign, `0${figures}`), text);
}

/* The number of an answer that says no more than that: {value, isApproximate}. */
function readAmount(given, isWhole) {
  const none = { value: null, isApproximate: false };
  const text = withFigures(given);
  const plain = text.replace(WITHIN.about, "");
  const found = Array.from(plain.matchAll(WITHIN.digits));
  const rest = plain.replace(WITHIN.digits, "").replace(WITHIN.amount_words, "");
  if (found.length !== 1 || /[\p{L}\p{N}]/u.test(rest)) return none;
  const value = Number(found[0][1].replace(/[, ]/g, "").slice(0, 15)) * (rules.scales[(found[0][2] || "").toLowerCase()] || 1);
  return value < Number(isWhole) || (isWhole && value % 1) ? none : { value, isApproximate: plain !== text };
}

/* Digits without an exponent, at most six after the point. */
function asNumber(value) { return value.toFixed(6).replace(/0+$/, "").replace(/\.$/, ""); }

const TIMES = rules.times.map(([pattern, most, key]) => ({ pattern: new RegExp(`^(?:${pattern})$`, "u"), most, key }));

/* The WTE that a share of time amounts to, or null, and the code of the message that tells how, or why none. */
function readTime(text) {
  const plain = withFigures(text.toLowerCase()).replace(/\s+/g, " ").replace(/^[ ;,]+|[ ;,]+$/g, "")
    .replace(/[a-z]+/g, word => Object.hasOwn(rules.numbers, word) ? rules.numbers[word] : word);
  const unit = TIMES.find(({ pattern }) => pattern.test(plain));
  if (!unit) return { wte: null, key: within("sessions", plain) ? "time/sessions" : "time/ambiguous" };
  const wte = Number((Number(unit.pattern.exec(plain)[1] ?? 1) / unit.most).toFixed(unit.most === 37.5 ? 2 : 6));
  if (wte > 1 && unit.most > 1) return { wte: null, key: "time/more-than-one" };
  return wte > 0 && wte <= 100 ? { wte, key: unit.key } : { wte: null, key: "time/unlikely" };
}

const BOX = new RegExp(`(?=[${ANY}])`, "u");

/* Which of the options are ticked, or the only one that is typed: {ids, rest, why}. `rest` is what is none of the
   options; `why` the code of why nothing is chosen, or of a doubt. */
function readChoices(blocks, options) {
  const chosen = { ids: [], rest: [], why: "" };
  const on = new Set();
  const bare = new Map();
  guidanceWord.blocks.joined(blocks, " ").flatMap(boxes).forEach(block => {
    const { label, mark } = choiceIn(block.text, options);
    const option = findOption(label, options);
    if (mark === "cross") chosen.why = "cross";
    if (!isMark(block.text) && (mark === "cross" || !option || unknownWords(label, option.words).length)) chosen.rest.push(block);
    if (option && !block.isStruck && mark === "on") on.add(option.id);
    // Yes and no may have more behind them. Another choice with more words may be one of several.
    const isSure = option && (!unknownWords(label, option.words).length || says("yes", option.words[0]) || says("no", option.words[0]));
    if (isSure && !block.isStruck && !mark) bare.set(option.id, block);
  });
  if (!on.size && bare.size > 1 && bare.size < options.length) {
    chosen.why = "listed-not-ticked";
    chosen.rest.push(...Array.from(bare.values()).filter(block => !chosen.rest.includes(block)));
  }
  const ids = on.size || bare.size !== 1 ? on : bare;
  chosen.ids = options.map(option => option.id).filter(id => ids.has(id));
  return chosen;
}

/* A choice and its mark, which may be a yes or no behind it. */
function choiceIn(text, options) {
  const { label, mark } = withoutMark(text);
  const said = mark ? null : within("said_behind", label);
  const isSaid = said && findOption(label.slice(0, said.index), options);
  return isSaid ? { label: label.slice(0, said.index), mark: said[1] ? "on" : "off" } : { label, mark };
}

/* One block for each box, where several stand in one line: ☐ England ☒ Wales. */
function boxes(block) {
  const parts = block.text.split(BOX).filter(part => part.trim()).map(part => part.replace(/^[ ,;/]+|[ ,;/]+$/g, ""));
  return parts.length < 2 || parts.some(isMark) ? [block] : parts.map(text => ({ ...block, text }));
}

/* The one option that a text names, by its words or by how it begins. */
function findOption(label, options) {
  const words = keyWords(label);
  const scored = options.map(each => [Math.max(...each.words.map(text => likeness(words, keyWords(text)))), each]);
  const best = Math.max(0, ...scored.map(([score]) => score));
  const typed = wordsOf(label);
  let found = best < rules.alike.option ? [] : scored.filter(([score]) => score === best).map(([, each]) => each);
  if (found.length !== 1) found = options.filter(each => each.words.some(text => sameStart(typed, wordsOf(text))));
  return found.length === 1 ? found[0] : null;
}

/* Whether one of them begins with the other. */
function sameStart(first, second) {
  const length = Math.min(first.length, second.length);
  return length > 0 && first.slice(0, length).join(" ") === second.slice(0, length).join(" ");
}

/* A job title without a number of posts such as `2 x`, and that number or null. */
function readPost(text) {
  const match = begin("count_before", text) || within("count_behind", text);
  if (!match) return { title: text.trim(), count: null };
  return { title: (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim(), count: Number(match[1]) };
}

const IN_TITLES = new Set(["the", "of", "for", "and"]);

function titleWords(text) {
  return wordsOf(text.replaceAll("&", " and ")).filter(word => !IN_TITLES.has(word)).map(stem).join(" ");
}

/* The identifier of the role that a job title is called; empty when none is. */
function findRole(title) {
  const names = new Map();
  rules.roles.forEach(role => role.words.map(titleWords).forEach(words => { if (!names.has(words)) names.set(words, role.id); }));
  const outside = title.replace(/\([^)]*\)/g, "");
  // Chief Nursing Information Officer (CNIO) says the same twice.
  const texts = [title, outside, ...Array.from(title.matchAll(/\(([^)]+)\)/g), match => match[1])];
  return texts.map(text => names.get(titleWords(text))).find(Boolean) || "";
}

/* The one profession that is named; empty when none is, or more than one. */
function findProfession(text) {
  const said = ` ${titleWords(text)} `;
  const found = rules.professions.filter(each => each.words.some(name => titleWords(name) && said.includes(` ${titleWords(name)} `)));
  return found.length === 1 ? found[0].id : "";
}

guidanceWord.words = {
  tell, says, begin, within, isPlan, WITHIN, wordsOf, asOne, keyWords, likeness, unknownWords, isBlank, withoutMark, isMark, readYesNo,
  readAmount, asNumber, readTime, readChoices, findOption, readPost, findRole, findProfession
};

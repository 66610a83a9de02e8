/* The words of scripts, in the language of the site. */

/* What is said in another language than English, from assets/data/labels.js; in English there is no such file.
   What has no translation there stands between two marks, wherever it goes: english.js puts elements in their
   place that say that it is English. What is no part of a page has to do without: see `plain`. */
const told = window.guidanceLabels || { language: "en-GB", words: {}, values: {} };
const START = "\ue010";
const END = "\ue013";

/* Words that are English in every language of the site. */
function english(words) { return window.guidanceLabels ? START + words + END : words; }

/* Said words for a place that can't tell languages apart: a file, a question of the browser. */
function plain(words) { return words.replace(/[\ue010\ue013]/g, ""); }

/* Said words in stretches of one language: {words, isEnglish}. A word without translation may stand in a
   sentence without one. */
function stretches(words) {
  let depth = 0;
  return words.split(/([\ue010\ue013])/).reduce((made, part) => {
    const last = made[made.length - 1];
    if (part === START || part === END) depth = Math.max(0, depth + (part === START ? 1 : -1));
    else if (part && last && last.isEnglish === depth > 0) last.words += part;
    else if (part) made.push({ words: part, isEnglish: depth > 0 });
    return made;
  }, []);
}

function ask(question) { return window.confirm(plain(question)); }

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (name, key) => values?.[key] ?? name);
}

/* Nodes of a said sentence with elements in it: <1>these words</1> come into the first, and so on. */
function sentence(words, ...elements) {
  const isEnglish = words.startsWith(START);
  const nodes = (isEnglish ? words.slice(1, -1) : words).split(/(<\d+>.*?<\/\d+>)/).map(part => {
    const found = /^<(\d+)>(.*)<\/\d+>$/.exec(part);
    if (!found) return part;
    elements[found[1] - 1].prepend(found[2]);
    return elements[found[1] - 1];
  });
  if (!isEnglish) return nodes;
  const marked = guidance.make("span", "", nodes);
  marked.lang = "en";
  return [marked];
}

function own(table, key) { return Object.hasOwn(table, key) ? table[key] : ""; }

/* Words for readers in the language of the site, with values in the place of names in curly brackets. */
function say(words, values) { return filled(own(told.words, words) || english(words), values); }

function whole(words) { return words.includes("{number}") ? words : `{number} ${words}`; }

/* A number and what is counted, or a sentence with {number} in it. Languages differ in how many forms they have. */
function count(number, one, many, values) {
  const forms = own(told.words, whole(one));
  const form = forms ? forms[new Intl.PluralRules(told.language).select(number)] || forms.other : "";
  return filled(form || english(whole(number === 1 ? one : many)), { number: asNumber(number), ...values });
}

/* One thing, another and a third. */
function list(words) { return new Intl.ListFormat(told.language, { type: "conjunction" }).format(words); }

// To load the browser's tables of languages takes longer than to draw a page, and English and Welsh need none.
const hasCommas = /^(?:en|cy)\b/.test(told.language);
let numbers = null;
function asNumber(number) {
  if (hasCommas && Number.isInteger(number)) return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
  numbers ??= new Intl.NumberFormat(told.language, { maximumFractionDigits: 6 });
  return numbers.format(number);
}

/* What readers call a value that the search narrows down by. The value itself is in English. */
function valueTitle(value) { return own(told.values, value) || english(value); }

Object.assign(guidance, {
  say, count, list, number: asNumber, value: valueTitle, confirm: ask,
  english, plain, sentence, stretches, language: told.language
});

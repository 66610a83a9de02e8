/* What a reader asks for: the terms of a search, each with the entries that have it. A term is a name of our vocabulary,
   by any of its names, or a word in any of its forms. */
const { wordsOf, nameOf, isAsking, stem, otherSpellings, nearest, wordsNear } = guidanceSearch;
const LEVELS = 25;
// What an entry is called says more than any number of mentions.
const NAMED = 1.4;
const OTHER_FORM = 0.8;
const OTHER_NAME = 0.9;
const LONGEST_NAME = 8;
const SHORTEST_BEGINNING = 3;

/* Adds entries as they are written in the index to `found`, a Map of entry to how much it is about the term. */
function collect(found, written, weight) {
  let entry = 0;
  for (const [, step, level] of (written || "").matchAll(/([0-9a-z]*)([A-Z])/g)) {
    entry += step ? parseInt(step, 36) : 1;
    const value = weight * (level === "Z" ? NAMED : (level.charCodeAt(0) - 64) / LEVELS);
    if (value > (found.get(entry) || 0)) found.set(entry, value);
  }
}

/* The words of the index that are forms of a word: { word: weight }. Empty where there is none. */
async function formsOf(word, index) {
  if (!index.isEnglish) return (await wordsNear(word)).has(word) ? { [word]: 1 } : {};
  const spellings = [word, ...otherSpellings(word)];
  const stems = new Set(spellings.map(stem));
  const singular = nameOf([word]);
  const forms = {};
  for (const spelling of spellings) {
    (await wordsNear(spelling)).forEach((written, other) => {
      if (other.includes(" ") || !stems.has(stem(other))) return;
      forms[other] = spellings.includes(other) || nameOf([other]) === singular ? 1 : OTHER_FORM;
    });
  }
  return forms;
}

/* Words that begin with what was typed last: perhaps it goes on. */
async function beginningWith(letters) {
  const forms = {};
  if (letters.length < SHORTEST_BEGINNING) return forms;
  (await wordsNear(letters)).forEach((written, other) => {
    if (other.startsWith(letters) && !other.includes(" ")) forms[other] = OTHER_FORM;
  });
  return forms;
}

async function makeTerm(forms, meanings, others) {
  const entries = new Map();
  await Promise.all(Object.entries(forms).map(async ([word, weight]) => { collect(entries, (await wordsNear(word)).get(word), weight); }));
  await Promise.all(meanings.map(async ([meaning, weight]) => { collect(entries, (await wordsNear(meaning)).get(meaning), weight); }));
  return { entries, words: Object.keys(forms), others };
}

/* Names of the vocabulary in what was typed, the longest first: [{ at, length, known }]. */
function findNames(words, typed, index) {
  const names = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const isFree = names.every(name => at + length <= name.at || name.at + name.length <= at);
      const known = isFree && index.names.get(nameOf(words.slice(at, at + length)));
      // A short word that only asks is a name where it is written as one: IT is not it.
      if (known && (length > 1 || !isAsking(words[at]) || typed.includes(words[at].toUpperCase()))) names.push({ at, length, known });
    }
  }
  return names.sort((one, other) => one.at - other.at);
}

/* What was typed, in pieces: names of the vocabulary and single words; without words that only ask, unless there are
   no others. */
function pieces(words, typed, index) {
  const names = findNames(words, typed, index);
  const all = [];
  for (let at = 0; at < words.length; at += 1) {
    const name = names.find(one => one.at === at);
    if (name) {
      all.push({ words: words.slice(at, at + name.length), known: name.known });
      at += name.length - 1;
    } else all.push({ words: [words[at]] });
  }
  const telling = index.isEnglish ? all.filter(piece => piece.known || !isAsking(piece.words[0])) : all;
  return telling.length ? telling : all;
}

async function termOf(piece, isLast, index) {
  const isName = piece.words.length > 1 || piece.known && isAsking(piece.words[0]);
  const forms = isName ? {} : await formsOf(piece.words[0], index);
  if (!piece.known) {
    const any = Object.keys(forms).length || !isLast ? forms : await beginningWith(piece.words[0]);
    return makeTerm(any, [], []);
  }
  const weight = piece.words.length > 1 ? 1 : OTHER_NAME;
  const term = await makeTerm(forms, piece.known.map(name => [name.meaning, weight]), []);
  return { ...term, words: [...term.words, piece.words.join(" ")], others: piece.known.map(name => name.others) };
}

/* Words that no entry has, put right: what was typed is a name without its blanks, or nearly a word of ours. */
function corrected(word, index) {
  const joined = Array.from(index.names.keys()).find(name => name.includes(" ") && name.replaceAll(" ", "") === word);
  return joined || nearest(word, index.spelling);
}

async function termsOf(words, typed, index) {
  const asked = pieces(words, typed, index);
  const terms = await Promise.all(asked.map((piece, at) => termOf(piece, at === asked.length - 1, index)));
  return asked.map((piece, at) => ({ ...terms[at], asked: piece.words }));
}

/* { terms, missing: [word], corrected: words or "", full: [name] }. `full` is all that was asked, as a name. */
async function understand(typed, index) {
  let words = wordsOf(typed);
  let terms = await termsOf(words, typed, index);
  const better = new Map();
  terms.filter(term => !term.entries.size).forEach(term => {
    const other = corrected(term.asked[0], index);
    if (other) better.set(term.asked[0], other);
  });
  if (better.size) {
    words = words.flatMap(word => (better.get(word) || word).split(" "));
    terms = await termsOf(words, typed, index);
  }
  return {
    terms: terms.filter(term => term.entries.size),
    missing: terms.filter(term => !term.entries.size).flatMap(term => term.asked),
    corrected: better.size ? words.join(" ") : "",
    full: Array.from(new Set([nameOf(words), nameOf(terms.flatMap(term => term.asked))]))
  };
}

/* The entries that are called so. */
async function calledSo(names, index) {
  const found = new Set();
  const meanings = names.flatMap(name => [name, ...(index.names.get(name) || []).map(known => known.meaning)]);
  await Promise.all(meanings.filter(Boolean).map(async meaning => {
    const all = new Map();
    collect(all, (await wordsNear(meaning)).get(meaning), 1);
    all.forEach((value, entry) => { if (value === NAMED) found.add(entry); });
  }));
  return found;
}

Object.assign(guidanceSearch, { understand, calledSo });

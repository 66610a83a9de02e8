/* The index of the search, part by part: the beginning is loaded when the search opens, parts with words when those
   are looked for, texts of entries when they are shown. All are scripts, which load from a folder too. */
const { wordsOf, nameOf } = guidanceSearch;
const SHARED_START = 3;
const FACETS = [
  { id: "kind", title: guidance.say("Kind of page") },
  { id: "type", title: guidance.say("Organisation type") },
  { id: "theme", title: guidance.say("Theme") }
];
const read = new Map();
let starting = null;

/* Everything that a search needs: { entries, options, facets, names, spelling }. A failure may be tried again. */
function start() {
  if (!starting) {
    starting = guidance.load("search/index.js").then(() => ready(guidanceSearchIndex));
    starting.catch(() => { starting = null; });
  }
  return starting;
}

function ready(index) {
  const facets = [];
  const options = {};
  const order = title => index.order.indexOf(title);
  FACETS.forEach((facet, at) => { options[facet.id] = [...index.options[at]].sort((a, b) => order(a) - order(b)); });
  index.facets.forEach(row => {
    const values = {};
    let entry = 0;
    FACETS.forEach((facet, at) => { values[facet.id] = row[at].map(position => index.options[at][position]); });
    row[FACETS.length].forEach(step => { facets[entry += step] = values; });
  });
  return {
    entries: index.entries, options, facets, names: namesOf(index.groups), spelling: index.spelling.split(" "),
    isEnglish: /^en\b/.test(index.language)
  };
}

/* Map of each name of the vocabulary, as in the index, to what it is known by there and its other names. */
function namesOf(groups) {
  const names = new Map();
  groups.forEach(group => {
    const meaning = nameOf(wordsOf(group[0]));
    group.forEach(name => {
      const known = nameOf(wordsOf(name));
      if (!names.has(known)) names.set(known, []);
      names.get(known).push({ meaning, others: group.filter(other => other !== name) });
    });
  });
  return names;
}

function lastBefore(list, value) { return list.reduce((last, first, at) => first <= value ? at : last, 0); }

async function load(kind, number) {
  const index = guidanceSearchIndex;
  if (!index.parts[kind][number]) await guidance.load(`${index.folder}${kind}-${number}.js`);
  return index.parts[kind][number];
}

/* The part of the index with the words that begin as this one does: Map of each to its entries, as written. */
async function wordsNear(word) {
  const number = lastBefore(guidanceSearchIndex.words, word.slice(0, SHARED_START));
  const text = await load("words", number);
  if (!read.has(number)) read.set(number, new Map(text.split("\n").map(line => line.split("\t"))));
  return read.get(number);
}

/* What an entry says: { address, title, isLocal, sections: [{ anchor, title, text }] }. */
async function readEntry(number) {
  const starts = guidanceSearchIndex.texts;
  const part = lastBefore(starts, number);
  const [address, title, isLocal, sections] = (await load("texts", part))[number - starts[part]];
  return { address, title, isLocal: Boolean(isLocal), sections: sections.map(section => ({ anchor: section[0], title: section[1], text: section[2] })) };
}

Object.assign(guidanceSearch, { facets: FACETS, start, wordsNear, readEntry });

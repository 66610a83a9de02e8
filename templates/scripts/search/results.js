/* How what was found looks: one entry for each page, with its sections. Text is only ever set as text. */
const MOST_SECTIONS = 3;
// Words of a text that a result shows, and how many of them stand before what was asked for.
const EXCERPT = 30;
const BEFORE = 6;
const IN_TITLE = 8;

/* An element. `content` is text, an element, or a list of both. */
function make(tag, attributes = {}, content = []) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => { element.setAttribute(name, value); });
  element.append(...[content].flat());
  return element;
}

function link(address, content) {
  return make("a", { href: new URL(address.replace(/^\//, ""), guidance.root) }, content);
}

/* The words of a text and where they stand: [{ word, start, end }]. */
function wordsIn(text) {
  return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu), found => (
    { word: guidanceSearch.wordsOf(found[0]).join(""), start: found.index, end: found.index + found[0].length }
  ));
}

/* The stretches of words that are what was asked for: [{ first, last, term }]. `terms` is what `find` gave. */
function findTerms(words, terms) {
  const found = [];
  const single = new Map(terms.flatMap((term, at) => term.words.map(word => [word, at])));
  const names = terms.flatMap((term, at) => term.others.flat().concat(term.words).map(name => ({ words: guidanceSearch.wordsOf(name), term: at })));
  words.forEach((one, first) => {
    if (single.has(one.word)) found.push({ first, last: first, term: single.get(one.word) });
    names.forEach(name => {
      const last = first + name.words.length - 1;
      if (name.words.length && name.words.every((word, at) => isSame(word, words[first + at]?.word))) found.push({ first, last, term: name.term });
    });
  });
  return found.sort((one, other) => one.first - other.first || other.last - one.last);
}

function isSame(word, other) { return other === word || other === `${word}s`; }

/* The place in a text that says most of what was asked: { from, score }. */
function bestPlace(found) {
  let best = { from: 0, score: 0 };
  found.forEach(start => {
    const near = found.filter(other => other.first >= start.first && other.last < start.first + EXCERPT);
    const score = new Set(near.map(other => other.term)).size * 10 + near.length;
    if (score > best.score) best = { from: start.first, score };
  });
  return best;
}

/* A part of a text with marks on what was asked for. */
function excerpt(text, words, found, from) {
  const first = Math.max(0, Math.min(from - BEFORE, words.length - EXCERPT));
  const end = Math.min(words.length, first + EXCERPT);
  if (!words.length) return [];
  const made = [first ? "\u2026 " : ""];
  let at = words[first].start;
  found.filter(one => one.first >= first && one.last < end).forEach(one => {
    if (words[one.first].start < at) return;
    made.push(text.slice(at, words[one.first].start), make("mark", {}, text.slice(words[one.first].start, words[one.last].end)));
    at = words[one.last].end;
  });
  const isWhole = end === words.length;
  made.push(text.slice(at, isWhole ? text.length : words[end - 1].end) + (isWhole ? "" : "\u2026"));
  return made;
}

function look(section, terms) {
  const words = wordsIn(section.text);
  const found = findTerms(words, terms);
  const place = bestPlace(found);
  const inTitle = findTerms(wordsIn(section.title), terms);
  const score = place.score + new Set(inTitle.map(one => one.term)).size * IN_TITLE;
  return { section, score, place, excerpt: excerpt(section.text, words, found, place.from) };
}

function sectionEntry(page, seen) {
  return make("li", {}, [
    link(`${page.address.split("#")[0]}#${seen.section.anchor}`, seen.section.title),
    make("p", {}, seen.excerpt)
  ]);
}

/* The entry of one result: `page` is what it says, `kindOf` what kind of page it is, `terms` what was asked for. */
function entry(page, kindOf, terms) {
  const kind = guidance.value(kindOf);
  const opening = look(page.sections[0], terms);
  const others = page.sections.slice(1).map(section => look(section, terms)).filter(seen => seen.score);
  const best = [...others].sort((one, other) => other.score - one.score).slice(0, MOST_SECTIONS);
  const sections = others.filter(seen => best.includes(seen));
  const made = make("li", { "class": "g-search-dialog__entry" }, [
    make("p", { "class": "g-search-dialog__kind" }, page.isLocal ? `${kind}, ${guidance.say("local")}` : kind),
    make("h3", {}, link(page.address, page.title))
  ]);
  if (opening.excerpt.length && (opening.place.score || !sections.length)) made.append(make("p", {}, opening.excerpt));
  if (sections.length) made.append(make("ul", { "aria-label": guidance.say("Sections") }, sections.map(seen => sectionEntry(page, seen))));
  return made;
}

Object.assign(guidanceSearch, { make, link, entry });

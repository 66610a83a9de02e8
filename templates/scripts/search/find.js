/* Finding, without the page: what was asked for, ranked, and our own sums for the facets. */
const { facets: FACETS, start, readEntry, understand, calledSo } = guidanceSearch;
// What is called exactly so comes before all else.
const CALLED_SO = 1000;
// Of several words, an entry should have many.
const ENOUGH = 0.4;
// Explanations of words, sources and pages about the site come a little after the guidance itself.
const ASIDE = { Glossary: 0.85, Source: 0.85, About: 0.75 };
const MOST_OTHERS = 3;

function slug(title) {
  return title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/* Whether an entry fits what is chosen: one of the options within a facet, and that for each facet. */
function fits(values, chosen, except) {
  return FACETS.every(facet => {
    const wanted = chosen[facet.id];
    return facet.id === except || !wanted.length
      || values[facet.id].some(value => wanted.includes(value));
  });
}

/* How many entries each option would give, with all that is chosen in the other facets. */
function count(found, facets, chosen) {
  const counts = {};
  FACETS.forEach(facet => {
    const sums = counts[facet.id] = {};
    found.forEach(entry => {
      const values = facets[entry];
      if (!fits(values, chosen, facet.id)) return;
      values[facet.id].forEach(value => { sums[value] = (sums[value] || 0) + 1; });
    });
  });
  return counts;
}

function rarity(term, entries) { return Math.log(1 + (entries - term.entries.size + 0.5) / (term.entries.size + 0.5)); }

/* Entries for what was asked, best first. */
async function rank(query, index) {
  const weights = query.terms.map(term => rarity(term, index.entries));
  const found = new Map();
  query.terms.forEach((term, at) => {
    term.entries.forEach((value, entry) => {
      const known = found.get(entry) || { score: 0, share: 0 };
      found.set(entry, { score: known.score + value * weights[at], share: known.share + 1 / query.terms.length });
    });
  });
  const most = Math.max(0, ...Array.from(found.values(), each => each.share));
  const called = await calledSo(query.full, index);
  const ranked = Array.from(found).filter(([, each]) => each.share >= ENOUGH * most).map(([entry, each]) => {
    const aside = ASIDE[index.facets[entry].kind[0]] || 1;
    return { entry, score: (each.score * each.share + (called.has(entry) ? CALLED_SO : 0)) * aside };
  });
  return ranked.sort((one, other) => other.score - one.score || one.entry - other.entry).map(each => each.entry);
}

/* The first of each list, then the second of each: so each meaning of a word gets its chance. */
function inTurns(lists) {
  const longest = Math.max(0, ...lists.map(list => list.length));
  const all = Array.from({ length: longest }, (_, at) => lists.map(list => list[at]).filter(Boolean));
  return Array.from(new Set(all.flat()));
}

/* Entries for some words and for what is chosen ({kind: [], type: [], theme: []}), best first. No words find every
   entry. Also the counts for each option, and what the words were taken for. */
async function find(words, chosen) {
  const index = await start();
  const query = words ? await understand(words, index) : { terms: [], missing: [], corrected: "" };
  const found = words ? await rank(query, index) : Array.from({ length: index.entries }, (_, at) => at);
  return {
    results: found.filter(entry => fits(index.facets[entry], chosen)).map(entry => ({ id: entry, read() { return readEntry(entry); } })),
    counts: count(found, index.facets, chosen),
    kindOf(result) { return index.facets[result.id].kind[0]; },
    terms: query.terms,
    others: inTurns(query.terms.flatMap(term => term.others)).slice(0, MOST_OTHERS),
    corrected: query.corrected,
    missing: query.missing
  };
}

Object.assign(guidanceSearch, { slug, find });

// While the dialog is being made. Without it, a failure would show in the dialog all the same.
start().catch(() => { /* tried again by the first search */ });

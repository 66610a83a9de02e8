/* The sums behind the finder, without its page: which case studies fit, how many each option would give,
   what stands in the way, in which order, and how all of it is written in an address.

   `data` is window.guidanceCases. A query is {choices: {facet: [options]}, words: "", order: ""}, with
   identifiers as in the data. */
const MOST_WORDS = 200;
const ORDERS = ["relevance", "title", "team", "organisation", "newest"];
const prepared = new WeakMap();

/* Small letters without accents; an apostrophe is nothing, any other sign a space. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function wordsOf(text) { return Array.from(new Set(fold(text).split(" ").filter(Boolean))); }

function nothing() { return { choices: {}, words: "", order: "" }; }

/* What keywords are looked for in, once for each case study, when all summaries are there. A space comes
   first, so that " train" finds training, and "rain" does not. */
function textsOf(data) {
  if (!prepared.has(data)) prepared.set(data, data.cases.map(item => textOf(data, item)));
  return prepared.get(data);
}

function textOf(data, item) {
  const options = item.facets.map((positions, facet) => positions.map(position => {
    const option = data.facets[facet].options[position];
    return option[0] === "not-reported" ? "" : option.slice(1).join(" ");
  }).join(" "));
  const title = " " + fold(item.title);
  const facets = " " + fold(options.join(" "));
  const summary = " " + fold(item.summary || "");
  return { title, facets, summary, all: title + facets + summary };
}

/* For each facet: which positions are chosen; null where nothing is. */
function chosenIn(data, choices) {
  return data.facets.map(facet => {
    const chosen = choices[facet.id] || [];
    return chosen.length ? facet.options.map(option => chosen.includes(option[0])) : null;
  });
}

/* Within a facet any choice will do; every facet, and every word, must be met.

   found:   the positions of the case studies that meet all.
   counts:  for each option of each facet, how many it would give: all else must be met, but what is
            chosen beside it in its own facet does not count.
   without: how many there would be without each facet's choices, and last, without the words. */
function count(data, query) {
  const chosen = chosenIn(data, query.choices);
  const words = wordsOf(query.words);
  const texts = words.length ? textsOf(data) : [];
  const counts = data.facets.map(facet => facet.options.map(() => 0));
  const without = [...data.facets.map(() => 0), 0];
  const found = [];

  function add(item, facet) {
    item.facets[facet].forEach(position => { counts[facet][position] += 1; });
  }

  data.cases.forEach((item, index) => {
    const missed = missedBy(item, chosen, words.length ? texts[index] : null, words);
    // Who misses one facet only still counts for the options of that one.
    if (missed.length === 0) {
      found.push(index);
      chosen.forEach((_, facet) => { add(item, facet); });
    } else if (missed.length === 1) {
      without[missed[0]] += 1;
      if (missed[0] < chosen.length) add(item, missed[0]);
    }
  });
  return { found, counts, without: without.map(more => found.length + more) };
}

/* The facets that a case study does not meet, as positions, up to two: more make no difference.
   The words stand behind the last facet. */
function missedBy(item, chosen, text, words) {
  const missed = [];
  for (let facet = 0; facet < chosen.length && missed.length < 2; facet += 1) {
    const wanted = chosen[facet];
    if (wanted && !item.facets[facet].some(position => wanted[position])) missed.push(facet);
  }
  if (missed.length < 2 && text && !words.every(word => text.all.includes(" " + word))) {
    missed.push(chosen.length);
  }
  return missed;
}

/* Which facet to loosen when nothing is found: the one whose removal gives most. Null where none helps. */
function loosen(without) {
  const most = Math.max(...without);
  return most > 0 ? { facet: without.indexOf(most), gives: most } : null;
}

function orderOf(query) {
  const hasWords = wordsOf(query.words).length > 0;
  if (query.order && (query.order !== "relevance" || hasWords)) return query.order;
  return hasWords ? "relevance" : "title";
}

function sort(data, found, query) {
  // The data is in the order of the titles.
  const values = { title() { return 0; } };
  const words = wordsOf(query.words);
  const texts = words.length ? textsOf(data) : [];
  values.relevance = index => relevance(texts[index], words);
  values.team = index => known(data.cases[index].wte);
  values.organisation = index => known(data.cases[index].staff);
  values.newest = index => Date.parse(data.cases[index].reviewed);
  const valueOf = values[orderOf(query)];
  const keyed = found.map(index => ({ index, value: valueOf(index) }));
  keyed.sort((a, b) => b.value - a.value || a.index - b.index);
  return keyed.map(entry => entry.index);
}

// What is not reported comes last.
function known(number) { return number === null ? -1 : number; }

/* A word in the title says most about a case study; a whole word says more than a beginning. */
function relevance(text, words) {
  const ofWord = word => 8 * weight(text.title, word) + 4 * weight(text.facets, word) + weight(text.summary, word);
  return words.reduce((sum, word) => sum + ofWord(word), 0);
}

function weight(text, word) {
  if ((text + " ").includes(` ${word} `)) return 2;
  return text.includes(" " + word) ? 1 : 0;
}

/* Null where an address is about something else: another part of the page, or the site's search. */
function read(hash, data) {
  const query = nothing();
  const unknown = [];
  const text = hash.replace(/^#/, "");
  if (text === "" || text === "all") return { query, unknown };
  if (!text.includes("=") || /(^|&)search=/.test(text)) return null;
  text.split("&").filter(Boolean).forEach(part => {
    const name = decode(part.split("=")[0]);
    const value = decode(part.slice(part.indexOf("=") + 1));
    if (name === null || value === null || !part.includes("=")) unknown.push(part);
    else take(query, name, value, data, unknown);
  });
  return { query, unknown };
}

function decode(text) {
  try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch { return null; }
}

function take(query, name, value, data, unknown) {
  const facet = data.facets.find(one => one.id === name);
  if (name === "words") {
    query.words = value.slice(0, MOST_WORDS);
    if (value.length > MOST_WORDS) unknown.push(value.slice(MOST_WORDS));
  } else if (name === "sort") {
    if (ORDERS.includes(value)) query.order = value;
    else unknown.push(value);
  } else if (facet) {
    const names = facet.options.map(option => option[0]);
    const asked = value.split(",").filter(Boolean).concat(query.choices[name] || []);
    query.choices[name] = names.filter(option => asked.includes(option));
    unknown.push(...asked.filter(option => !names.includes(option)).slice(0, 3));
  } else {
    unknown.push(name || "=");
  }
}

/* The part of an address behind #; empty where nothing is asked for. */
function write(query, data) {
  const parts = data.facets.filter(facet => (query.choices[facet.id] || []).length)
    .map(facet => `${facet.id}=${query.choices[facet.id].join(",")}`);
  if (query.words) parts.push("words=" + encodeURIComponent(query.words));
  if (query.order) parts.push("sort=" + query.order);
  return parts.join("&");
}

Object.assign(guidanceFinder, { mostWords: MOST_WORDS, wordsOf, nothing, count, loosen, orderOf, sort, read, write });

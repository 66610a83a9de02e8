/* Finding, without the page: Pagefind for the words, and our own sums for the facets.

   Pagefind fetches its index. Where a page was opened from a folder, browsers refuse that, and some servers
   don't give the files; then everything comes from one script, and Pagefind gets a `fetch` that reads from it. */
const FACETS = [
  { id: "kind", title: guidance.say("Kind of page") },
  { id: "type", title: guidance.say("Organisation type") },
  { id: "theme", title: guidance.say("Theme") }
];
// A page that is found by other words than those asked for stands a little lower.
const OTHER_WORDS = 0.8;
// So many pages need no other words to find more, each of which would fetch another part of the index.
const ENOUGH = 100;
// How many words of a page show what it is about, when no words were asked for.
const OPENING = 30;
let starting = null;

function slug(title) {
  return title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/* Everything a search needs: { parts, groups, read, options, pages }. A failure may be tried again. */
function start() {
  if (!starting) {
    starting = getReady();
    starting.catch(() => { starting = null; });
  }
  return starting;
}

async function getReady() {
  const words = guidance.load("assets/data/words.js");
  const files = location.protocol === "file:" ? await openArchive() : openFolder();
  const loaded = await Promise.all([prepare(files, ""), files.read("facets.json"), words]);
  const facets = readFacets(await loaded[1].json());
  // A site of very many pages has several indexes: where a page is in another than the first, its id says so.
  const others = Array.from(new Set(Array.from(facets.pages.keys(), folderOf))).filter(Boolean);
  const parts = await Promise.all(others.map(folder => prepare(files, folder)));
  const index = { parts: [loaded[0], ...parts], groups: guidanceWords.groups, read: files.read };
  return { ...index, ...facets };
}

function folderOf(id) { return id.slice(0, id.indexOf("/") + 1); }

/* One index: { folder, pagefind }. With a program of its own, which has memory for one. */
async function prepare(files, folder) {
  const module = await files.importPagefind(folder);
  const made = module.createInstance({ basePath: files.base + folder, baseUrl: "/", noWorker: true });
  await made.init();
  return { folder, pagefind: made };
}

let reader = null;

function openFolder() {
  reader = reader || readFromServer();
  return reader;
}

function readFromServer() {
  const base = new URL("pagefind/", guidance.root).href;
  const fetchFile = window.fetch.bind(window);
  let archive = null;

  /* From the server; or, what it does not give, from the script for folders. Some servers know no endings
     but their own, and answer with 404 or with a page of theirs. */
  async function read(name) {
    const answer = await fetchFile(base + name);
    const kind = answer.headers.get("content-type") || "";
    if (answer.ok && !kind.startsWith("text/html")) return answer;
    archive = archive || openArchive();
    return (await archive).read(name.replace(/\?.*/, ""));
  }

  // Pagefind reads by the page's own `fetch`. For its files, and for no others, that is ours.
  window.fetch = (address, ...options) => {
    const name = new URL(address, location.href).href;
    return name.startsWith(base) ? read(name.slice(base.length)) : fetchFile(address, ...options);
  };
  return { base, read, importPagefind(folder) { return import(base + folder + "pagefind.js"); } };
}

async function openArchive() {
  await guidance.load("assets/search-offline.js");
  const files = guidanceSearchFiles;
  const archive = await unpack(files.archive);
  const base = "/pagefind/";
  files.archive = "";

  async function read(name) {
    const place = files.places[name];
    if (!place) throw new Error(name);
    return new Response(archive.subarray(place[0], place[0] + place[1]));
  }

  async function importPagefind(folder) {
    // For this module alone, `fetch` is ours: it has the address without its base and its time stamp.
    guidanceSearch.fetch = address => read(address.replace(base, "").replace(/\?.*/, ""));
    const own = "const fetch = window.guidanceSearch.fetch;\n";
    const code = new Blob([own, await (await read(folder + "pagefind.js")).text()], { type: "text/javascript" });
    return import(URL.createObjectURL(code));
  }
  return { base, read, importPagefind };
}

async function unpack(packed) {
  const letters = atob(packed);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return new Uint8Array(await new Response(gunzip(bytes)).arrayBuffer());
}

function gunzip(bytes) { return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")); }

/* { options: {kind: [title]}, pages: Map of id to {kind: [title]} }. Types and themes in their own order. */
function readFacets(written) {
  const order = guidanceWords.order;
  const options = {};
  const pages = new Map();
  FACETS.forEach((facet, index) => {
    options[facet.id] = [...written.options[index]].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  });
  written.pages.forEach(row => {
    const values = {};
    FACETS.forEach((facet, index) => {
      values[facet.id] = row[index].map(position => written.options[index][position]);
    });
    row[FACETS.length].split(" ").forEach(id => { pages.set(id, values); });
  });
  return { options, pages };
}

/* Whether a page fits what is chosen: one of the options within a facet, and that for each facet. */
function fits(values, chosen, except) {
  return FACETS.every(facet => {
    const wanted = chosen[facet.id];
    return facet.id === except || !wanted.length
      || values[facet.id].some(value => wanted.includes(value));
  });
}

/* How many pages each option would give, with all that is chosen in the other facets. */
function count(found, pages, chosen) {
  const counts = {};
  FACETS.forEach(facet => {
    const sums = counts[facet.id] = {};
    found.forEach(result => {
      const values = pages.get(result.id);
      if (!fits(values, chosen, facet.id)) return;
      values[facet.id].forEach(value => { sums[value] = (sums[value] || 0) + 1; });
    });
  });
  return counts;
}

/* The pages that have these words, in all indexes. */
async function ask(index, words) {
  const parts = index.parts.length > 1 ? await whoKnows(index.parts, words) : index.parts;
  const answers = await Promise.all(parts.map(async part => {
    const answer = await part.pagefind.search(words);
    return answer.results.map(result => ({ id: part.folder + result.id, score: result.score, read: result.data }));
  }));
  return answers.flat();
}

/* The indexes with all of the words that any of them has: each ignores those that are on none of its pages. */
async function whoKnows(parts, words) {
  const each = Array.from(new Set(words.replace(/"/g, " ").trim().split(/\s+/)));
  const known = await Promise.all(parts.map(async part => {
    const answers = await Promise.all(each.map(word => part.pagefind.search(word)));
    return each.filter((word, at) => answers[at].results.length);
  }));
  const most = new Set(known.flat()).size;
  return parts.filter((part, at) => known[at].length === most);
}

function merge(answers) {
  const best = new Map();
  answers.forEach((answer, index) => {
    answer.forEach(result => {
      const score = result.score * (index ? OTHER_WORDS : 1);
      const known = best.get(result.id);
      if (!known || known.score < score) best.set(result.id, { id: result.id, score, read: result.read });
    });
  });
  return Array.from(best.values()).sort((a, b) => b.score - a.score);
}

/* What Pagefind would say of a page. It is not asked, because for no words it loads its whole index. */
async function readPage(index, id) {
  const folder = folderOf(id);
  const answer = await index.read(`${folder}fragment/${id.slice(folder.length)}.pf_fragment`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = await new Response(bytes[0] === 0x1f ? gunzip(bytes) : bytes).text();
  const page = JSON.parse(text.slice(text.indexOf("{")));
  const excerpt = page.content.split(/\s+/).slice(0, OPENING).join(" ").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return { url: page.url, meta: page.meta, sub_results: [], excerpt };
}

function everyPage(index) {
  return Array.from(index.pages.keys(), id => ({ id, read: () => readPage(index, id) }));
}

/* Pages for some words and for what is chosen ({kind: [], type: [], theme: []}), best first. No words
   find every page. Also the counts for each option, and the other words that found something. */
async function find(words, chosen) {
  const index = await start();
  if (!words) return resultsOf(index, everyPage(index), chosen, []);
  const asked = await ask(index, words);
  const isEnough = asked.length >= ENOUGH || words[0] === '"';
  const others = isEnough ? [] : guidanceSearch.otherWords(words, index.groups);
  const more = await Promise.all(others.map(other => ask(index, other.query)));
  const helpful = others.filter((other, at) => more[at].length);
  const found = merge([asked, ...more]);
  return resultsOf(index, found, chosen, helpful.map(other => other.words));
}

function resultsOf(index, found, chosen, others) {
  return {
    results: found.filter(result => fits(index.pages.get(result.id), chosen)),
    counts: count(found, index.pages, chosen),
    kindOf(result) { return index.pages.get(result.id).kind[0]; },
    others
  };
}

Object.assign(guidanceSearch, { facets: FACETS, slug, start, find });

// While the dialog is being made. Without it, a failure would show in the dialog all the same.
start().catch(() => { /* tried again by the first search */ });

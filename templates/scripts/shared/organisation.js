/* "Your organisation": what a reader has said about theirs, kept in this browser and nowhere else. For who has
   said nothing no page changes. */
const KEY = "guidance.yours";
// Longer than any title or list of types that this site has.
const LONGEST = 200;
const MOST_TYPES = 50;
const PLACES = /^(themes|recommendations|case-studies)\//;
const atFirst = kept();
let isShown = false;

function kept() {
  try { return localStorage.getItem(KEY) || ""; } catch { return ""; }
}

/* {types: [identifiers], size, nation, titles: {types: [], size, nation}}, empty where nothing was said;
   null for who has said nothing at all. */
function get() {
  let said = null;
  try { said = JSON.parse(kept() || "null"); } catch { return null; }
  if (!said || !said.titles || !Array.isArray(said.types) || !Array.isArray(said.titles.types)) return null;
  const titles = [...said.titles.types, said.titles.size, said.titles.nation];
  const fine = [...said.types, said.size, said.nation].every(text => text === "" || guidance.isIdentifier(text))
    && said.titles.types.length === said.types.length && said.types.length <= MOST_TYPES
    && titles.every(title => typeof title === "string" && title.length <= LONGEST);
  return fine && (said.types.length || said.size || said.nation) ? said : null;
}

/* Whether it could be kept: a private window may refuse. */
function set(said) {
  try {
    localStorage.setItem(KEY, JSON.stringify(said));
    return true;
  } catch { return false; }
}

function clear() {
  try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
}

/* On pages that show case studies, those of organisations like theirs come first. */
function showLikeYours() {
  if (isShown || !get() || !PLACES.test(guidance.pageAt(location.href))) return;
  isShown = true;
  const there = window.guidanceFinder ? Promise.resolve() : guidance.load("assets/javascripts/finder.js");
  there.then(() => guidanceFinder.showLikeYours(get())).catch(() => { /* the page stays as it is for everybody */ });
}

guidance.organisation = { get, set, clear };

// When every script of the page has run, the finder's too. A page may come from the browser's memory, and what is
// said from another tab.
document.addEventListener("DOMContentLoaded", showLikeYours);
window.addEventListener("pageshow", showLikeYours);
window.addEventListener("storage", showLikeYours);

// A page that the browser kept for Back shows what was true when it was left.
window.addEventListener("pageshow", event => {
  if (event.persisted && kept() !== atFirst) location.reload();
});

/* The search as readers see it: a dialog with a field, facets and results. */
const PART = 8;
const WAIT = 60;
const WAIT_TO_SAY = 800;
const { make, start, find, entry, places, helpStart, helpOut } = guidanceSearch;
const { longest, readAddress, writeAddress, makeFacets } = guidanceSearch;
const { close, write, hasKey, setKey } = guidance.search;

let words = "";
let facets = null;
let shownAddress = null;
let shownWords = null;
let latest = 0;
const timers = {};
const parts = {};
const dialog = makeDialog();

guidanceSearch.dialog = { show, hide: () => { dialog.close(); } };

function makeDialog() {
  parts.field = make("input", {
    id: "g-search-dialog-field", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", maxlength: longest, "aria-describedby": "g-search-dialog-keys"
  });
  parts.form = make("form", { role: "search" }, [make("label", { "for": "g-search-dialog-field" }, guidance.say("Search this site")), parts.field]);
  parts.closing = make("button", { type: "button", "class": "g-search-dialog__close" }, guidance.say("Close"));
  parts.notes = make("div", { "class": "g-search-dialog__notes" });
  parts.facets = make("details", { "class": "g-search-dialog__facets", hidden: "" });
  parts.count = make("p", { "class": "g-search-dialog__count" });
  parts.others = make("div", { "class": "g-search-dialog__others" });
  parts.list = make("ol", { "class": "g-search-dialog__list" });
  parts.more = make("button", { type: "button", "class": "g-search-dialog__more", hidden: "" }, guidance.say("More results"));
  parts.help = make("div", { "class": "g-search-dialog__help" });
  parts.said = make("p", { role: "status", "class": "g-hidden" });
  const found = make("div", { "class": "g-search-dialog__found" },
    [parts.count, parts.others, parts.list, parts.more, parts.help]);
  const whole = make("dialog", { "class": "g-search-dialog", "aria-labelledby": "g-search-dialog-title" }, [
    make("div", { "class": "g-search-dialog__head" }, [
      make("h2", { id: "g-search-dialog-title" }, guidance.say("Search")), parts.form, parts.closing
    ]),
    parts.notes,
    make("div", { "class": "g-search-dialog__body" }, [parts.facets, found]),
    makeFoot(),
    parts.said
  ]);
  document.body.append(whole);
  listen(whole);
  return whole;
}

function makeFoot() {
  const box = make("input", { type: "checkbox" });
  box.checked = hasKey();
  box.addEventListener("change", () => { setKey(box.checked); });
  return make("div", { "class": "g-search-dialog__foot" }, [
    make("p", { id: "g-search-dialog-keys" }, guidance.say("The up and down arrow keys move through the results. Escape closes the search.")),
    make("label", {}, [box, " " + guidance.say("The / key opens the search, as Ctrl and K do")])
  ]);
}

function listen(whole) {
  parts.closing.addEventListener("click", () => { whole.close(); });
  whole.addEventListener("close", () => {
    clearTimeout(timers.say);
    close();
  });
  // A click beside the dialog lands on the dialog itself.
  whole.addEventListener("click", event => { if (event.target === whole) whole.close(); });
  whole.addEventListener("keydown", move);
  parts.field.addEventListener("input", () => {
    words = parts.field.value.replace(/\s+/g, " ").trim();
    clearTimeout(timers.find);
    timers.find = setTimeout(update, WAIT);
  });
  parts.form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(timers.find);
    const isShown = shownWords === words && dialog.getAttribute("aria-busy") === "false";
    Promise.resolve(isShown || update()).then(() => { focusEntry(0); });
  });
  parts.more.addEventListener("click", () => { parts.more.showNext(); });
  parts.list.addEventListener("click", event => {
    const link = event.target.closest("a");
    if (link && isHere(link)) followHere(event, link);
  });
}

/* A result on this very page: the dialog makes way, and reading goes on at the place. */
function isHere(link) { return link.hash && link.href.split("#")[0] === location.href.split("#")[0]; }

function followHere(event, link) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.hash = link.hash;
  dialog.close();
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus();
  place.scrollIntoView();
}

function entries() { return Array.from(parts.list.querySelectorAll("a")); }

function focusEntry(index) {
  const links = entries();
  if (index < 0) parts.field.focus();
  else if (links.length) links[Math.min(index, links.length - 1)].focus();
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = entries().indexOf(document.activeElement);
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (at < 0 && document.activeElement !== parts.field) return;
  event.preventDefault();
  focusEntry(at + step);
}

/* Opened by a button or a key, when the address says nothing yet, or by an address with a search in it.
   `typed` was typed before there was a field. */
function show(address, typed) {
  if (!dialog.open) {
    dialog.showModal();
    parts.facets.open = window.matchMedia("(min-width: 48em)").matches;
  }
  parts.field.focus();
  if (typed) words = parts.field.value = typed;
  if (address === shownAddress || address === "#search=" && shownAddress) {
    parts.field.select();
    write(shownAddress);
    return;
  }
  shownAddress = address;
  parts.count.textContent = guidance.say("Getting the search ready\u2026");
  start().then(index => { begin(index, address); }, fail);
}

function begin(index, address) {
  const asked = readAddress(address, index.options);
  if (!facets) facets = makeFacets(parts.facets, index.options, update);
  // Who has typed already, while the search got ready, has the last word.
  if (address !== "#search=") words = parts.field.value = asked.words;
  else asked.chosen.type = typesToStartWith(index.options.type);
  facets.choose(asked.chosen);
  parts.notes.replaceChildren(...asked.notes.map(note => make("p", {}, note)));
  update();
}

/* For a reader who has said what their organisation is, and asks for nothing yet. */
function typesToStartWith(types) {
  const yours = guidance.organisation.get();
  return yours ? types.filter(title => yours.titles.types.includes(title)) : [];
}

function fail() {
  shownAddress = null;
  dialog.setAttribute("aria-busy", "false");
  say(guidance.say("The search index could not be loaded."));
  parts.count.textContent = guidance.say("The search index could not be loaded.");
  parts.help.replaceChildren(places(guidance.say("You can still look in these places:")));
}

/* Find again and show what was found, unless something newer was asked for meanwhile. */
async function update() {
  if (!facets) return;
  const turn = latest += 1;
  dialog.setAttribute("aria-busy", "true");
  const chosen = facets.chosen();
  const asks = words || facets.hasChoice();
  shownAddress = writeAddress(words, chosen);
  if (dialog.open) write(shownAddress);
  let found = null;
  let results = [];
  let first = [];
  let help = [];
  try {
    found = await find(words, chosen);
    if (asks) results = found.results;
    const reading = read(results.slice(0, PART), found);
    if (turn === latest && !entriesShown()) await showBest(reading, turn);
    first = await Promise.all(reading);
    if (!asks) help = helpStart();
    else if (!results.length) help = await helpOut(words, chosen, retry);
  } catch {
    if (turn === latest) fail();
    return;
  }
  if (turn !== latest) return;
  shownWords = words;
  facets.count(found.counts);
  parts.list.replaceChildren(...first);
  parts.help.replaceChildren(...help);
  parts.others.replaceChildren(...asks ? [...putRight(found), ...alsoSearched(found)].map(sentence => make("p", {}, sentence)) : []);
  showCount(asks ? counted(results) : "", asks ? putRight(found) : []);
  offerMore(results, found, turn);
  dialog.setAttribute("aria-busy", "false");
}

function counted(results) {
  return results.length ? guidance.count(results.length, "page found", "pages found") : guidance.say("Nothing found.");
}

/* What the words were taken for, in sentences. */
function putRight(found) {
  const sentences = [];
  if (found.corrected) sentences.push(guidance.say("Showing results for \u201c{words}\u201d.", { words: found.corrected }));
  if (found.missing.length && found.results.length) {
    const missing = guidance.list(found.missing.map(word => `\u201c${word}\u201d`));
    sentences.push(guidance.say("Nothing was found for {words}, so these are results for the other words.", { words: missing }));
  }
  return sentences;
}

function alsoSearched(found) {
  return found.others.length ? [guidance.say("Also searched for: {words}", { words: found.others.join(", ") })] : [];
}

/* Where nothing stands yet, the best result need not wait for the other seven. */
async function showBest(reading, turn) {
  // A failure of any of them is met where all are awaited.
  Promise.all(reading).catch(() => {});
  if (!reading.length) return;
  const best = await reading[0];
  if (turn !== latest) return;
  parts.help.replaceChildren();
  parts.list.replaceChildren(best);
}

/* An array of promises of entries, in the order of the results. */
function read(results, found) {
  return results.map(async result => entry(await result.read(), found.kindOf(result), found.terms));
}

/* The button for the results after those that are shown. */
function offerMore(results, found, turn) {
  const shown = entriesShown();
  parts.more.hidden = shown >= results.length;
  parts.more.textContent = guidance.say("More results ({number})", { number: guidance.number(results.length - shown) });
  parts.more.showNext = async () => {
    const next = await Promise.all(read(results.slice(shown, shown + PART), found));
    if (turn !== latest) return;
    parts.list.append(...next);
    next[0].querySelector("a").focus();
    offerMore(results, found, turn);
  };
}

function entriesShown() { return parts.list.children.length; }

/* Something that helpOut proposed: other words, or fewer facets. */
function retry(proposal) {
  words = parts.field.value = proposal.words;
  facets.choose(proposal.chosen);
  parts.field.focus();
  update();
}

function showCount(text, sentences) {
  parts.count.textContent = text;
  say([...sentences, text].join(" "));
}

/* Not at each letter: who types and listens hears the count once, at the end. */
function say(text) {
  clearTimeout(timers.say);
  timers.say = setTimeout(() => { parts.said.textContent = text; }, WAIT_TO_SAY);
}

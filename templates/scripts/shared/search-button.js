/* The way into the search, on every page: its button, its keys and its address. What the search itself
   needs is loaded when somebody opens it: the scripts in the folder search/, and search.css.

   An open search is an address (#search=words&kind=...), so that it can be shared, and Back closes it. */
const button = document.querySelector(".g-search__open");
const state = document.querySelector(".g-search__state");
const KEY_SETTING = "guidance.search-key";
let loading = null;
let isWaiting = false;
let typed = "";

function isSearchAddress() { return /^#search(=|&|$)/.test(location.hash); }

/* The look of the dialog comes before that of a copy, which may change it. */
function loadStyle() {
  return new Promise((done, failed) => {
    const link = guidance.make("link");
    link.rel = "stylesheet";
    link.href = `${guidance.root}assets/stylesheets/search.css`;
    link.addEventListener("load", done);
    link.addEventListener("error", () => { link.remove(); failed(new Error(link.href)); });
    document.head.insertBefore(link, document.head.querySelector("link[media='print']"));
  });
}

function show() {
  isWaiting = true;
  loading ??= Promise.all([loadStyle(), guidance.load("assets/javascripts/search.js")]);
  guidance.load("search/index.js").catch(() => { /* asked for again by the search */ });
  loading.then(() => {
    isWaiting = false;
    if (isSearchAddress()) guidanceSearch.dialog.show(location.hash, typed);
    typed = "";
  }, () => {
    isWaiting = false;
    loading = null;
    state.textContent = guidance.say("The search could not be loaded. Please try again later.");
  });
}

function open() {
  if (!isSearchAddress()) history.pushState({ guidanceSearch: true }, "", "#search=");
  show();
}

/* After the dialog has gone, whoever closed it: the address is that of the page again. */
function close() {
  if (!isSearchAddress()) return;
  if (history.state?.guidanceSearch) history.back();
  else history.replaceState(null, "", location.pathname + location.search);
}

function write(hash) {
  // A browser that is asked too often in a short time refuses; the next change is written again.
  try { history.replaceState(history.state, "", hash); } catch { /* not written */ }
}

function follow() {
  if (isSearchAddress()) show();
  else window.guidanceSearch?.dialog?.hide();
}

/* People who speak to their computer may set off a key by accident (WCAG 2.1.4): / can be turned off. */
function hasKey() {
  try { return localStorage.getItem(KEY_SETTING) !== "off"; } catch { return true; }
}

function setKey(isOn) {
  try { localStorage.setItem(KEY_SETTING, isOn ? "on" : "off"); } catch { /* not remembered */ }
  showKey(isOn);
}

function showKey(isOn) {
  button.querySelector("kbd").hidden = !isOn;
  button.setAttribute("aria-keyshortcuts", (isOn ? "/ " : "") + "Control+K Meta+K");
}

function isShortcut(event) {
  if (event.altKey || event.shiftKey && event.key !== "/") return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k";
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  return event.key === "/" && !typing && !document.querySelector("dialog[open]") && hasKey();
}

/* Letters that come before there is a field to take them. */
function isEarly(event) {
  return isWaiting && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function begin() {
  button.addEventListener("click", open);
  window.addEventListener("keydown", event => {
    if (isEarly(event)) typed += event.key;
    else if (isShortcut(event)) open();
    else return;
    event.preventDefault();
  }, true);
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  showKey(hasKey());
  follow();
}

guidance.search = { close, write, hasKey, setKey };
if (button) begin();

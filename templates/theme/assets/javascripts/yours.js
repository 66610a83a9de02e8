/* "Your organisation": what a reader has said about theirs, kept in this browser and nowhere else. Loaded where
   they say it, and by page.js for who has said something: for all others no page changes. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var KEY = "guidance.yours";
  var PLACES = /^(themes|recommendations|case-studies)\//;
  var atFirst = kept();

  function kept() {
    try { return localStorage.getItem(KEY) || ""; } catch (refused) { return ""; }
  }

  /* {types: [identifiers], size, nation, titles: {types: [], size, nation}}, empty where nothing was said;
     null for who has said nothing at all. */
  function get() {
    var said = null;
    try { said = JSON.parse(kept() || "null"); } catch (broken) { return null; }
    if (!said || !said.titles || !Array.isArray(said.types) || !Array.isArray(said.titles.types)) return null;
    var fine = said.types.concat(said.size, said.nation).every(isIdentifier);
    return fine && (said.types.length || said.size || said.nation) ? said : null;
  }

  function isIdentifier(text) { return typeof text === "string" && /^[a-z0-9-]{0,100}$/.test(text); }

  /* Whether it could be kept: a private window may refuse. */
  function set(said) {
    try {
      localStorage.setItem(KEY, JSON.stringify(said));
      return true;
    } catch (refused) { return false; }
  }

  function clear() {
    try { localStorage.removeItem(KEY); } catch (refused) { /* nothing was kept */ }
  }

  window.guidanceYours = { get: get, set: set, clear: clear };
  if (get() && PLACES.test(site.pageAt(location.href))) site.load("assets/javascripts/yours-evidence.js");

  // A page that the browser kept for Back shows what was true when it was left.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && kept() !== atFirst) location.reload();
  });
})();

/* The draft of a case study, kept in this browser and nowhere else. */
(function () {
  "use strict";
  var KEY = "guidance.case-study";
  var VERSION = 1;

  /* {data, name, own, left, saved}, or null where nothing sensible is kept. */
  function load() {
    var kept = null;
    try { kept = JSON.parse(localStorage.getItem(KEY) || "null"); } catch (refused) { return null; }
    var fine = kept && kept.version === VERSION && typeof kept.data === "object" && kept.data !== null
      && !Array.isArray(kept.data) && typeof kept.name === "string" && typeof kept.own === "string"
      && Array.isArray(kept.left) && kept.left.every(function (one) { return one && Array.isArray(one.at); });
    return fine ? kept : null;
  }

  /* Whether it could be kept: a private window may refuse, and so may a full one. */
  function save(draft) {
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.assign({ version: VERSION, saved: Date.now() }, draft)));
      return true;
    } catch (refused) { return false; }
  }

  function clear() {
    try { localStorage.removeItem(KEY); } catch (refused) { /* nothing was kept */ }
  }

  window.guidanceFormDraft = { load: load, save: save, clear: clear, key: KEY };
})();

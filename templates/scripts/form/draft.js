/* The draft of a case study, kept in this browser and nowhere else. */
const KEY = "guidance.case-study";
const VERSION = 1;

/* {data, name, own, left, saved}, or null where nothing sensible is kept. */
function load() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(KEY) || "null"); } catch { return null; }
  const fine = kept && kept.version === VERSION && typeof kept.data === "object" && kept.data !== null
    && !Array.isArray(kept.data) && typeof kept.name === "string" && typeof kept.own === "string"
    && Array.isArray(kept.left) && kept.left.every(one => one && Array.isArray(one.at));
  return fine ? kept : null;
}

/* Whether it could be kept: a private window may refuse, and so may a full one. */
function save(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, saved: Date.now(), ...draft }));
    return true;
  } catch { return false; }
}

function clear() {
  try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
}

guidanceForm.draft = { load, save, clear, key: KEY };

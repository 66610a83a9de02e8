/* The draft of a case study, kept in this browser and nowhere else. */
const KEY = "guidance.case-study";
const VERSION = 1;

/* {data, name, own, left, notes, out, no, read, saved}, or null where nothing sensible is kept. The four before the last
   are missing in drafts of earlier versions. */
function load() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(KEY) || "null"); } catch { return null; }
  const fine = kept && kept.version === VERSION && typeof kept.data === "object" && kept.data !== null
    && !Array.isArray(kept.data) && typeof kept.name === "string" && typeof kept.own === "string"
    && Array.isArray(kept.left) && kept.left.every(isLeft);
  if (!fine) return null;
  const out = Array.isArray(kept.out) ? kept.out.filter(one => isLeft(one) && typeof one.because === "string") : [];
  const read = Array.isArray(kept.read) ? kept.read.filter(isNote) : [];
  return { ...kept, notes: texts(kept.notes), no: texts(kept.no), out, read };
}

function texts(list) { return Array.isArray(list) ? list.filter(one => typeof one === "string") : []; }

/* Something that was not placed: of a file with its place, or of a Word form with its words. */
function isLeft(one) {
  if (typeof one !== "object" || one === null) return false;
  const isWords = ["text", "where", "reason"].every(key => typeof one[key] === "string");
  return isWords || (Array.isArray(one.at) && one.at.every(step => ["string", "number"].includes(typeof step)));
}

/* What an editor should know of how a Word form was read. */
function isNote(one) {
  return typeof one === "object" && one !== null && ["where", "text"].every(key => typeof one[key] === "string");
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

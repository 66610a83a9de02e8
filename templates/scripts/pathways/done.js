/* Which steps of which pathways a reader has ticked off: in this browser, and nowhere else. Stored as
   {"new-ccio": ["recommendation:board-allies", …]}. */
const KEY = "guidance.pathways";

/* A map from pathways to sets of steps. What makes no sense is passed over. */
function load() {
  let stored = null;
  try { stored = JSON.parse(localStorage.getItem(KEY) || "{}"); } catch { return new Map(); }
  const entries = stored && typeof stored === "object" && !Array.isArray(stored) ? Object.entries(stored) : [];
  return new Map(entries.filter(entry => Array.isArray(entry[1]))
    .map(([pathway, steps]) => [pathway, new Set(steps.filter(step => typeof step === "string"))]));
}

/* The steps that are done of one pathway. */
function of(pathway) { return load().get(pathway) || new Set(); }

/* Whether it could be kept: a private window may refuse. Other pathways stay as another tab has left them. */
function save(pathway, steps) {
  const all = load();
  if (steps.size) all.set(pathway, steps);
  else all.delete(pathway);
  try {
    if (all.size) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Array.from(all, ([name, done]) => [name, Array.from(done)]))));
    else localStorage.removeItem(KEY);
    return true;
  } catch { return false; }
}

guidancePathways.done = { key: KEY, of, save };

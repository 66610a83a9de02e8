/* What the reader wrote, in this browser and nowhere else. */
const { asks, types, blanks } = guidanceBoard.known;
const KEY = "guidance.board";
const UNREAD = `${KEY}.unread`;
const VERSION = 1;

function kept(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function blank() { return { ask: asks.keys().next().value, type: "", given: {} }; }

/* A stored text as it was written; null where it makes no sense. An ask or a type that this release doesn't know
   any more is left out, and what was written stays. */
function parse(text) {
  let data = null;
  try { data = JSON.parse(text); } catch { return null; }
  const isFine = data && data.version === VERSION && data.given && typeof data.given === "object" && !Array.isArray(data.given)
    && Object.values(data.given).every(value => typeof value === "string");
  if (!isFine) return null;
  const said = blank();
  if (asks.has(data.ask)) said.ask = data.ask;
  if (types.has(data.type)) said.type = data.type;
  blanks.forEach((_, id) => { if (Object.hasOwn(data.given, id)) said.given[id] = data.given[id]; });
  return said;
}

/* {said, unread}: `unread` is what can't be read, which is put aside and not overwritten. */
function load() {
  const text = kept(KEY);
  const said = text ? parse(text) : null;
  if (text && !said) {
    try {
      localStorage.setItem(UNREAD, text);
      localStorage.removeItem(KEY);
    } catch { /* still where it was */ }
  }
  return { said: said || blank(), unread: kept(UNREAD), isNew: !said };
}

/* Whether it could be kept. */
function save(said) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...said }));
    return true;
  } catch { return false; }
}

function clear(key) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

guidanceBoard.store = { key: KEY, blank, parse, load, save, clear() { clear(KEY); }, clearUnread() { clear(UNREAD); } };

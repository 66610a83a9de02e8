/* The teams that are kept in this browser, and nowhere else. Other tabs may write here too: nothing is
   written before what they wrote has been taken in. */
const { answers } = guidanceAssess;
const KEY = "guidance.assessment";
const UNREAD = `${KEY}.unread`;

function kept(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

/* {teams: Map, current} of a stored text; null where it makes no sense. */
function parse(text) {
  let data = null;
  try { data = JSON.parse(text); } catch { return null; }
  if (!data || data.version !== answers.version || !Array.isArray(data.teams)) return null;
  const found = data.teams.map(answers.read);
  if (found.includes(null)) return null;
  const teams = new Map(found.map(one => [one.team.id, one.team]));
  return { teams, current: teams.has(data.current) ? data.current : "" };
}

/* What is kept: {teams, current, unread}. `unread` is true where there is something that can't be read,
   which is put aside, not overwritten. */
function load() {
  const text = kept(KEY);
  const found = text ? parse(text) : null;
  if (text && !found) {
    try {
      localStorage.setItem(UNREAD, [kept(UNREAD), text].filter(Boolean).join("\n"));
      localStorage.removeItem(KEY);
    } catch { /* still where it was */ }
  }
  return { teams: new Map(), current: "", ...found, unread: kept(UNREAD) };
}

/* Takes into `teams` what other tabs have kept: of each answer the later one. Leads to how many answers are
   different now, and the names of teams that another tab has erased since `before`, a list of identifiers. */
function takeIn(teams, before) {
  const stored = parse(kept(KEY) || "") || { teams: new Map() };
  const found = { taken: 0, erased: [], ids: Array.from(stored.teams.keys()) };
  stored.teams.forEach((team, id) => {
    if (teams.has(id)) found.taken += answers.merge(teams.get(id), team).taken.length;
    else teams.set(id, team);
  });
  before.forEach(id => {
    if (!stored.teams.has(id) && teams.has(id)) {
      found.erased.push(teams.get(id).name);
      teams.delete(id);
    }
  });
  return found;
}

/* Whether all of it could be kept: a private window may refuse, and so may a full browser. A team of which
   nothing was said yet is not worth keeping. */
function save(teams, current) {
  const said = Array.from(teams.values()).filter(team => !answers.isUntouched(team));
  const data = { version: answers.version, current, teams: said.map(answers.write) };
  try {
    localStorage.setItem(KEY, JSON.stringify(data));
    return true;
  } catch { return false; }
}

/* The identifiers of the teams that are kept now. */
function ids() { return Array.from((parse(kept(KEY) || "") || { teams: new Map() }).teams.keys()); }

function clear() {
  [KEY, UNREAD].forEach(key => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  });
}

function clearUnread() {
  try { localStorage.removeItem(UNREAD); } catch { /* nothing was kept */ }
}

guidanceAssess.store = { key: KEY, load, ids, takeIn, save, clear, clearUnread };

/* The answers of a team as data, apart from any page: made, put together, read from what cannot be trusted.

   A team is {id, name, named, agreed, seen, answers}: `named` is when it got its name, `agreed` whether it is
   what a meeting agreed, `seen` are the identifiers of the recommendations that it has met, and `answers` is a Map from identifiers to
   {state, note, owner, date, title, digest, at}. `title` and `digest` are those of the recommendation when it
   was answered, so that a later release can say what has changed; `at` is when, in milliseconds. */
const STATES = guidanceAssessment.states.map(state => state[0]);
const VERSION = 1;
const MOST_ANSWERS = 1000;
const known = new Map();

guidanceAssessment.themes.forEach(([theme, themeTitle, items]) => {
  items.forEach(([id, title, digest]) => {
    known.set(id, { id, title, digest, theme, themeTitle, order: known.size });
  });
});

function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(value + "T00:00:00Z");
  return !isNaN(day) && day.toISOString().slice(0, 10) === value;
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, "0")).join("");
}

function blank() {
  return { id: newId(), name: "", named: 0, agreed: false, seen: Array.from(known.keys()), answers: new Map() };
}

function isEmpty(given) { return !given || !(given.state || given.note || given.owner || given.date); }

function isUntouched(team) { return !team.name && !team.agreed && Array.from(team.answers.values()).every(isEmpty); }

/* Notes what is said of a recommendation: `parts` are some of state, note, owner and date. */
function answer(team, id, parts) {
  const now = known.get(id);
  const before = team.answers.get(id) || { state: "", note: "", owner: "", date: "" };
  const made = { ...before, ...parts, title: now.title, digest: now.digest, at: Date.now() };
  team.answers.set(id, made);
  if (!team.seen.includes(id)) team.seen.push(id);
  return made;
}

function same(one, other) {
  return ["state", "note", "owner", "date"].every(part => one[part] === other[part]);
}

/* Both versions of one team in one: of each answer the later one. Says which answers of `ours` were
   replaced, and which of `theirs` were passed over. */
function merge(ours, theirs) {
  const found = { taken: [], passed: [] };
  theirs.answers.forEach((their, id) => {
    const our = ours.answers.get(id);
    if (our && same(our, their)) {
      if (their.at > our.at) ours.answers.set(id, their);
    } else if (!our || their.at > our.at) {
      ours.answers.set(id, their);
      found.taken.push(id);
    } else found.passed.push(id);
  });
  if (theirs.named > ours.named) {
    ours.name = theirs.name;
    ours.named = theirs.named;
  }
  // What one of them has not met is new to one of them only, and was met by the team.
  ours.seen = Array.from(new Set([...ours.seen, ...theirs.seen]));
  return found;
}

/* What is new or different in this guidance since the team answered: identifiers, of each kind. */
function changes(team) {
  const found = { fresh: [], reworded: [], gone: [] };
  known.forEach((item, id) => {
    const given = team.answers.get(id);
    if (!isEmpty(given)) {
      if (given.digest && given.digest !== item.digest) found.reworded.push(id);
    } else if (!team.seen.includes(id)) found.fresh.push(id);
  });
  team.answers.forEach((given, id) => {
    if (!known.has(id) && !isEmpty(given)) found.gone.push(id);
  });
  return found;
}

function copy(team) { return read(write(team)).team; }

/* As plain data for a file or for the browser's storage. */
function write(team) {
  const answers = {};
  team.answers.forEach((given, id) => {
    answers[id] = {
      state: given.state, note: given.note, owner: given.owner, date: given.date,
      title: given.title, digest: given.digest, changed: new Date(given.at).toISOString()
    };
  });
  const meeting = team.agreed ? { agreed: true } : {};
  return {
    id: team.id, team: team.name, named: new Date(team.named).toISOString(), ...meeting, seen: team.seen, answers
  };
}

/* {team, dropped}: the team, and how many things in the data made no sense. Null where all of it does not.
   Only what is asked for by name is looked at, and only if it is the data's own. */
function read(data) {
  if (!isRecord(data) || !isRecord(own(data, "answers"))) return null;
  const reading = { dropped: 0 };
  const id = own(data, "id");
  const team = blank();
  if (typeof id === "string" && /^[0-9a-f]{16}$/.test(id)) team.id = id;
  team.name = line(own(data, "team"), reading);
  team.named = time(own(data, "named"));
  team.agreed = own(data, "agreed") === true;
  const seen = own(data, "seen");
  team.seen = Array.isArray(seen) ? Array.from(new Set(seen.slice(0, MOST_ANSWERS).filter(guidance.isIdentifier))) : [];
  Object.keys(data.answers).forEach(name => {
    const given = data.answers[name];
    if (!guidance.isIdentifier(name) || !isRecord(given) || team.answers.size >= MOST_ANSWERS) reading.dropped += 1;
    else team.answers.set(name, readAnswer(given, reading));
  });
  return { team, dropped: reading.dropped };
}

function readAnswer(given, reading) {
  const state = own(given, "state");
  const date = own(given, "date");
  const digest = own(given, "digest");
  if (state && !STATES.includes(state)) reading.dropped += 1;
  if (date && !isDay(date)) reading.dropped += 1;
  return {
    state: STATES.includes(state) ? state : "",
    note: text(own(given, "note"), guidanceAssessment.longest.note, reading),
    owner: line(own(given, "owner"), reading),
    date: isDay(date) ? date : "",
    title: line(own(given, "title"), { dropped: 0 }),
    digest: typeof digest === "string" && /^[0-9a-f]{1,64}$/.test(digest) ? digest : "",
    at: time(own(given, "changed"))
  };
}

function isRecord(data) { return typeof data === "object" && data !== null && !Array.isArray(data); }

function own(data, name) { return Object.hasOwn(data, name) ? data[name] : undefined; }

/* Without characters that no program shows, but with line breaks. */
function text(value, longest, reading) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") {
    reading.dropped += 1;
    return "";
  }
  const clean = value.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}/gu, "");
  if (clean.length > longest) reading.dropped += 1;
  return clean.slice(0, longest).replace(/\p{Surrogate}/gu, "\ufffd"); // half a letter
}

function line(value, reading) { return text(value, guidanceAssessment.longest.name, reading).replace(/\s+/g, " ").trim(); }

/* A clock that is wrong must not win for ever. */
function time(value) {
  const at = typeof value === "string" && value.length < 40 ? Date.parse(value) : NaN;
  return isNaN(at) ? 0 : Math.max(0, Math.min(at, Date.now()));
}

guidanceAssess.answers = {
  known, version: VERSION, blank, copy, answer, merge, changes, write,
  read, isEmpty, isUntouched, isDay, newId
};

/* What follows from a team's answers: how far each theme is, which gaps there are and in which order, and what
   organisations like the reader's did about each. */
const { answers } = guidanceAssess;
const GAPS = ["not-started", "under-way"];
const COLUMNS = ["in-place", "under-way", "not-started", "not-relevant", ""]; // "" for what has no answer
const FEW = 3;
const TITLES = new Map(guidanceAssessment.states);
const MONTHS = [
  guidance.say("January"), guidance.say("February"), guidance.say("March"), guidance.say("April"), guidance.say("May"), guidance.say("June"),
  guidance.say("July"), guidance.say("August"), guidance.say("September"), guidance.say("October"), guidance.say("November"), guidance.say("December")
];

function stateOf(team, id) {
  const given = team.answers.get(id);
  return given ? given.state : "";
}

function titleOf(state) { return TITLES.get(state) || guidance.say("Not answered"); }

/* For each theme: {id, title, of, counts}, where `counts` has each state and "" for what has no answer. */
function byTheme(team) {
  return guidanceAssessment.themes.map(theme => {
    const counts = { "": 0 };
    guidanceAssessment.states.forEach(state => { counts[state[0]] = 0; });
    theme[2].forEach(item => { counts[stateOf(team, item[0])] += 1; });
    return { id: theme[0], title: theme[1], of: theme[2].length, counts };
  });
}

function answered(team) {
  return Array.from(answers.known.keys()).filter(id => stateOf(team, id)).length;
}

/* The files of practices that are of organisations like the reader's: by type; of who gave none, by size;
   failing that, by nation. Each {name, title, file}. */
function groups() {
  const yours = guidance.organisation.get();
  if (!yours) return [];
  if (yours.types.length) {
    return yours.types.map((type, position) => ({ file: `type-${type}`, title: yours.titles.types[position] || type }));
  }
  if (!yours.size) return [{ file: `nation-${yours.nation}`, title: yours.titles.nation || yours.nation }];
  const size = yours.titles.size || yours.size;
  return [{ file: `size-${yours.size}`, title: guidance.say("{size} size", { size }) }];
}

/* A promise that the practices of all, and of those groups, are there. One that this site doesn't have
   is passed over. */
function loadPractices() {
  return Promise.all(["all", ...groups().map(group => group.file)].map(loadGroup));
}

function loadGroup(file) {
  if (guidanceAssessment.practices[file] || !guidance.isIdentifier(file)) return null;
  return guidance.load(`assets/data/practices/${file}.js`).catch(() => { /* without it */ });
}

function shownIn(file, id) {
  const { practices } = guidanceAssessment;
  const group = Object.hasOwn(practices, file) ? practices[file] : { cases: 0, titles: {}, shown: {} };
  const [count, found] = Object.hasOwn(group.shown, id) ? group.shown[id] : [0, []];
  const anchor = `practice-${id}`;
  return {
    cases: group.cases, count,
    practices: found.map(([caseId, how]) => ({ id: caseId, title: group.titles[caseId], how, anchor }))
  };
}

/* What others did about a recommendation: {lines, like, others, count}. `lines` say how many, of how many. */
function others(id) {
  const all = shownIn("all", id);
  const seen = new Set();
  const like = [];
  const lines = groups().map(group => {
    const found = shownIn(group.file, id);
    found.practices.forEach(practice => {
      if (!seen.has(practice.id)) like.push(practice);
      seen.add(practice.id);
    });
    return { title: group.title, count: found.count, cases: found.cases };
  });
  const rest = all.practices.filter(practice => !seen.has(practice.id));
  return {
    lines, all: { count: all.count, cases: all.cases }, like: like.slice(0, FEW),
    others: rest.slice(0, Math.max(1, FEW - Math.min(like.length, FEW)))
  };
}

function share(line) { return line.cases ? line.count / line.cases : 0; }

/* How common a recommendation is: among organisations like the reader's, then among all. From 0 to 1. */
function commonness(id) {
  const found = others(id);
  return [Math.max(0, ...found.lines.map(share)), share(found.all)];
}

/* Identifiers of what is not started or under way. `order`: "seen", "theme" or "date". */
function gaps(team, order) {
  const found = Array.from(answers.known.keys()).filter(id => GAPS.includes(stateOf(team, id)));
  if (order === "date") return sortBy(found, id => [team.answers.get(id).date || "9999"]);
  if (order !== "seen") return found;
  return sortBy(found, id => [GAPS.indexOf(stateOf(team, id)), ...commonness(id).map(part => -part)]);
}

/* Those of the gaps of which there is an example. */
function shown(ids) { return ids.filter(id => shownIn("all", id).count); }

/* Those that are equal stay in the order of the guidance. */
function sortBy(ids, keyOf) {
  const keys = new Map(ids.map(id => [id, keyOf(id)]));
  return [...ids].sort((a, b) => {
    const one = keys.get(a);
    const other = keys.get(b);
    const at = one.findIndex((part, position) => part !== other[position]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  });
}

// Without the browser's own tables of languages: to load them takes longer than to draw all the rest.
function day(text) {
  const parts = text ? text.split("-").map(Number) : [];
  return text ? `${parts[2]} ${MONTHS[parts[1] - 1]} ${parts[0]}` : "";
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-");
}

guidanceAssess.plan = {
  COLUMNS, stateOf, titleOf, byTheme, answered, groups, loadPractices,
  others, gaps, shown, sortBy, day, today
};

/* The self-assessment, put together: one team is shown, its answers are kept at once, and what follows from
   them is drawn after a short while. */
const { answers, store, files, downloads, results, parts, questions, plan, teams } = guidanceAssess;
const SOON = 250;
const MOST_TEAMS = 30;
const loaded = store.load();
const state = {
  teams: loaded.teams, current: "", order: "seen", withOthers: true, isKept: true, isSaved: true, stored: store.ids()
};
let keeping = 0;
let drawing = 0;
let isAsked = false;
const bar = parts.makeBar();
const binder = questions.makeBinder(change);
const panel = parts.makePanel({
  rename, show, open, add, print, choose
});
const changed = guidance.make("aside", "g-note g-assess__changes");
const places = {};

function team() { return state.teams.get(state.current); }

/* Somebody chose or typed something. */
function change(id, changes, where) {
  answers.answer(team(), id, changes);
  state.isSaved = false;
  binder.show(id, team().answers.get(id), where);
  later(where && where.closest("#assess-gaps") ? "gaps" : "");
}

function rename(name) {
  team().name = name.slice(0, guidanceAssessment.longest.name);
  team().named = Date.now();
  state.isSaved = false;
  later("");
}

function later(typedIn) {
  clearTimeout(keeping);
  clearTimeout(drawing);
  keeping = setTimeout(keep, SOON);
  drawing = setTimeout(() => { draw(typedIn); }, SOON);
}

/* Into the browser, after what other tabs have put there. */
function keep() {
  clearTimeout(keeping);
  keeping = 0;
  const found = store.takeIn(state.teams, []);
  const wasKept = state.isKept;
  state.isKept = store.save(state.teams, state.current);
  state.stored = store.ids();
  if (found.taken) showAnswers();
  if (!state.isKept && wasKept) {
    bar.say(guidance.say("This browser keeps nothing more: its storage is full, or the window is private. Your answers are here only while this page is open. Save them as a file."), [[guidance.say("Save as a file"), saveFile]]);
  } else if (state.isKept && !wasKept) bar.say(guidance.say("Your answers are kept in this browser again."));
}

function keptWords() {
  if (!state.isKept) return guidance.say("Not kept in this browser. Save your answers as a file before you close this page.");
  return answers.isUntouched(team()) ? guidance.say("What you answer is kept in this browser as you go.") : guidance.say("Kept in this browser.");
}

function showAnswers() {
  const found = answers.changes(team());
  answers.known.forEach((item, id) => {
    const given = team().answers.get(id);
    binder.show(id, given, document.activeElement);
    questions.mark(id, given, found.fresh.includes(id) ? guidance.say("New") : found.reworded.includes(id) ? guidance.say("Wording changed") : "");
  });
}

/* What others did is shown beside gaps alone: it is asked for with the first of these.

   `typedIn` is "gaps" where somebody is typing in them: they stay as they are. */
function draw(typedIn) {
  clearTimeout(drawing);
  const now = team();
  panel.update(now, state.teams, keptWords());
  guidanceAssess.changes.draw(changed, now, answers.changes(now), { goTo: questions.goTo, noted, holds, remove });
  showAnswers();
  results.result(places.result, now);
  if (typedIn !== "gaps") results.gaps(places.gaps, now, state.order, binder, questions.goTo);
  results.thePlan(places.plan, now, state.order, state.withOthers);
  teams.update(state.teams, state.current);
  if (!isAsked && now.answers.size && plan.gaps(now, "theme").length) {
    isAsked = true;
    plan.loadPractices().then(redraw);
  }
  document.body.dataset.assess = Array.from(now.answers.values()).every(answers.isEmpty) ? "questions" : "plan";
}

function noted(ids) {
  team().seen = team().seen.concat(ids);
  refresh();
}

function holds(id) {
  answers.answer(team(), id, {});
  refresh();
}

function remove(id) {
  team().answers.set(id, { ...team().answers.get(id), state: "", note: "", owner: "", date: "", at: Date.now() });
  refresh();
}

function refresh() {
  state.isSaved = false;
  keep();
  draw("");
  if (!document.activeElement || document.activeElement === document.body) panel.name.focus();
}

function show(id) {
  if (keeping) keep();
  state.current = id;
  keep();
  draw("");
}

function add() {
  if (state.teams.size >= MOST_TEAMS) return bar.say(guidance.say("There are {number} teams already. Save one as a file and erase it first.", { number: MOST_TEAMS }));
  const made = answers.blank();
  state.teams.set(made.id, made);
  show(made.id);
  panel.name.focus();
  return bar.say(guidance.say("A new team. The others are still there: choose one under “Team shown”."));
}

/* Of a file: a team that is here already is brought up to date, another one stands beside it. */
function open(file) {
  if (keeping) keep();
  files.read(file).then(read => {
    if (read.refused) return bar.say(guidance.say("Not opened. {reason} Your answers are as they were.", { reason: read.refused }));
    return takeOver(read, file.name);
  });
}

function takeOver(read, name) {
  const before = { teams: Array.from(state.teams.values(), answers.copy), current: state.current };
  const said = [guidance.say("{name} is open.", { name })];
  if (state.teams.has(read.team.id)) {
    const found = answers.merge(state.teams.get(read.team.id), read.team);
    said.push(guidance.count(found.taken.length, "This team was here already: {number} answer came from the file.", "This team was here already: {number} answers came from the file."),
      guidance.count(found.passed.length, "{number} of yours is later and stays.", "{number} of yours are later and stay."));
  } else if (state.teams.size >= MOST_TEAMS) {
    return bar.say(guidance.say("Not opened: there are {number} teams already. Save one as a file and erase it first.", { number: MOST_TEAMS }));
  } else {
    if (answers.isUntouched(team())) state.teams.delete(state.current);
    else said.push(guidance.say("Your other team is still here: choose it under “Team shown”."));
    state.teams.set(read.team.id, read.team);
  }
  state.current = read.team.id;
  store.save(state.teams, state.current);
  keep();
  draw("");
  if (!state.isKept) said.push(guidance.say("This browser does not keep it."));
  if (read.dropped) said.push(guidance.count(read.dropped, "Left out, because it made no sense: {number} entry.", "Left out, because they made no sense: {number} entries."));
  return bar.say(said.join(" "), [[guidance.say("Undo"), () => { putBack(before); }]]);
}

function putBack(before) {
  state.teams = new Map(before.teams.map(one => [one.id, one]));
  state.current = before.current;
  state.isKept = store.save(state.teams, state.current);
  draw("");
  bar.say(guidance.say("Your answers are as they were before."));
}

function saveFile() {
  downloads.json(team());
  state.isSaved = true;
  bar.say(guidance.say("Saved as a file, among your downloads. “Open a saved file” reads it, here or on another computer."));
}

function erase() {
  if (!guidance.confirm(guidance.say("Erase the answers, notes and names of “{name}” from this browser?", { name: team().name || guidance.say("Team without a name") }))) return;
  state.teams.delete(state.current);
  afterErasing(guidance.say("The team is erased from this browser."));
}

function eraseAll() {
  if (!guidance.confirm(guidance.say("Erase everything of the self-assessment from this browser, for all teams?"))) return;
  state.teams.clear();
  teams.forget();
  afterErasing(guidance.say("Nothing of the self-assessment is kept in this browser any more."));
}

function afterErasing(words) {
  clearTimeout(keeping);
  keeping = 0;
  if (state.teams.size) store.save(state.teams, state.teams.keys().next().value);
  else store.clear();
  begin("");
  state.stored = store.ids();
  state.isSaved = true;
  draw("");
  panel.name.focus();
  bar.say(words);
}

/* What paper shows is put right again once it is printed: see start.js. */
function print(what) {
  if (keeping) keep();
  draw("");
  document.body.dataset.assess = what;
  window.print();
}

/* The same choice that other pages use. Where nothing can be kept, it holds for this page. */
function choose(said) {
  if (said && !guidance.organisation.set(said)) guidance.organisation.get = () => said;
  panel.drawOrganisation();
  plan.loadPractices().then(redraw);
}

/* All of it: what is known of others may be another thing now. */
function redraw() {
  results.forget();
  draw("");
}

/* The team that is shown first: the one that was shown last, or a new one. */
function begin(current) {
  if (!state.teams.size) {
    const made = answers.blank();
    state.teams.set(made.id, made);
  }
  state.current = state.teams.has(current) ? current : state.teams.keys().next().value;
}

guidanceAssess.page = {
  state, bar, panel, places, changed, binder, change, draw, redraw, keep, begin,
  setOrder(order) { state.order = order; draw(""); }, isWaiting() { return keeping > 0; },
  act: {
    withOthers(isOn) { state.withOthers = isOn; draw(""); }, print, save: saveFile, erase, eraseAll,
    word() { downloads.word(team(), state.order, state.withOthers); }, csv() { downloads.csv(team(), state.order); }
  }
};
begin(loaded.current);

/* The self-assessment, put together: one team is shown, its answers are kept at once, and what follows from
   them is drawn after a short while. */
const { answers, store, files, downloads, results, parts, questions, plan, teams, meeting, steps, one } = guidanceAssess;
const SOON = 250;
const MOST_TEAMS = 30;
const FOR_PLAN = ["result", "plan", "compare", "one"]; // steps of which paper gets the plan, not the questions
const loaded = store.load();
const state = {
  teams: loaded.teams, current: "", order: "seen", meetingOrder: "differ", withOthers: true, isKept: true, isSaved: true,
  stored: store.ids()
};
let keeping = 0;
let drawing = 0;
let isAsked = false;
const bar = parts.makeBar();
const panel = parts.makePanel({
  rename, show, open, add, print, choose
});
const changed = guidance.make("aside", "g-note g-assess__changes");
const places = {};

function team() { return state.teams.get(state.current); }

/* Somebody chose or typed something. */
function change(id, changes, where) {
  answers.answer(team(), id, changes);
  changedNow();
  if (!where) showAnswers();
}

function rename(name) {
  team().name = name.slice(0, guidanceAssessment.longest.name);
  team().named = Date.now();
  changedNow();
}

function changedNow() {
  state.isSaved = false;
  clearTimeout(keeping);
  clearTimeout(drawing);
  keeping = setTimeout(keep, SOON);
  drawing = setTimeout(draw, SOON);
}

/* Into the browser, after what other tabs have put there. */
function keep() {
  clearTimeout(keeping);
  keeping = 0;
  const found = store.takeIn(state.teams, []);
  const wasKept = state.isKept;
  state.isKept = store.save(state.teams, state.current);
  state.stored = store.ids();
  if (found.taken) draw();
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
    questions.mark(id, team().answers.get(id), found.fresh.includes(id) ? guidance.say("New") : found.reworded.includes(id) ? guidance.say("Wording changed") : "", document.activeElement);
  });
}

/* The step that is shown, with all that stands on every one. */
function draw() {
  clearTimeout(drawing);
  const now = team();
  panel.update(now, state.teams, keptWords());
  guidanceAssess.changes.draw(changed, now, answers.changes(now), { goTo, noted, holds, remove });
  showAnswers();
  drawStep();
  document.body.dataset.assess = FOR_PLAN.includes(steps.shown.step) ? "plan" : "questions";
}

function drawStep() {
  const all = meeting.voices(state.teams);
  const { step, one: id } = steps.shown;
  if (step === "result" || step === "plan") drawPlan();
  if (step === "compare") teams.draw(places.compare, all, meeting.meetings(state.teams), state.meetingOrder, { remove: dismiss, startMeeting, order: setMeetingOrder });
  if (step === "one") one.draw(id, team(), meeting.order(all, team().agreed ? state.meetingOrder : "theme"), team().agreed ? all : null);
  if (FOR_PLAN.includes(step)) needOthers();
}

function drawPlan() {
  results.result(places.result, team());
  results.thePlan(places.plan, team(), state.order, state.withOthers, meeting.voices(state.teams));
}

/* What others did is asked for once somebody comes to where it is shown. */
function needOthers() {
  if (isAsked) return;
  isAsked = true;
  plan.loadPractices().then(draw);
}

function goTo(id) { steps.go(`one-${id}`); }

function setMeetingOrder(kind) {
  state.meetingOrder = kind;
  draw();
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
  draw();
  if (!document.activeElement || document.activeElement === document.body) panel.name.focus();
}

function show(id) {
  if (keeping) keep();
  state.current = id;
  keep();
  draw();
}

function isFull() {
  if (state.teams.size < MOST_TEAMS) return false;
  bar.say(guidance.say("There are {number} teams already. Save one as a file and erase it first.", { number: MOST_TEAMS }));
  return true;
}

function add() {
  if (isFull()) return;
  const made = answers.blank();
  state.teams.set(made.id, made);
  show(made.id);
  steps.go("overview", panel.name);
  bar.say(guidance.say("A new team. The others are still there: choose one under “Team shown”."));
}

/* The meeting of an identifier, or a new one; at the first recommendation on which nothing is agreed yet. */
function startMeeting(id) {
  if (!id && isFull()) return;
  const agreed = state.teams.get(id) || meeting.begin();
  const order = meeting.order(meeting.voices(state.teams), state.meetingOrder);
  state.teams.set(agreed.id, agreed);
  show(agreed.id);
  goTo(order.find(name => answers.isEmpty(agreed.answers.get(name))) || order[0]);
}

/* Of a file: a team that is here already is brought up to date, another one stands beside it. */
function open(file) {
  if (keeping) keep();
  files.read(file).then(read => {
    if (read.refused) return bar.say(guidance.say("Not opened. {reason} Your answers are as they were.", { reason: read.refused }));
    return takeOver(read, file.name);
  });
}

function asItWas() { return { teams: Array.from(state.teams.values(), answers.copy), current: state.current }; }

function takeOver(read, name) {
  const before = asItWas();
  const said = [guidance.say("{name} is open.", { name })];
  if (state.teams.has(read.team.id)) {
    const found = answers.merge(state.teams.get(read.team.id), read.team);
    said.push(guidance.count(found.taken.length, "This team was here already: {number} answer came from the file.", "This team was here already: {number} answers came from the file."),
      guidance.count(found.passed.length, "{number} of yours is later and stays.", "{number} of yours are later and stay."));
  } else if (isFull()) return;
  else {
    if (answers.isUntouched(team())) state.teams.delete(state.current);
    else said.push(guidance.say("Your other team is still here: choose it under “Team shown”."));
    state.teams.set(read.team.id, read.team);
  }
  state.current = read.team.id;
  afterOpening(said, read.dropped, before);
}

function afterOpening(said, dropped, before) {
  store.save(state.teams, state.current);
  keep();
  draw();
  if (!state.isKept) said.push(guidance.say("This browser does not keep it."));
  if (dropped) said.push(guidance.count(dropped, "Left out, because it made no sense: {number} entry.", "Left out, because they made no sense: {number} entries."));
  bar.say(said.join(" "), [[guidance.say("Undo"), () => { putBack(before); }]]);
}

/* Several files, to stand side by side. People often answer in copies of one file: none of them takes the place
   of another, or of what is here. */
function addFiles(chosen) {
  if (keeping) keep();
  Promise.all(chosen.map(files.read)).then(all => {
    const before = asItWas();
    const said = all.map((read, position) => besides(read, chosen[position].name)).filter(Boolean);
    const added = all.length - said.length;
    if (!added) return bar.say(said.join(" "));
    said.unshift(guidance.count(added, "file is added to the comparison.", "files are added to the comparison."));
    return afterOpening(said, all.reduce((sum, read) => sum + (read.dropped || 0), 0), before);
  });
}

/* Why a file is not added, in a sentence; else empty. */
function besides(read, name) {
  if (read.refused) return guidance.say("Not added: {name}. {reason}", { name, reason: read.refused });
  if (state.teams.size >= MOST_TEAMS) return guidance.say("Not added: {name}. {number} teams are the most.", { name, number: MOST_TEAMS });
  const its = read.team;
  const file = name.replace(/\.json$/i, "").slice(0, 60);
  const names = Array.from(state.teams.values(), other => other.name);
  if (state.teams.has(its.id)) its.id = answers.newId();
  if (!its.name || names.includes(its.name)) its.name = its.name ? `${its.name.slice(0, 100)} (${file})` : file;
  state.teams.set(its.id, its);
  return "";
}

function putBack(before) {
  state.teams = new Map(before.teams.map(each => [each.id, each]));
  state.current = before.current;
  state.isKept = store.save(state.teams, state.current);
  state.stored = store.ids();
  draw();
  bar.say(guidance.say("Your answers are as they were before."));
}

function saveFile() {
  downloads.json(team());
  state.isSaved = true;
  bar.say(guidance.say("Saved as a file, among your downloads. “Open a saved file” reads it, here or on another computer."));
}

/* One of those side by side goes, until somebody wants it back. */
function dismiss(id) {
  if (keeping) keep();
  const before = asItWas();
  const words = guidance.say("“{name}” is removed from this browser.", { name: meeting.nameOf(state.teams.get(id)) });
  state.teams.delete(id);
  leave();
  bar.say(words, [[guidance.say("Undo"), () => { putBack(before); }]]);
  document.getElementById("assess-add").focus();
}

function erase() {
  if (!guidance.confirm(guidance.say("Erase the answers, notes and names of “{name}” from this browser?", { name: meeting.nameOf(team()) }))) return;
  state.teams.delete(state.current);
  afterErasing(guidance.say("The team is erased from this browser."));
}

function eraseAll() {
  if (!guidance.confirm(guidance.say("Erase everything of the self-assessment from this browser, for all teams?"))) return;
  state.teams.clear();
  afterErasing(guidance.say("Nothing of the self-assessment is kept in this browser any more."));
}

function afterErasing(words) {
  leave();
  state.isSaved = true;
  panel.name.focus();
  bar.say(words);
}

/* After teams have gone. */
function leave() {
  clearTimeout(keeping);
  keeping = 0;
  begin(state.current);
  if (Array.from(state.teams.values()).every(answers.isUntouched)) store.clear();
  else store.save(state.teams, state.current);
  state.stored = store.ids();
  draw();
}

/* What paper shows is put right again once it is printed: see start.js. */
function print(what) {
  if (keeping) keep();
  draw();
  drawPlan();
  document.body.dataset.assess = what;
  window.print();
}

/* The same choice that other pages use. Where nothing can be kept, it holds for this page. */
function choose(said) {
  if (said && !guidance.organisation.set(said)) guidance.organisation.get = () => said;
  panel.drawOrganisation();
  plan.loadPractices().then(draw);
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
  state, bar, panel, places, changed, change, draw, drawPlan, keep, begin,
  setOrder(order) { state.order = order; draw(); }, isWaiting() { return keeping > 0; },
  act: {
    withOthers(isOn) { state.withOthers = isOn; draw(); }, print, save: saveFile, erase, eraseAll, add, addFiles,
    word() { downloads.word(team(), state.order, state.withOthers, meeting.voices(state.teams)); },
    csv() { downloads.csv(team(), state.order, team().agreed ? meeting.voices(state.teams) : []); }
  }
};
begin(loaded.current);

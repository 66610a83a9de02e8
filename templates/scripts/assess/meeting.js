/* Several people's answers side by side: where they differ, and what a meeting made of them. What it agreed
   are the answers of a team of its own, so that a plan and files come of it as of any other. */
const { answers, plan } = guidanceAssess;
const SCALE = ["not-started", "under-way", "in-place"];
const NOT_RELEVANT = 2; // how far it is from any other answer

/* Those whose answers stand side by side. */
function voices(teams) {
  return Array.from(teams.values()).filter(team => !team.agreed && !answers.isUntouched(team));
}

/* What was agreed so far, in one or several meetings. */
function meetings(teams) { return Array.from(teams.values()).filter(team => team.agreed); }

function begin() { return { ...answers.blank(), agreed: true, named: Date.now() }; }

/* Who gives which answer: [state, teams] each, in the order of the answers; who gives none comes last. */
function byAnswer(all, id) {
  return [...guidanceAssessment.states.map(state => state[0]), ""]
    .map(state => [state, all.filter(team => plan.stateOf(team, id) === state)])
    .filter(group => group[1].length);
}

function distance(one, other) {
  if (one === other) return 0;
  return SCALE.includes(one) && SCALE.includes(other) ? Math.abs(SCALE.indexOf(one) - SCALE.indexOf(other)) : NOT_RELEVANT;
}

/* How far apart the two farthest answers are, how many say something else than most do, and how many say
   anything. */
function difference(all, id) {
  const groups = byAnswer(all, id).filter(group => group[0]);
  const apart = Math.max(0, ...groups.flatMap(one => groups.map(other => distance(one[0], other[0]))));
  const sizes = groups.map(group => group[1].length);
  const said = sizes.reduce((sum, size) => sum + size, 0);
  return [apart, said - Math.max(0, ...sizes), said];
}

/* Identifiers: those where answers differ most first, or as the guidance has them. */
function order(all, kind) {
  const ids = Array.from(answers.known.keys());
  return kind === "theme" ? ids : plan.sortBy(ids, id => difference(all, id).map(part => -part));
}

/* “Answers differ”; empty where there is nothing to compare. */
function verdict(all, id) {
  const [apart, , said] = difference(all, id);
  if (said < 2) return "";
  return apart ? guidance.say("Answers differ") : guidance.say("All say the same");
}

/* What the minutes are about: identifiers of what the meeting agreed something on. */
function agreedOn(team) { return Array.from(answers.known.keys()).filter(id => !answers.isEmpty(team.answers.get(id))); }

/* “In place: Ann, Bo”, a line for each answer. */
function lines(all, id) {
  return byAnswer(all, id).map(([state, teams]) => guidance.say("{answer}: {names}", { answer: plan.titleOf(state), names: teams.map(nameOf).join(", ") }));
}

/* Who it is; of a meeting that got no name of its own, when it began. */
function nameOf(team) {
  if (team.name || !team.agreed) return team.name || guidance.say("Team without a name");
  return guidance.say("Agreed on {day}", { day: plan.day(new Date(team.named).toISOString().slice(0, 10)) });
}

guidanceAssess.meeting = { voices, meetings, begin, byAnswer, order, verdict, agreedOn, lines, nameOf };

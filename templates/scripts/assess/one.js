/* One recommendation a screen, large: what it says, what others did, the answer, and in a meeting what each
   said. Its fields stay the same elements: somebody may be typing in them. */
const { make } = guidance;
const { answers, plan, questions, meeting, downloads, steps } = guidanceAssess;
const SHORT = 160; // characters of a note that are shown at once
const where = make("p", "g-assess__where");
const title = make("h2", "");
const text = make("div", "g-assess__text");
const said = make("div", "g-assess__said");
const others = make("div", "g-assess__others");
const legend = make("legend", "");
const turn = make("p", "g-assess__turn");
const END = ["plan", guidance.say("Plan")];
const shown = { id: "", told: "", known: "" };
let box = null;

/* A list of what some case studies did. */
function practices(list) {
  return make("ul", "g-assess__did", list.map(one => make("li", "",
    guidance.link(`case-studies/${one.id}.html#${one.anchor}`, one.title), `: ${one.how}`)));
}

function othersOf(id) {
  const found = plan.others(id);
  const made = [make("p", "g-meta", downloads.seenIn(found))];
  if (found.like.length) made.push(make("p", "g-assess__whose", guidance.say("Organisations like yours")), practices(found.like));
  else if (found.lines.length && found.all.count) made.push(make("p", "", guidance.say("No case study like yours shows this yet.")));
  if (found.others.length && found.lines.length) made.push(make("p", "g-assess__whose", guidance.say("Other organisations")));
  if (found.others.length) made.push(practices(found.others));
  if (found.all.count > found.like.length + found.others.length) {
    made.push(make("p", "", guidance.link(`recommendations/${id}.html`, guidance.say("All {number} examples", { number: found.all.count })), make("span", "g-hidden", ": " + answers.known.get(id).title)));
  }
  return made;
}

/* Who gives which answer, in large letters; the notes below, long ones folded. */
function voices(all, id) {
  const groups = meeting.byAnswer(all, id).map(([state, teams]) => make("div", "",
    make("dt", "", guidance.say("{answer}: {number}", { answer: plan.titleOf(state), number: teams.length })),
    teams.map(team => make("dd", "", meeting.nameOf(team), note(team.answers.get(id)?.note)))));
  const verdict = meeting.verdict(all, id);
  return [make("h3", "", guidance.say("What each said"), verdict ? make("span", "g-badge", verdict) : ""),
    groups.length ? make("dl", "", groups) : make("p", "", guidance.say("Nobody has answered yet."))];
}

function note(words) {
  if (!words) return "";
  if (words.length <= SHORT) return make("p", "", words);
  return make("details", "", make("summary", "", `${words.slice(0, SHORT).replace(/\s+\S*$/, "")} …`), make("p", "", words));
}

/* The fields of a question of the page, under names of their own. */
function makeFields() {
  const states = document.querySelector(".g-assess__states").cloneNode(true);
  const fields = document.querySelector(".g-assess__more").cloneNode(true);
  states.querySelectorAll("input").forEach(input => { input.name = "one-state"; });
  fields.querySelectorAll("label").forEach(label => {
    const field = label.parentNode.querySelector("input, textarea");
    field.id = label.htmlFor = `one-${field.name}`;
    field.value = "";
  });
  return [make("fieldset", "", legend, states), fields];
}

/* Into `place`; `change` is told of what is chosen and typed. */
function begin(place, change) {
  box = make("div", "g-assess__answer", makeFields());
  questions.listen(box, change);
  place.append(where, title, text, said, make("div", "g-assess__columns", box, others), turn);
}

/* `order` are the recommendations in the order in which they are gone through; `all` those whose answers are
   shown beside what is agreed, null outside a meeting. */
function draw(id, team, order, all) {
  const known = JSON.stringify([id, plan.others(id)]);
  const told = JSON.stringify([id, (all || []).map(one => [one.name, one.answers.get(id)])]);
  const active = document.activeElement;
  if (known !== shown.known) others.replaceChildren(make("h3", "", guidance.say("What others did")), ...othersOf(id));
  if (told !== shown.told) said.replaceChildren(...(all ? voices(all, id) : []));
  shown.known = known;
  shown.told = told;
  legend.textContent = all ? guidance.say("What you agree") : guidance.say("Where your team stands");
  describe(id, order, all);
  questions.show(box, team.answers.get(id), shown.id === id ? active : null);
  box.dataset.id = shown.id = id;
}

function describe(id, order, all) {
  const item = answers.known.get(id);
  const at = order.indexOf(id);
  const back = make("a", "", all ? guidance.say("Side by side, and in a meeting") : item.themeTitle);
  if (id === shown.id && turn.childElementCount) return;
  const [before, after] = [at > 0 ? [`one-${order[at - 1]}`, guidance.say("Back")] : null, at + 1 < order.length ? [`one-${order[at + 1]}`, guidance.say("Next")] : END];
  back.href = all ? "#compare" : `#${item.theme}`;
  where.replaceChildren(back, make("span", "", guidance.say("{number} of {whole}", { number: at + 1, whole: order.length })), ways(before, after));
  title.replaceChildren(guidance.link(`recommendations/${id}.html`, item.title));
  text.replaceChildren(...Array.from(questions.questionOf(id).querySelector(".g-assess__text").childNodes, node => node.cloneNode(true)));
  turn.replaceChildren(ways(before, after));
}

/* To the one before and the next: above, where it stays as long as somebody goes on, and at the foot. */
function ways(before, after) {
  return make("span", "g-assess__ways", before ? steps.link(...before, false) : "", steps.link(...after, true));
}

guidanceAssess.one = { begin, draw, practices, othersOf };

/* The result, the gaps and the plan of one team, drawn into their places. */
const { make } = guidance;
const { answers, plan, downloads, charts } = guidanceAssess;
const ORDERS = [
  ["seen", guidance.say("Not started first, and what most organisations like yours do first")],
  ["date", guidance.say("By date")],
  ["theme", guidance.say("By theme")]
];
const FIELDS = [
  ["note", guidance.say("Note: what you will do"), "textarea"],
  ["owner", guidance.say("Owner"), "text"],
  ["date", guidance.say("By when"), "date"]
];
const cards = new Map(); // what was drawn of a gap, by its identifier: only what is new is drawn again

function fill(place, children) { place.replaceChildren(...children); }

/* The same, leaving alone what stands where it should: somebody may be reading or typing there. */
function arrange(place, children) {
  const wanted = new Set(children);
  Array.from(place.childNodes).forEach(child => { if (!wanted.has(child)) child.remove(); });
  children.forEach((child, position) => {
    if (place.childNodes[position] !== child) place.insertBefore(child, place.childNodes[position] || null);
  });
}

/* After another choice of organisation, others are like the reader's. */
function forget() { cards.clear(); }

function result(place, team) {
  if (!plan.answered(team)) return fill(place, [make("p", "", guidance.say("Answer some questions above. Here you then see, theme by theme, where your team stands."))]);
  return fill(place, [make("p", "", summary(team)), charts.chart(team), charts.numbers(team)]);
}

function summary(team) {
  const total = { relevant: 0 };
  plan.byTheme(team).forEach(theme => {
    Object.keys(theme.counts).forEach(state => { total[state] = (total[state] || 0) + theme.counts[state]; });
    total.relevant += theme.of - theme.counts["not-relevant"];
  });
  const whole = guidance.say("{number} of {whole} recommendations that are relevant are in place, {underWay} are under way and {notStarted} not started.",
    { number: total["in-place"], whole: total.relevant, underWay: total["under-way"], notStarted: total["not-started"] });
  const open = total[""];
  return open ? whole + " " + guidance.count(open, "has no answer yet.", "have no answer yet.") : whole;
}

function recommendation(id) { return guidance.link(`recommendations/${id}.html`, answers.known.get(id).title); }

/* A list of what some case studies did. */
function practices(list) {
  return make("ul", "g-assess__did", list.map(one => make("li", "",
    guidance.link(`case-studies/${one.id}.html#${one.anchor}`, one.title), `: ${one.how}`)));
}

function others(id) {
  const found = plan.others(id);
  const made = [make("p", "g-meta", downloads.seenIn(found))];
  if (found.like.length) made.push(make("p", "g-assess__whose", guidance.say("Organisations like yours")), practices(found.like));
  else if (found.lines.length && found.all.count) made.push(make("p", "", guidance.say("No case study like yours shows this yet.")));
  if (found.others.length) made.push(make("p", "g-assess__whose", found.lines.length ? guidance.say("Other organisations") : guidance.say("What organisations did")), practices(found.others));
  if (found.all.count > found.like.length + found.others.length) {
    made.push(make("p", "", guidance.link(`recommendations/${id}.html`, guidance.say("All {number} examples", { number: found.all.count })), make("span", "g-hidden", ": " + answers.known.get(id).title)));
  }
  return made;
}

function field(id, name, label, kind) {
  const made = make(kind === "textarea" ? "textarea" : "input", "");
  const text = make("label", "", label, make("span", "g-hidden", ": " + answers.known.get(id).title));
  if (kind === "textarea") made.rows = 2;
  else made.type = kind;
  if (kind !== "date") made.maxLength = guidanceAssessment.longest[name === "note" ? "note" : "name"];
  made.name = name;
  made.id = text.htmlFor = `gap-${name}-${id}`;
  return make("p", "g-assess__field g-assess__field--" + name, text, made);
}

/* {box, state, appendix} of a gap: its card, where the card names its state, and the part for paper.
   `goTo(id)` leads back to the question; `binder` keeps the fields in step with it. */
function cardOf(id, binder, goTo) {
  if (cards.has(id)) return cards.get(id);
  const item = answers.known.get(id);
  const state = make("span", "");
  const change = guidance.button("g-small-button g-assess__change", guidance.say("Change the answer"), make("span", "g-hidden", ": " + item.title));
  change.addEventListener("click", () => { goTo(id); });
  const fields = make("div", "g-assess__fields", FIELDS.map(one => field(id, one[0], one[1], one[2])));
  const made = {
    state,
    box: make("section", "g-assess__gap", make("h3", "", recommendation(id)),
      make("p", "g-meta", state, ` ${item.themeTitle} `, change), others(id), fields),
    appendix: make("section", "g-assess__gap", make("h4", "", item.title), others(id))
  };
  binder.addAll(fields, id);
  cards.set(id, made);
  return made;
}

function gaps(place, team, order, binder, goTo) {
  const found = plan.gaps(team, order);
  arrange(place, found.length ? found.map(id => {
    const card = cardOf(id, binder, goTo);
    const given = team.answers.get(id);
    card.state.className = "g-badge g-assess__state--" + given.state;
    card.state.textContent = plan.titleOf(given.state);
    return card.box;
  }) : [make("p", "", plan.answered(team) ? guidance.say("Nothing is marked as not started or under way.") : guidance.say("What you mark as not started or under way is listed here, with what other organisations did about it."))]);
  found.forEach(id => { binder.show(id, team.answers.get(id), document.activeElement); });
}

function orderChoice(order, change) {
  const select = make("select", "");
  ORDERS.forEach(one => {
    const option = make("option", "", one[1]);
    option.value = one[0];
    select.append(option);
  });
  select.value = order;
  select.id = "assess-order";
  select.addEventListener("change", () => { change(select.value); });
  const label = make("label", "", guidance.say("Order of the gaps and of the plan"));
  label.htmlFor = select.id;
  return make("p", "g-assess__choice", label, select);
}

function part(tag, role, ...content) {
  const made = make(tag, "", content.flat());
  made.setAttribute("role", role);
  return made;
}

/* On a phone its rows are laid out as blocks, in which each value names its column: the roles say that it
   is a table all the same. */
function planTable(team, found) {
  const heads = [guidance.say("Recommendation"), guidance.say("State"), guidance.say("Note"), guidance.say("Owner"), guidance.say("By when")];
  const head = part("tr", "row", heads.map(text => part("th", "columnheader", text)));
  const rows = found.map(id => planRow(team.answers.get(id), id, heads));
  const table = part("table", "table", make("caption", "", guidance.count(found.length, "Plan, {number} recommendation", "Plan, {number} recommendations")),
    part("thead", "rowgroup", head), part("tbody", "rowgroup", rows));
  table.className = "g-assess__plan";
  return table;
}

function planRow(given, id, heads) {
  const first = part("th", "rowheader", recommendation(id), make("small", "", answers.known.get(id).themeTitle));
  const values = [plan.titleOf(given.state), given.note, given.owner, plan.day(given.date)];
  first.scope = "row";
  return part("tr", "row", first, values.map((value, position) => {
    const name = make("span", "g-assess__of", heads[position + 1] + ": ");
    name.setAttribute("aria-hidden", "true");
    const cell = part("td", "cell", name, value || "\u2013");
    if (!value) cell.className = "g-assess__none";
    return cell;
  }));
}

/* For paper, what others did stands behind the plan: `cardOf` has it of every gap that was drawn. */
function thePlan(place, team, order, withOthers) {
  const found = plan.gaps(team, order);
  const examples = withOthers ? plan.shown(found).filter(id => cards.has(id)) : [];
  const made = [make("p", "g-assess__whom", `${downloads.heading(team)}. ${downloads.origin()}`)];
  if (found.length) made.push(planTable(team, found));
  else made.push(make("p", "", guidance.say("The plan lists what you mark as not started or under way.")));
  if (examples.length) {
    made.push(make("div", "g-assess__appendix", make("h3", "", guidance.say("What others did")), examples.map(id => cards.get(id).appendix)));
  }
  fill(place, made);
}

guidanceAssess.results = { result, gaps, forget, orderChoice, thePlan };

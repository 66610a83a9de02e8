/* The result and the plan of one team, and the minutes of a meeting, drawn into their places. */
const { make } = guidance;
const { answers, plan, downloads, charts, one, steps } = guidanceAssess;
const ROWS = 8; // of a table on a screen
const ORDERS = [
  ["seen", guidance.say("Not started first, and what most organisations like yours do first")],
  ["date", guidance.say("By date")],
  ["theme", guidance.say("By theme")]
];
const parts = {}; // which part of a long table is shown, by the name of the table

function result(place, team) {
  if (!plan.answered(team)) return place.replaceChildren(make("p", "", guidance.say("Answer some questions first. Here you then see, theme by theme, where your team stands.")));
  const numbers = make("details", "g-assess__numbers", make("summary", "", guidance.say("The same numbers")), charts.numbers(team));
  return place.replaceChildren(make("p", "", summary(team)), charts.chart(team), numbers);
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

/* Leads to the screen of a recommendation. */
function recommendation(id) {
  const made = make("a", "", answers.known.get(id).title);
  made.href = `#one-${id}`;
  return made;
}

/* A field with a choice of [value, words] each. */
function chooser(id, words, options, value, change) {
  const select = make("select", "", options.map(([key, text]) => {
    const option = make("option", "", text);
    option.value = key;
    return option;
  }));
  const label = make("label", "", words);
  select.value = value;
  select.id = label.htmlFor = id;
  select.addEventListener("change", () => { change(select.value); });
  return make("p", "g-assess__choice", label, select);
}

function orderChoice(order, change) { return chooser("assess-order", guidance.say("Order of the plan"), ORDERS, order, change); }

/* A long table shows some of its rows at a time; paper gets all of them. */
function inParts(name, table) {
  const rows = Array.from(table.tBodies[0].rows);
  const whole = rows.length;
  const starts = rows.map((_, position) => position).filter(position => position % ROWS === 0);
  if (starts.length < 2) return [table];

  function show(start) {
    parts[name] = start;
    rows.forEach((row, position) => { row.classList.toggle(steps.AWAY, position < start || position >= start + ROWS); });
  }

  show(starts.includes(parts[name]) ? parts[name] : 0);
  const choices = starts.map(start => [String(start), guidance.say("{first} to {last} of {whole}", { first: start + 1, last: Math.min(start + ROWS, whole), whole })]);
  return [chooser(`assess-rows-${name}`, guidance.say("Rows shown"), choices, String(parts[name]), value => { show(Number(value)); }), table];
}

function part(tag, role, ...content) {
  const made = make(tag, "", content.flat());
  made.setAttribute("role", role);
  return made;
}

/* On a phone its rows are laid out as blocks, in which each value names its column: the roles say that it
   is a table all the same. `rows` are identifiers, each with its values behind the recommendation. */
function rolesTable(caption, heads, rows) {
  const head = part("tr", "row", heads.map(text => part("th", "columnheader", text)));
  const table = part("table", "table", make("caption", "", caption), part("thead", "rowgroup", head),
    part("tbody", "rowgroup", rows.map(row => rowOf(row[0], row[1], heads))));
  table.className = "g-assess__plan";
  return table;
}

function rowOf(id, values, heads) {
  const first = part("th", "rowheader", recommendation(id), make("small", "", answers.known.get(id).themeTitle));
  first.scope = "row";
  return part("tr", "row", first, values.map((value, position) => {
    const name = make("span", "g-assess__of", heads[position + 1] + ": ");
    name.setAttribute("aria-hidden", "true");
    const cell = part("td", "cell", make("span", "g-assess__cut", name, value || "\u2013"));
    if (!value) cell.className = "g-assess__none";
    return cell;
  }));
}

function appendix(ids) {
  return make("div", "g-assess__appendix", make("h3", "", guidance.say("What others did")),
    ids.map(id => make("section", "g-assess__gap", make("h4", "", answers.known.get(id).title), one.othersOf(id))));
}

/* Of a meeting, the plan is the minutes too. For paper, what others did stands behind it. */
function thePlan(place, team, order, withOthers, voices) {
  const { heads, rows } = downloads.planRows(team, order, voices);
  const examples = withOthers ? plan.shown(plan.gaps(team, order)) : [];
  const made = [make("p", "g-assess__whom", `${downloads.heading(team)}. ${downloads.origin()}`)];
  if (team.agreed) made.push(make("p", "", downloads.present(voices)));
  if (rows.length) {
    const caption = guidance.count(rows.length, "Plan, {number} recommendation", "Plan, {number} recommendations");
    made.push(make("p", "g-assess__hint", guidance.say("Choose a recommendation to write a note, an owner and a date, and to see what others did.")), ...inParts("plan", rolesTable(caption, heads, rows)));
  } else made.push(make("p", "", guidance.say("The plan lists what you mark as not started or under way.")));
  if (examples.length) made.push(appendix(examples));
  place.replaceChildren(...made);
}

guidanceAssess.results = { result, chooser, orderChoice, inParts, recommendation, thePlan };

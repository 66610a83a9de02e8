/* Where one or several teams stand, by theme: bars whose words are ordinary text, and a table of the numbers. */
const { make } = guidance;
const { plan } = guidanceAssess;
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["in-place", "under-way", "not-started"];

function draw(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => { made.setAttribute(name, value); });
  return made;
}

/* What is drawn is told in words beside it. */
function drawing(attributes) { return draw("svg", { ...attributes, "aria-hidden": "true", focusable: "false" }); }

function classOf(state) { return state ? `g-assess__bar g-assess__bar--${state}` : "g-assess__track"; }

/* What is relevant, as one bar: its parts keep apart by a gap, and differ in shade. */
function bar(theme) {
  const whole = theme.of - theme.counts["not-relevant"];
  const svg = drawing({ class: "g-chart__plot", viewBox: "0 0 100 10", preserveAspectRatio: "none" });
  let at = 0;
  svg.append(draw("rect", { class: classOf(""), width: 100, height: 10 }));
  DRAWN.forEach(state => {
    const width = whole ? 100 * theme.counts[state] / whole : 0;
    if (width) svg.append(draw("rect", { class: classOf(state), x: at, width: Math.max(0, width - .6), height: 10 }));
    at += width;
  });
  return svg;
}

/* “3 of 7 in place” */
function standing(theme) {
  const whole = theme.of - theme.counts["not-relevant"];
  return whole ? guidance.say("{number} of {whole} in place", { number: theme.counts["in-place"], whole }) : guidance.say("Not relevant");
}

function legend() {
  const items = [...DRAWN, ""].map(state => {
    const sign = drawing({ class: "g-assess__key", viewBox: "0 0 10 10" });
    sign.append(draw("rect", { class: classOf(state), width: 10, height: 10 }));
    return make("span", "", sign, " " + plan.titleOf(state));
  });
  return make("p", "g-assess__legend", items);
}

function chart(team) {
  const rows = plan.byTheme(team).map(theme => make("div", "g-chart__row",
    make("span", "g-chart__label", theme.title), bar(theme), make("span", "g-chart__value", standing(theme))));
  return make("figure", "g-chart", make("figcaption", "", guidance.say("Recommendations by theme")), legend(), rows,
    make("p", "g-chart__scale", guidance.say("Full width: the recommendations of the theme that are relevant to the team.")));
}

function headCell(text, scope) {
  const made = make("th", "", text);
  made.scope = scope;
  return made;
}

function numbers(team) {
  const themes = plan.byTheme(team);
  const head = make("tr", "", headCell(guidance.say("Theme"), "col"), plan.COLUMNS.map(state => headCell(plan.titleOf(state), "col")));
  const rows = themes.map(theme => numberRow(theme.title, plan.COLUMNS.map(state => theme.counts[state])));
  const all = numberRow(guidance.say("All themes"), plan.COLUMNS.map(state => themes.reduce((sum, theme) => sum + theme.counts[state], 0)));
  all.className = "g-assess__all";
  const table = make("table", "g-assess__table", make("caption", "", guidance.say("Recommendations by theme and state")),
    make("thead", "", head), make("tbody", "", rows, all));
  return scrolling(table, guidance.say("Recommendations by theme and state"));
}

function numberRow(title, values) {
  return make("tr", "", headCell(title, "row"), values.map(value => make("td", "", String(value))));
}

/* A wide table scrolls by itself, by keyboard too. */
function scrolling(table, name) {
  const box = make("div", "g-scroll", table);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
  return box;
}

guidanceAssess.charts = { chart, numbers, bar, standing, scrolling, headCell };

/* Where one or several teams stand, by theme: bars whose words are ordinary text, and a table of the numbers. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;
  var plan = window.guidancePlan;
  var SVG = "http://www.w3.org/2000/svg";
  var DRAWN = ["in-place", "under-way", "not-started"];
  var COLUMNS = ["in-place", "under-way", "not-started", "not-relevant", ""];

  function draw(tag, attributes) {
    var made = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  /* What is relevant, as one bar: its parts keep apart by a gap, and differ in shade. */
  function bar(theme) {
    var whole = theme.of - theme.counts["not-relevant"];
    var svg = draw("svg", { class: "g-chart__plot", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
    var at = 0;
    svg.append(draw("rect", { class: "g-assess__track", width: 100, height: 10 }));
    DRAWN.forEach(function (state) {
      var width = whole ? 100 * theme.counts[state] / whole : 0;
      if (width) svg.append(draw("rect", { class: "g-assess__bar g-assess__bar--" + state, x: at, width: Math.max(0, width - .6), height: 10 }));
      at += width;
    });
    return svg;
  }

  /* “3 of 7 in place” */
  function standing(theme) {
    var whole = theme.of - theme.counts["not-relevant"];
    return whole ? guidanceSay("{number} of {whole} in place", { number: theme.counts["in-place"], whole: whole }) : guidanceSay("Not relevant");
  }

  function legend() {
    var items = DRAWN.concat("").map(function (state) {
      var sign = draw("svg", { class: "g-assess__key", viewBox: "0 0 10 10", "aria-hidden": "true", focusable: "false" });
      sign.append(draw("rect", { class: state ? "g-assess__bar g-assess__bar--" + state : "g-assess__track", width: 10, height: 10 }));
      return make("span", "", sign, " " + plan.titleOf(state));
    });
    return make.apply(null, ["p", "g-assess__legend"].concat(items));
  }

  function chart(team) {
    var rows = plan.byTheme(team).map(function (theme) {
      return make("div", "g-chart__row", make("span", "g-chart__label", theme.title), bar(theme), make("span", "g-chart__value", standing(theme)));
    });
    return make.apply(null, ["figure", "g-chart", make("figcaption", "", guidanceSay("Recommendations by theme")), legend()]
      .concat(rows, make("p", "g-chart__scale", guidanceSay("Full width: the recommendations of the theme that are relevant to the team."))));
  }

  function headCell(text, scope) {
    var made = make("th", "", text);
    made.scope = scope;
    return made;
  }

  function numbers(team) {
    var themes = plan.byTheme(team);
    var head = make.apply(null, ["tr", "", headCell(guidanceSay("Theme"), "col")].concat(COLUMNS.map(function (state) { return headCell(plan.titleOf(state), "col"); })));
    var rows = themes.map(function (theme) { return numberRow(theme.title, COLUMNS.map(function (state) { return theme.counts[state]; })); });
    var all = numberRow(guidanceSay("All themes"), COLUMNS.map(function (state) {
      return themes.reduce(function (sum, theme) { return sum + theme.counts[state]; }, 0);
    }));
    all.className = "g-assess__all";
    var table = make("table", "g-assess__table", make("caption", "", guidanceSay("The same numbers")), make("thead", "", head), make.apply(null, ["tbody", ""].concat(rows, all)));
    return scrolling(table, guidanceSay("Recommendations by theme and state"));
  }

  function numberRow(title, values) {
    return make.apply(null, ["tr", "", headCell(title, "row")].concat(values.map(function (value) { return make("td", "", String(value)); })));
  }

  /* A wide table scrolls by itself, by keyboard too. */
  function scrolling(table, name) {
    var box = make("div", "g-scroll", table);
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", name);
    return box;
  }

  window.guidanceAssessChart = { chart: chart, numbers: numbers, bar: bar, standing: standing, scrolling: scrolling, headCell: headCell };
})();

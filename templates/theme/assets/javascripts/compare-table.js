/* The tables of the comparison. `cases` are the chosen case studies and `frame` what is the same for every
   comparison, both as in assets/data/. Rows that need not be seen where only differences are wanted have
   data-same.

   On a phone the tables are laid out as blocks, and browsers then forget that they are tables: the roles
   say it again. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;

  function rest(list, first) { return Array.prototype.slice.call(list, first); }

  function part(tag, role) {
    var made = make.apply(null, [tag, ""].concat(rest(arguments, 2)));
    made.setAttribute("role", role);
    return made;
  }

  function table(caption, sections) {
    var made = part("table", "table", make("caption", "g-hidden", caption));
    made.className = "g-compare__table";
    made.append.apply(made, sections);
    return made;
  }

  function section(rows) { return part.apply(null, ["tbody", "rowgroup"].concat(rows)); }

  function row(first, cells) { return part.apply(null, ["tr", "row", first].concat(cells)); }

  function linkToCase(item) { return site.link("case-studies/" + item.id + ".html", item.title); }

  function head(cases, extraRow) {
    var titles = row(part("td", "cell"), cases.map(function (item) {
      return part("th", "columnheader", linkToCase(item));
    }));
    titles.className = "g-compare__titles";
    return part("thead", "rowgroup", titles, extraRow || "");
  }

  function buttonRow(cases, buttonsFor) {
    return row(part("td", "cell"), cases.map(function (item) {
      var name = linkToCase(item);
      var cell = part("td", "cell", name);
      name.className = "g-compare__of";
      cell.className = "g-compare__buttons";
      cell.append.apply(cell, buttonsFor(item));
      return cell;
    }));
  }

  function rowHead(label) {
    var made = part("th", "rowheader", label);
    made.scope = "row";
    return made;
  }

  /* The case study's name is in sight on a phone only, where its column is not. */
  function valueCell(item) {
    var name = make("span", "g-compare__of", item.title);
    name.setAttribute("aria-hidden", "true");
    return part.apply(null, ["td", "cell", name].concat(rest(arguments, 1)));
  }

  /* Says in the row's heading how its values differ; those of who doesn't report are empty. That somebody
     doesn't report something is no difference in the thing itself, and is said as what it is. */
  function mark(made, values) {
    var reported = values.filter(Boolean);
    if (new Set(values).size < 2) {
      made.dataset.same = "";
    } else {
      var differs = new Set(reported).size > 1;
      var words = differs ? guidanceSay("Differs")
        : guidanceSay("Reported by {number} of {whole}", { number: reported.length, whole: values.length });
      made.className = "g-compare__row--differs";
      made.firstChild.append(make("small", "g-compare__differs", words));
    }
    return made;
  }

  function missing() { return make("i", "", guidanceSay("Not reported")); }

  /* What the case studies report. */
  function facts(frame, cases, buttonsFor) {
    var rows = frame.rows.map(function (fact) {
      var texts = cases.map(function (item) { return item.rows[fact[0]] || ""; });
      var cells = cases.map(function (item, position) { return valueCell(item, value(texts[position])); });
      return mark(row(rowHead(fact[1]), cells), texts);
    });
    return table(guidanceSay("What the case studies report"), [head(cases, buttonRow(cases, buttonsFor)), section(rows)]);
  }

  function value(text) {
    var several = text.split("; ");
    if (!text) return missing();
    if (several.length === 1) return text;
    return make.apply(null, ["ul", ""].concat(several.map(function (one) { return make("li", "", one); })));
  }

  /* Which recommendations they put into practice, and how. */
  function practices(frame, cases) {
    var sections = frame.themes.map(function (theme) { return themeSection(theme, cases); });
    return table(guidanceSay("Practices of the case studies, by theme"), [head(cases)].concat(sections));
  }

  function themeSection(theme, cases) {
    var reported = theme[1].filter(function (item) {
      return cases.some(function (one) { return howsOf(one, item).length; });
    });
    var others = theme[1].filter(function (item) { return !reported.includes(item); });
    var rows = reported.map(function (item) { return practiceRow(item, cases); });
    var made = section([themeRow(theme, cases)].concat(rows));
    if (others.length) made.append(noneRow(others, cases.length));
    return made;
  }

  function howsOf(item, recommendation) {
    return item.practices.filter(function (practice) { return practice[0] === recommendation[0]; })
      .map(function (practice) { return practice[1]; });
  }

  function themeRow(theme, cases) {
    var made = row(rowHead(theme[0]), cases.map(function (item) {
      var count = theme[1].filter(function (one) { return howsOf(item, one).length; }).length;
      return valueCell(item, guidanceSay("{number} of {whole}", { number: count, whole: theme[1].length }));
    }));
    made.className = "g-compare__theme";
    return made;
  }

  function practiceRow(recommendation, cases) {
    var hows = cases.map(function (item) { return howsOf(item, recommendation); });
    var cells = cases.map(function (item, position) {
      return valueCell(item, hows[position].length ? tick(item, recommendation, hows[position]) : missing());
    });
    var made = row(rowHead(linkTo(recommendation)), cells);
    return mark(made, hows.map(function (texts) { return texts.length ? "yes" : ""; }));
  }

  function linkTo(recommendation) {
    return site.link("recommendations/" + recommendation[0] + ".html", recommendation[1]);
  }

  function tick(item, recommendation, hows) {
    var sign = make("span", "g-compare__tick", "✓");
    sign.setAttribute("aria-hidden", "true");
    var whose = make("span", "g-hidden", ", " + item.title + ", " + recommendation[1]);
    var texts = hows.map(function (how) { return make("p", "", how); });
    return make.apply(null, ["details", "g-compare__how", make("summary", "", sign, " " + guidanceSay("Yes: how"), whose)].concat(texts));
  }

  function noneRow(recommendations, columns) {
    var cell = part("td", "cell", (columns > 1 ? guidanceSay("Reported by none of these:") : guidanceSay("Not reported:")) + " ");
    cell.className = "g-compare__none";
    cell.colSpan = columns + 1;
    recommendations.forEach(function (item, position) { cell.append(position ? "; " : "", linkTo(item)); });
    var made = part("tr", "row", cell);
    made.dataset.same = "";
    return made;
  }

  window.guidanceCompareTable = { facts: facts, practices: practices };
})();

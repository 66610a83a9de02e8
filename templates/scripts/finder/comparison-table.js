/* The tables of the comparison. `cases` are the chosen case studies and `frame` what is the same for every
   comparison, both as in assets/data/. Rows that need not be seen where only differences are wanted have
   data-same.

   On a phone the tables are laid out as blocks, and browsers then forget that they are tables: the roles
   say it again. */
const { make } = guidance;

function part(tag, role, ...content) {
  const made = make(tag, "", content.flat());
  made.setAttribute("role", role);
  return made;
}

function table(caption, sections) {
  const made = part("table", "table", make("caption", "g-hidden", caption));
  made.className = "g-compare__table";
  made.append(...sections);
  return made;
}

function section(rows) { return part("tbody", "rowgroup", rows); }

function row(first, cells) { return part("tr", "row", first, cells); }

function linkToCase(item) { return guidance.link(`case-studies/${item.id}.html`, item.title); }

function head(cases, extraRow = "") {
  const titles = row(part("td", "cell"), cases.map(item => part("th", "columnheader", linkToCase(item))));
  titles.className = "g-compare__titles";
  return part("thead", "rowgroup", titles, extraRow);
}

function buttonRow(cases, buttonsFor) {
  return row(part("td", "cell"), cases.map(item => {
    const name = linkToCase(item);
    const cell = part("td", "cell", name);
    name.className = "g-compare__of";
    cell.className = "g-compare__buttons";
    cell.append(...buttonsFor(item));
    return cell;
  }));
}

function rowHead(label) {
  const made = part("th", "rowheader", label);
  made.scope = "row";
  return made;
}

/* The case study's name is in sight on a phone only, where its column is not. */
function valueCell(item, ...content) {
  const name = make("span", "g-compare__of", item.title);
  name.setAttribute("aria-hidden", "true");
  return part("td", "cell", name, content);
}

/* Says in the row's heading how its values differ; those of who doesn't report are empty. That somebody
   doesn't report something is no difference in the thing itself, and is said as what it is. */
function mark(made, values) {
  const reported = values.filter(Boolean);
  if (new Set(values).size < 2) {
    made.dataset.same = "";
  } else {
    const differs = new Set(reported).size > 1;
    const words = differs ? guidance.say("Differs")
      : guidance.say("Reported by {number} of {whole}", { number: reported.length, whole: values.length });
    made.className = "g-compare__row--differs";
    made.firstChild.append(make("small", "g-compare__differs", words));
  }
  return made;
}

function missing() { return make("i", "", guidance.say("Not reported")); }

/* What the case studies report. What none of them does is named in one row at the end. */
function facts(frame, cases, buttonsFor) {
  const reported = frame.rows.filter(fact => cases.some(item => item.rows[fact[0]]));
  const others = frame.rows.filter(fact => !reported.includes(fact));
  const rows = reported.map(fact => {
    const texts = cases.map(item => item.rows[fact[0]] || "");
    const cells = cases.map((item, position) => valueCell(item, value(texts[position])));
    return mark(row(rowHead(fact[1]), cells), texts);
  });
  if (others.length) rows.push(noneRow(others.map(fact => fact[1]), cases.length));
  return table(guidance.say("What the case studies report"), [head(cases, buttonRow(cases, buttonsFor)), section(rows)]);
}

function value(text) {
  const several = text.split("; ");
  if (!text) return missing();
  if (several.length === 1) return text;
  return make("ul", "", several.map(one => make("li", "", one)));
}

/* Which recommendations they put into practice, and how. */
function practices(frame, cases) {
  const sections = frame.themes.map(theme => themeSection(theme, cases));
  return table(guidance.say("Practices of the case studies, by theme"), [head(cases), ...sections]);
}

function themeSection(theme, cases) {
  const reported = theme[1].filter(item => cases.some(one => howsOf(one, item).length));
  const others = theme[1].filter(item => !reported.includes(item));
  const rows = reported.map(item => practiceRow(item, cases));
  const made = section([themeRow(theme, cases), ...rows]);
  if (others.length) made.append(noneRow(others.map(linkTo), cases.length));
  return made;
}

function howsOf(item, recommendation) {
  return item.practices.filter(practice => practice[0] === recommendation[0])
    .map(practice => practice[1]);
}

function themeRow(theme, cases) {
  const made = row(rowHead(theme[0]), cases.map(item => {
    const count = theme[1].filter(one => howsOf(item, one).length).length;
    return valueCell(item, guidance.say("{number} of {whole}", { number: count, whole: theme[1].length }));
  }));
  made.className = "g-compare__theme";
  return made;
}

function practiceRow(recommendation, cases) {
  const hows = cases.map(item => howsOf(item, recommendation));
  const cells = cases.map((item, position) => {
    const texts = hows[position];
    return valueCell(item, texts.length ? tick(item, recommendation, texts) : missing());
  });
  const made = row(rowHead(linkTo(recommendation)), cells);
  return mark(made, hows.map(texts => texts.length ? "yes" : ""));
}

function linkTo(recommendation) {
  return guidance.link(`recommendations/${recommendation[0]}.html`, recommendation[1]);
}

function tick(item, recommendation, hows) {
  const sign = make("span", "g-compare__tick", "✓");
  sign.setAttribute("aria-hidden", "true");
  const whose = make("span", "g-hidden", `, ${item.title}, ${recommendation[1]}`);
  const texts = hows.map(how => make("p", "", how));
  return make("details", "g-compare__how", make("summary", "", sign, " " + guidance.say("Yes: how"), whose), texts);
}

function noneRow(names, columns) {
  const cell = part("td", "cell", (columns > 1 ? guidance.say("Reported by none of these:") : guidance.say("Not reported:")) + " ");
  cell.className = "g-compare__none";
  cell.colSpan = columns + 1;
  names.forEach((name, position) => { cell.append(position ? "; " : "", name); });
  const made = part("tr", "row", cell);
  made.dataset.same = "";
  return made;
}

guidanceFinder.comparisonTable = { facts, practices };

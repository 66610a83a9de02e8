/* The plan and minutes as files: for Word, for a spreadsheet, and to be opened here again. All are made in the browser. */
const { answers, plan, files, meeting } = guidanceAssess;
const RESULT_WIDTHS = [3838, 1160, 1160, 1160, 1160, 1160];
const PLAN_WIDTHS = [3038, 1300, 2600, 1400, 1300];
const MINUTES_WIDTHS = [2238, 2200, 1100, 1900, 1100, 1100];
const NO_ANSWER = { state: "", note: "", owner: "", date: "", title: "" };

/* The columns of the CSV: [head, its value of an item of the guidance and the answer to it] each. */
const COLUMNS = [
  [guidance.say("Theme"), item => item.themeTitle],
  [guidance.say("Recommendation"), item => item.title],
  [guidance.say("State"), (_, given) => plan.titleOf(given.state)],
  [guidance.say("Note"), (_, given) => given.note],
  [guidance.say("Owner"), (_, given) => given.owner],
  [guidance.say("By when"), (_, given) => given.date],
  ...guidanceAssessment.frameworks.map(framework => [serves(framework), item => measuresOf(framework, item.id)]),
  [guidance.say("Identifier"), item => item.id]
];

function nameOf(team, what, ending) {
  const words = team.name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `${[what, words, plan.today()].filter(Boolean).join("-")}.${ending}`;
}

function json(team) {
  guidance.download(nameOf(team, "self-assessment", "json"), files.write(team), "application/json");
}

/* Spreadsheets take a value that begins so for a formula. */
function safe(value) { return /^[=+\-@\t\r]/.test(value) ? "'" + value : value; }

function csvRow(values) {
  return values.map(value => '"' + safe(guidance.plain(String(value))).replace(/"/g, '""') + '"').join(",");
}

/* All recommendations: the gaps first, in the order of the plan. In a meeting, each of the `voices` has a
   column too. Excel needs the mark at the start to read letters beyond English. */
function csv(team, order, voices) {
  const gaps = plan.gaps(team, order);
  const rest = Array.from(answers.known.keys()).filter(id => !gaps.includes(id));
  const gone = answers.changes(team).gone.map(id => ({ id, themeTitle: guidance.say("No longer in the guidance"), title: team.answers.get(id).title }));
  const items = [...gaps.concat(rest).map(id => answers.known.get(id)), ...gone];
  const columns = [...COLUMNS, ...voices.map(one => [meeting.nameOf(one), item => plan.titleOf(plan.stateOf(one, item.id))])];
  const rows = [
    columns.map(column => column[0]),
    ...items.map(item => columns.map(column => column[1](item, team.answers.get(item.id) || NO_ANSWER)))
  ];
  guidance.download(nameOf(team, "action-plan", "csv"), `\ufeff${rows.map(csvRow).join("\r\n")}\r\n`, "text/csv");
}

/* The plan as a table: {heads, rows}, where rows are [identifier, values behind the recommendation] each. Of a
   meeting it is the minutes too: all that was agreed, beside what each said. */
function planRows(team, order, voices) {
  const gaps = plan.gaps(team, order);
  const ids = team.agreed ? [...gaps, ...meeting.agreedOn(team).filter(id => !gaps.includes(id))] : gaps;
  const said = id => team.agreed ? [meeting.lines(voices, id).join("\n")] : [];
  const heads = team.agreed ? [guidance.say("What each said"), guidance.say("Agreed")] : [guidance.say("State")];
  return {
    heads: [guidance.say("Recommendation"), ...heads, guidance.say("Note"), guidance.say("Owner"), guidance.say("By when")],
    rows: ids.map(id => {
      const given = team.answers.get(id);
      return [id, [...said(id), given.state ? plan.titleOf(given.state) : "", given.note, given.owner, plan.day(given.date)]];
    })
  };
}

/* The head of a column for another framework: that its measures are the editors' reading belongs to it. */
function serves(framework) { return guidance.say("Serves in {framework} (the editors’ reading)", { framework: framework[0] }); }

/* The measures of a framework that a recommendation serves. */
function measuresOf(framework, id) { return Object.hasOwn(framework[1], id) ? framework[1][id].join("; ") : ""; }

/* Those whose answers stand in the minutes. */
function present(voices) { return voices.length ? guidance.say("Answers of: {names}.", { names: voices.map(meeting.nameOf).join(", ") }) : guidance.say("Nobody’s answers are kept in this browser."); }

function heading(team) {
  if (team.agreed) return guidance.say("Minutes and plan: {name}", { name: meeting.nameOf(team) });
  return team.name ? guidance.say("Action plan: {name}", { name: team.name }) : guidance.say("Action plan");
}

/* From which copy of the guidance, and when. */
function origin() {
  const { site, release } = guidanceAssessment;
  return guidance.say("{day}. From “{site}”, release {release}.", { day: plan.day(plan.today()), site, release });
}

function word(team, order, withOthers, voices) {
  const gaps = plan.gaps(team, order);
  const title = heading(team);
  const table = planRows(team, order, voices);
  const blocks = [
    { title },
    { text: origin() },
    { heading: guidance.say("Where we stand"), level: 1 },
    { table: resultTable(team) },
    { heading: team.agreed ? guidance.say("What each said, and what was agreed") : guidance.say("What we will do"), level: 1 },
    ...(team.agreed ? [{ text: present(voices) }] : []),
    ...(table.rows.length ? guidanceAssessment.frameworks.map(framework => ({ text: guidance.say("In brackets: the measures of {framework} that a recommendation serves, as the editors read it.", { framework: framework[0] }) })) : []),
    table.rows.length ? { table: planTable(team, table) } : { text: guidance.say("Nothing is marked as not started or under way.") },
    ...(withOthers && plan.shown(gaps).length ? othersBlocks(gaps) : [])
  ];
  const written = guidanceDocuments.word(title, blocks, "plan");
  guidance.download(nameOf(team, team.agreed ? "minutes" : "action-plan", "docx"), written, written.type);
}

function resultTable(team) {
  return {
    caption: guidance.say("Recommendations by theme and state"), widths: RESULT_WIDTHS,
    head: [guidance.say("Theme"), ...plan.COLUMNS.map(plan.titleOf)],
    rows: plan.byTheme(team).map(theme => [theme.title, ...plan.COLUMNS.map(state => String(theme.counts[state]))])
  };
}

function planTable(team, table) {
  return {
    caption: guidance.say("Action plan"), widths: team.agreed ? MINUTES_WIDTHS : PLAN_WIDTHS, head: table.heads,
    rows: table.rows.map(([id, values]) => [named(id), ...values])
  };
}

/* A recommendation with the measures of other frameworks that it serves. */
function named(id) {
  const measures = guidanceAssessment.frameworks.map(framework => measuresOf(framework, id)).filter(Boolean);
  return [...linked(`recommendations/${id}.html`, answers.known.get(id).title), ...measures.map(text => ({ text: ` (${text})`, href: "" }))];
}

/* A link leads somewhere from another place only where the site is on a web server. */
function linked(path, text) {
  return [{ text, href: location.protocol === "file:" ? "" : guidance.root + path }];
}

function othersBlocks(gaps) {
  const blocks = [{ heading: guidance.say("What others did"), level: 1 }];
  plan.shown(gaps).forEach(id => {
    const found = plan.others(id);
    blocks.push({ heading: answers.known.get(id).title, level: 2 }, { text: seenIn(found) });
    [...found.like, ...found.others].forEach(practice => {
      const name = linked(`case-studies/${practice.id}.html#${practice.anchor}`, practice.title);
      blocks.push({ item: [...name, `: ${practice.how}`] });
    });
  });
  return blocks;
}

/* “Seen in 3 of 10 case studies. Mental health: 2 of 4.” */
function seenIn(found) {
  const words = guidance.count(found.all.cases, "Seen in {seen} of {number} case study.", "Seen in {seen} of {number} case studies.", { seen: found.all.count });
  const lines = found.lines.map(line => {
    const values = { title: line.title, number: line.count, whole: line.cases };
    return line.cases ? guidance.say("{title}: {number} of {whole}.", values) : guidance.say("{title}: no case study yet.", values);
  });
  return [words, ...lines].join(" ");
}

guidanceAssess.downloads = {
  json, csv, word, heading, origin, seenIn, planRows, present
};

/* The plan as files: for Word, for a spreadsheet, and to be opened here again. All are made in the browser. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var guidance = window.guidanceAssessment;
  var answers = window.guidanceAnswers;
  var plan = window.guidancePlan;
  var RESULT_WIDTHS = [3838, 1160, 1160, 1160, 1160, 1160];
  var PLAN_WIDTHS = [3038, 1300, 2600, 1400, 1300];

  function save(name, blob) {
    var link = site.make("a");
    var address = URL.createObjectURL(blob);
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  function nameOf(team, what, ending) {
    var words = team.name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
    return [what].concat(words || [], plan.today()).join("-") + "." + ending;
  }

  function json(team) {
    save(nameOf(team, "self-assessment", "json"), new Blob([window.guidanceAssessFile.write(team)], { type: "application/json" }));
  }

  /* Spreadsheets take a value that begins so for a formula. */
  function safe(value) { return /^[=+\-@\t\r]/.test(value) ? "'" + value : value; }

  function csvRow(values) {
    return values.map(function (value) { return '"' + safe(site.plain(String(value))).replace(/"/g, '""') + '"'; }).join(",");
  }

  /* All recommendations: the gaps first, in the order of the plan. Excel needs the mark at the start to read
     letters beyond English. */
  function csv(team, order) {
    var gaps = plan.gaps(team, order);
    var rest = Array.from(answers.known.keys()).filter(function (id) { return !gaps.includes(id); });
    var gone = answers.changes(team).gone;
    var rows = [[guidanceSay("Theme"), guidanceSay("Recommendation"), guidanceSay("State"), guidanceSay("Note"), guidanceSay("Owner"), guidanceSay("By when"), guidanceSay("Identifier")]]
      .concat(gaps.concat(rest).map(function (id) { return csvValues(team, id, answers.known.get(id)); }))
      .concat(gone.map(function (id) { return csvValues(team, id, { themeTitle: guidanceSay("No longer in the guidance"), title: team.answers.get(id).title }); }));
    save(nameOf(team, "action-plan", "csv"), new Blob(["\ufeff" + rows.map(csvRow).join("\r\n") + "\r\n"], { type: "text/csv" }));
  }

  function csvValues(team, id, item) {
    var given = team.answers.get(id) || { note: "", owner: "", date: "" };
    return [item.themeTitle, item.title, plan.titleOf(plan.stateOf(team, id)), given.note, given.owner, given.date, id];
  }

  function heading(team) { return team.name ? guidanceSay("Action plan: {name}", { name: team.name }) : guidanceSay("Action plan"); }

  /* From which copy of the guidance, and when. */
  function origin() { return guidanceSay("{day}. From “{site}”, release {release}.", { day: plan.day(plan.today()), site: guidance.site, release: guidance.release }); }

  function word(team, order, withOthers) {
    var gaps = plan.gaps(team, order);
    var title = heading(team);
    var blocks = [{ title: title }, { text: origin() }, { heading: guidanceSay("Where we stand"), level: 1 }, { table: resultTable(team) },
      { heading: guidanceSay("What we will do"), level: 1 }];
    if (gaps.length) blocks.push({ table: planTable(team, gaps) });
    else blocks.push({ text: guidanceSay("Nothing is marked as not started or under way.") });
    if (withOthers && gaps.length) blocks = blocks.concat(othersBlocks(gaps));
    save(nameOf(team, "action-plan", "docx"), window.guidanceWord(title, blocks));
  }

  function resultTable(team) {
    var states = ["in-place", "under-way", "not-started", "not-relevant", ""];
    return {
      caption: guidanceSay("Recommendations by theme and state"), widths: RESULT_WIDTHS,
      head: [guidanceSay("Theme")].concat(states.map(plan.titleOf)),
      rows: plan.byTheme(team).map(function (theme) {
        return [theme.title].concat(states.map(function (state) { return String(theme.counts[state]); }));
      })
    };
  }

  function planTable(team, gaps) {
    return {
      caption: guidanceSay("Action plan"), widths: PLAN_WIDTHS,
      head: [guidanceSay("Recommendation"), guidanceSay("State"), guidanceSay("Note"), guidanceSay("Owner"), guidanceSay("By when")],
      rows: gaps.map(function (id) {
        var given = team.answers.get(id);
        return [linked("recommendations/" + id + ".html", answers.known.get(id).title), plan.titleOf(given.state), given.note,
          given.owner, plan.day(given.date)];
      })
    };
  }

  /* A link leads somewhere from another place only where the site is on a web server. */
  function linked(path, text) {
    return [{ text: text, href: location.protocol === "file:" ? "" : site.root + path }];
  }

  function othersBlocks(gaps) {
    var blocks = [{ heading: guidanceSay("What others did"), level: 1 }];
    plan.shown(gaps).forEach(function (id) {
      var found = plan.others(id);
      blocks.push({ heading: answers.known.get(id).title, level: 2 }, { text: seenIn(found) });
      found.like.concat(found.others).forEach(function (practice) {
        blocks.push({ item: linked("case-studies/" + practice.id + ".html#" + practice.anchor, practice.title).concat(": " + practice.how) });
      });
    });
    return blocks;
  }

  /* “Seen in 3 of 10 case studies. Mental health: 2 of 4.” */
  function seenIn(found) {
    var words = guidanceCount(found.all.cases, "Seen in {seen} of {number} case study.", "Seen in {seen} of {number} case studies.", { seen: found.all.count });
    return [words].concat(found.lines.map(function (line) {
      var values = { title: line.title, number: line.count, whole: line.cases };
      return line.cases ? guidanceSay("{title}: {number} of {whole}.", values) : guidanceSay("{title}: no case study yet.", values);
    })).join(" ");
  }

  window.guidanceAssessSave = { json: json, csv: csv, word: word, heading: heading, origin: origin, seenIn: seenIn };
})();

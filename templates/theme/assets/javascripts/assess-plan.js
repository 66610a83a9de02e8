/* What follows from a team's answers: how far each theme is, which gaps there are and in which order, and what
   organisations like the reader's did about each. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var guidance = window.guidanceAssessment;
  var answers = window.guidanceAnswers;
  var GAPS = ["not-started", "under-way"];
  var FEW = 3;
  var TITLES = new Map(guidance.states);
  var MONTHS = [
    guidanceSay("January"), guidanceSay("February"), guidanceSay("March"), guidanceSay("April"), guidanceSay("May"), guidanceSay("June"),
    guidanceSay("July"), guidanceSay("August"), guidanceSay("September"), guidanceSay("October"), guidanceSay("November"), guidanceSay("December")
  ];

  function stateOf(team, id) {
    var given = team.answers.get(id);
    return given ? given.state : "";
  }

  function titleOf(state) { return TITLES.get(state) || guidanceSay("Not answered"); }

  /* For each theme: {id, title, of, counts}, where `counts` has each state and "" for what has no answer. */
  function byTheme(team) {
    return guidance.themes.map(function (theme) {
      var counts = { "": 0 };
      guidance.states.forEach(function (state) { counts[state[0]] = 0; });
      theme[2].forEach(function (item) { counts[stateOf(team, item[0])] += 1; });
      return { id: theme[0], title: theme[1], of: theme[2].length, counts: counts };
    });
  }

  function answered(team) {
    return Array.from(answers.known.keys()).filter(function (id) { return stateOf(team, id); }).length;
  }

  /* The files of practices that are of organisations like the reader's: by type; of who gave none, by size;
     failing that, by nation. Each {name, title, file}. */
  function groups() {
    var yours = window.guidanceYours.get();
    if (!yours) return [];
    if (yours.types.length) {
      return yours.types.map(function (type, position) {
        return { file: "type-" + type, title: yours.titles.types[position] || type };
      });
    }
    if (yours.size) return [{ file: "size-" + yours.size, title: guidanceSay("{size} size", { size: yours.titles.size || yours.size }) }];
    return [{ file: "nation-" + yours.nation, title: yours.titles.nation || yours.nation }];
  }

  /* A promise that the practices of all, and of those groups, are there. One that this site doesn't have
     is passed over. */
  function loadPractices() {
    return Promise.all(["all"].concat(groups().map(function (group) { return group.file; })).map(function (file) {
      return guidance.practices[file] || !/^[a-z0-9-]+$/.test(file) ? null
        : site.load("assets/data/practices/" + file + ".js").catch(function () { /* without it */ });
    }));
  }

  function shownIn(file, id) {
    var group = Object.hasOwn(guidance.practices, file) ? guidance.practices[file] : { cases: 0, titles: {}, shown: {} };
    var found = Object.hasOwn(group.shown, id) ? group.shown[id] : [0, []];
    return { cases: group.cases, count: found[0], practices: found[1].map(function (one) {
      return { id: one[0], title: group.titles[one[0]], how: one[1], anchor: "practice-" + id };
    }) };
  }

  /* What others did about a recommendation: {lines, like, others, count}. `lines` say how many, of how many. */
  function others(id) {
    var all = shownIn("all", id);
    var seen = new Set();
    var like = [];
    var lines = groups().map(function (group) {
      var found = shownIn(group.file, id);
      found.practices.forEach(function (practice) {
        if (!seen.has(practice.id)) like.push(practice);
        seen.add(practice.id);
      });
      return { title: group.title, count: found.count, cases: found.cases };
    });
    var rest = all.practices.filter(function (practice) { return !seen.has(practice.id); });
    return {
      lines: lines, all: { count: all.count, cases: all.cases }, like: like.slice(0, FEW),
      others: rest.slice(0, Math.max(1, FEW - Math.min(like.length, FEW)))
    };
  }

  /* How common a recommendation is: among organisations like the reader's, then among all. From 0 to 1. */
  function commonness(id) {
    var found = others(id);
    var share = function (line) { return line.cases ? line.count / line.cases : 0; };
    return [Math.max.apply(null, [0].concat(found.lines.map(share))), share(found.all)];
  }

  /* Identifiers of what is not started or under way. `order`: "seen", "theme" or "date". */
  function gaps(team, order) {
    var found = Array.from(answers.known.keys()).filter(function (id) { return GAPS.includes(stateOf(team, id)); });
    if (order === "date") return sortBy(found, function (id) { return [team.answers.get(id).date || "9999"]; });
    if (order !== "seen") return found;
    return sortBy(found, function (id) {
      return [GAPS.indexOf(stateOf(team, id))].concat(commonness(id).map(function (share) { return -share; }));
    });
  }

  /* Those of the gaps of which there is an example. */
  function shown(ids) { return ids.filter(function (id) { return shownIn("all", id).count; }); }

  /* Those that are equal stay in the order of the guidance. */
  function sortBy(ids, keyOf) {
    var keys = new Map(ids.map(function (id) { return [id, keyOf(id)]; }));
    return ids.slice().sort(function (a, b) {
      var one = keys.get(a);
      var other = keys.get(b);
      var at = one.findIndex(function (part, position) { return part !== other[position]; });
      return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
    });
  }

  // Without the browser's own tables of languages: to load them takes longer than to draw all the rest.
  function day(text) {
    var parts = text ? text.split("-").map(Number) : [];
    return text ? parts[2] + " " + MONTHS[parts[1] - 1] + " " + parts[0] : "";
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) { return String(part).padStart(2, "0"); }).join("-");
  }

  window.guidancePlan = {
    stateOf: stateOf, titleOf: titleOf, byTheme: byTheme, answered: answered, groups: groups, loadPractices: loadPractices,
    others: others, gaps: gaps, shown: shown, day: day, today: today
  };
})();

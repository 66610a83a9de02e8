/* The self-assessment, put together: one team is shown, its answers are kept at once, and what follows from
   them is drawn after a short while. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var answers = window.guidanceAnswers;
  var store = window.guidanceAssessStore;
  var files = window.guidanceAssessFile;
  var save = window.guidanceAssessSave;
  var results = window.guidanceAssessResult;
  var parts = window.guidanceAssessPanel;
  var fields = window.guidanceAssessForm;
  var SOON = 250;
  var MOST_TEAMS = 30;
  var loaded = store.load();
  var state = {
    teams: loaded.teams, current: "", order: "seen", withOthers: true, isKept: true, isSaved: true, stored: store.ids()
  };
  var keeping = 0;
  var drawing = 0;
  var isAsked = false;
  var bar = parts.makeBar();
  var binder = fields.makeBinder(change);
  var panel = parts.makePanel({
    rename: rename, show: show, open: open, add: add, print: print, choose: choose
  });
  var changed = site.make("aside", "g-note g-assess__changes");
  var places = {};

  function team() { return state.teams.get(state.current); }

  /* Somebody chose or typed something. */
  function change(id, changes, where) {
    answers.answer(team(), id, changes);
    state.isSaved = false;
    binder.show(id, team().answers.get(id), where);
    later(where && where.closest("#assess-gaps") ? "gaps" : "");
  }

  function rename(name) {
    team().name = name.slice(0, window.guidanceAssessment.longest.name);
    team().named = Date.now();
    state.isSaved = false;
    later("");
  }

  function later(typedIn) {
    clearTimeout(keeping);
    clearTimeout(drawing);
    keeping = setTimeout(keep, SOON);
    drawing = setTimeout(function () { draw(typedIn); }, SOON);
  }

  /* Into the browser, after what other tabs have put there. */
  function keep() {
    clearTimeout(keeping);
    keeping = 0;
    var found = store.takeIn(state.teams, []);
    var wasKept = state.isKept;
    state.isKept = store.save(state.teams, state.current);
    state.stored = store.ids();
    if (found.taken) showAnswers();
    if (!state.isKept && wasKept) {
      bar.say(guidanceSay("This browser keeps nothing more: its storage is full, or the window is private. Your answers are here only while this page is open. Save them as a file."), [[guidanceSay("Save as a file"), saveFile]]);
    } else if (state.isKept && !wasKept) bar.say(guidanceSay("Your answers are kept in this browser again."));
  }

  function keptWords() {
    if (!state.isKept) return guidanceSay("Not kept in this browser. Save your answers as a file before you close this page.");
    return answers.isUntouched(team()) ? guidanceSay("What you answer is kept in this browser as you go.") : guidanceSay("Kept in this browser.");
  }

  function showAnswers() {
    var found = answers.changes(team());
    answers.known.forEach(function (item, id) {
      var given = team().answers.get(id);
      binder.show(id, given, document.activeElement);
      fields.mark(id, given, found.fresh.includes(id) ? guidanceSay("New") : found.reworded.includes(id) ? guidanceSay("Wording changed") : "");
    });
  }

  /* What others did is shown beside gaps alone: it is asked for with the first of these.

     `typedIn` is "gaps" where somebody is typing in them: they stay as they are. */
  function draw(typedIn) {
    clearTimeout(drawing);
    var now = team();
    panel.update(now, state.teams, keptWords());
    window.guidanceAssessChanges.draw(changed, now, answers.changes(now), { goTo: fields.goTo, noted: noted, holds: holds, remove: remove });
    showAnswers();
    results.result(places.result, now);
    if (typedIn !== "gaps") results.gaps(places.gaps, now, state.order, binder, fields.goTo);
    results.thePlan(places.plan, now, state.order, state.withOthers);
    window.guidanceAssessCompare.update(state.teams, state.current);
    if (!isAsked && now.answers.size && window.guidancePlan.gaps(now, "theme").length) {
      isAsked = true;
      window.guidancePlan.loadPractices().then(redraw);
    }
    document.body.dataset.assess = Array.from(now.answers.values()).every(answers.isEmpty) ? "questions" : "plan";
  }

  function noted(ids) {
    team().seen = team().seen.concat(ids);
    refresh();
  }

  function holds(id) {
    answers.answer(team(), id, {});
    refresh();
  }

  function remove(id) {
    team().answers.set(id, Object.assign({}, team().answers.get(id), { state: "", note: "", owner: "", date: "", at: Date.now() }));
    refresh();
  }

  function refresh() {
    state.isSaved = false;
    keep();
    draw("");
    if (!document.activeElement || document.activeElement === document.body) panel.name.focus();
  }

  function show(id) {
    if (keeping) keep();
    state.current = id;
    keep();
    draw("");
  }

  function add() {
    if (state.teams.size >= MOST_TEAMS) return bar.say(guidanceSay("There are {number} teams already. Save one as a file and erase it first.", { number: MOST_TEAMS }));
    var made = answers.blank();
    state.teams.set(made.id, made);
    show(made.id);
    panel.name.focus();
    return bar.say(guidanceSay("A new team. The others are still there: choose one under “Team shown”."));
  }

  /* Of a file: a team that is here already is brought up to date, another one stands beside it. */
  function open(file) {
    if (keeping) keep();
    files.read(file).then(function (read) {
      if (read.refused) return bar.say(guidanceSay("Not opened. {reason} Your answers are as they were.", { reason: read.refused }));
      return takeOver(read, file.name);
    });
  }

  function takeOver(read, name) {
    var before = { teams: Array.from(state.teams.values(), answers.copy), current: state.current };
    var said = [guidanceSay("{name} is open.", { name: name })];
    if (state.teams.has(read.team.id)) {
      var found = answers.merge(state.teams.get(read.team.id), read.team);
      said.push(guidanceCount(found.taken.length, "This team was here already: {number} answer came from the file.", "This team was here already: {number} answers came from the file."),
        guidanceCount(found.passed.length, "{number} of yours is later and stays.", "{number} of yours are later and stay."));
    } else if (state.teams.size >= MOST_TEAMS) {
      return bar.say(guidanceSay("Not opened: there are {number} teams already. Save one as a file and erase it first.", { number: MOST_TEAMS }));
    } else {
      if (answers.isUntouched(team())) state.teams.delete(state.current);
      else said.push(guidanceSay("Your other team is still here: choose it under “Team shown”."));
      state.teams.set(read.team.id, read.team);
    }
    state.current = read.team.id;
    store.save(state.teams, state.current);
    keep();
    draw("");
    if (!state.isKept) said.push(guidanceSay("This browser does not keep it."));
    if (read.dropped) said.push(guidanceCount(read.dropped, "Left out, because it made no sense: {number} entry.", "Left out, because they made no sense: {number} entries."));
    return bar.say(said.join(" "), [[guidanceSay("Undo"), function () { putBack(before); }]]);
  }

  function putBack(before) {
    state.teams = new Map(before.teams.map(function (one) { return [one.id, one]; }));
    state.current = before.current;
    state.isKept = store.save(state.teams, state.current);
    draw("");
    bar.say(guidanceSay("Your answers are as they were before."));
  }

  function saveFile() {
    save.json(team());
    state.isSaved = true;
    bar.say(guidanceSay("Saved as a file, among your downloads. “Open a saved file” reads it, here or on another computer."));
  }

  function erase() {
    if (!site.confirm(guidanceSay("Erase the answers, notes and names of “{name}” from this browser?", { name: team().name || guidanceSay("Team without a name") }))) return;
    state.teams.delete(state.current);
    afterErasing(guidanceSay("The team is erased from this browser."));
  }

  function eraseAll() {
    if (!site.confirm(guidanceSay("Erase everything of the self-assessment from this browser, for all teams?"))) return;
    state.teams.clear();
    window.guidanceAssessCompare.forget();
    afterErasing(guidanceSay("Nothing of the self-assessment is kept in this browser any more."));
  }

  function afterErasing(words) {
    clearTimeout(keeping);
    keeping = 0;
    if (state.teams.size) store.save(state.teams, state.teams.keys().next().value);
    else store.clear();
    begin("");
    state.stored = store.ids();
    state.isSaved = true;
    draw("");
    panel.name.focus();
    bar.say(words);
  }

  /* What paper shows is put right again once it is printed: see assess-start.js. */
  function print(what) {
    if (keeping) keep();
    draw("");
    document.body.dataset.assess = what;
    window.print();
  }

  /* The same choice that other pages use. Where nothing can be kept, it holds for this page. */
  function choose(said) {
    if (said && !window.guidanceYours.set(said)) window.guidanceYours.get = function () { return said; };
    panel.drawOrganisation();
    window.guidancePlan.loadPractices().then(redraw);
  }

  /* All of it: what is known of others may be another thing now. */
  function redraw() {
    results.forget();
    draw("");
  }

  /* The team that is shown first: the one that was shown last, or a new one. */
  function begin(current) {
    if (!state.teams.size) {
      var made = answers.blank();
      state.teams.set(made.id, made);
    }
    state.current = state.teams.has(current) ? current : state.teams.keys().next().value;
  }

  window.guidanceAssessPage = {
    state: state, bar: bar, panel: panel, places: places, changed: changed, binder: binder, change: change, draw: draw, redraw: redraw, keep: keep, begin: begin,
    setOrder: function (order) { state.order = order; draw(""); }, isWaiting: function () { return keeping > 0; },
    act: {
      withOthers: function (isOn) { state.withOthers = isOn; draw(""); }, print: print, save: saveFile, erase: erase, eraseAll: eraseAll,
      word: function () { save.word(team(), state.order, state.withOthers); }, csv: function () { save.csv(team(), state.order); }
    }
  };
  begin(loaded.current);
})();

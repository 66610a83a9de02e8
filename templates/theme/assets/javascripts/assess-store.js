/* The teams that are kept in this browser, and nowhere else. Other tabs may write here too: nothing is
   written before what they wrote has been taken in. */
(function () {
  "use strict";
  var answers = window.guidanceAnswers;
  var KEY = "guidance.assessment";
  var UNREAD = KEY + ".unread";

  function kept(key) {
    try { return localStorage.getItem(key); } catch (refused) { return null; }
  }

  /* {teams: Map, current} of a stored text; null where it makes no sense. */
  function parse(text) {
    var data = null;
    try { data = JSON.parse(text); } catch (broken) { return null; }
    if (!data || data.version !== answers.version || !Array.isArray(data.teams)) return null;
    var found = data.teams.map(answers.read);
    if (found.includes(null)) return null;
    var teams = new Map(found.map(function (one) { return [one.team.id, one.team]; }));
    return { teams: teams, current: teams.has(data.current) ? data.current : "" };
  }

  /* What is kept: {teams, current, unread}. `unread` is true where there is something that can't be read,
     which is put aside, not overwritten. */
  function load() {
    var text = kept(KEY);
    var found = text ? parse(text) : null;
    if (text && !found) {
      try {
        localStorage.setItem(UNREAD, text);
        localStorage.removeItem(KEY);
      } catch (refused) { /* still where it was */ }
    }
    return Object.assign(found || { teams: new Map(), current: "" }, { unread: kept(UNREAD) });
  }

  /* Takes into `teams` what other tabs have kept: of each answer the later one. Leads to how many answers are
     different now, and the names of teams that another tab has erased since `before`, a list of identifiers. */
  function takeIn(teams, before) {
    var stored = parse(kept(KEY) || "") || { teams: new Map() };
    var found = { taken: 0, erased: [], ids: Array.from(stored.teams.keys()) };
    stored.teams.forEach(function (team, id) {
      if (teams.has(id)) found.taken += answers.merge(teams.get(id), team).taken.length;
      else teams.set(id, team);
    });
    before.forEach(function (id) {
      if (!stored.teams.has(id) && teams.has(id)) {
        found.erased.push(teams.get(id).name);
        teams.delete(id);
      }
    });
    return found;
  }

  /* Whether all of it could be kept: a private window may refuse, and so may a full browser. A team of which
     nothing was said yet is not worth keeping. */
  function save(teams, current) {
    var said = Array.from(teams.values()).filter(function (team) { return !answers.isUntouched(team); });
    var data = { version: answers.version, current: current, teams: said.map(answers.write) };
    try {
      localStorage.setItem(KEY, JSON.stringify(data));
      return true;
    } catch (refused) { return false; }
  }

  /* The identifiers of the teams that are kept now. */
  function ids() { return Array.from((parse(kept(KEY) || "") || { teams: new Map() }).teams.keys()); }

  function clear() {
    [KEY, UNREAD].forEach(function (key) {
      try { localStorage.removeItem(key); } catch (refused) { /* nothing was kept */ }
    });
  }

  function clearUnread() {
    try { localStorage.removeItem(UNREAD); } catch (refused) { /* nothing was kept */ }
  }

  window.guidanceAssessStore = { key: KEY, load: load, ids: ids, takeIn: takeIn, save: save, clear: clear, clearUnread: clearUnread };
})();

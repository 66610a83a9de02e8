/* The answers of a team as data, apart from any page: made, put together, read from what cannot be trusted.

   A team is {id, name, named, seen, answers}: `named` is when it got its name, `seen` are the identifiers of
   the recommendations that it has met, and `answers` is a Map from identifiers to
   {state, note, owner, date, title, digest, at}. `title` and `digest` are those of the recommendation when it
   was answered, so that a later release can say what has changed; `at` is when, in milliseconds. */
(function () {
  "use strict";
  var guidance = window.guidanceAssessment;
  var STATES = guidance.states.map(function (state) { return state[0]; });
  var VERSION = 1;
  var MOST_ANSWERS = 1000;
  var known = new Map();

  guidance.themes.forEach(function (theme) {
    theme[2].forEach(function (item) {
      known.set(item[0], { id: item[0], title: item[1], digest: item[2], theme: theme[0], themeTitle: theme[1], order: known.size });
    });
  });

  function isIdentifier(text) { return typeof text === "string" && /^[a-z0-9-]{1,100}$/.test(text); }

  function isDay(text) {
    if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    var day = new Date(text + "T00:00:00Z");
    return !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  function newId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(8)), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function blank() {
    return { id: newId(), name: "", named: 0, seen: Array.from(known.keys()), answers: new Map() };
  }

  function isEmpty(answer) { return !answer || !(answer.state || answer.note || answer.owner || answer.date); }

  function isUntouched(team) { return !team.name && Array.from(team.answers.values()).every(isEmpty); }

  /* Notes what is said of a recommendation: `changes` are some of state, note, owner and date. */
  function answer(team, id, changes) {
    var now = known.get(id);
    var before = team.answers.get(id) || { state: "", note: "", owner: "", date: "" };
    var made = Object.assign({}, before, changes, { title: now.title, digest: now.digest, at: Date.now() });
    team.answers.set(id, made);
    if (!team.seen.includes(id)) team.seen.push(id);
    return made;
  }

  function same(one, other) {
    return ["state", "note", "owner", "date"].every(function (part) { return one[part] === other[part]; });
  }

  /* Both versions of one team in one: of each answer the later one. Says which answers of `ours` were
     replaced, and which of `theirs` were passed over. */
  function merge(ours, theirs) {
    var found = { taken: [], passed: [] };
    theirs.answers.forEach(function (their, id) {
      var our = ours.answers.get(id);
      if (our && same(our, their)) {
        if (their.at > our.at) ours.answers.set(id, their);
      } else if (!our || their.at > our.at) {
        ours.answers.set(id, their);
        found.taken.push(id);
      } else found.passed.push(id);
    });
    if (theirs.named > ours.named) {
      ours.name = theirs.name;
      ours.named = theirs.named;
    }
    // What one of them has not met is new to one of them only, and was met by the team.
    ours.seen = Array.from(new Set(ours.seen.concat(theirs.seen)));
    return found;
  }

  /* What is new or different in this guidance since the team answered: identifiers, of each kind. */
  function changes(team) {
    var found = { fresh: [], reworded: [], gone: [] };
    known.forEach(function (item, id) {
      var given = team.answers.get(id);
      if (!isEmpty(given)) {
        if (given.digest && given.digest !== item.digest) found.reworded.push(id);
      } else if (!team.seen.includes(id)) found.fresh.push(id);
    });
    team.answers.forEach(function (given, id) {
      if (!known.has(id) && !isEmpty(given)) found.gone.push(id);
    });
    return found;
  }

  function copy(team) { return read(write(team)).team; }

  /* As plain data for a file or for the browser's storage. */
  function write(team) {
    var answers = {};
    team.answers.forEach(function (given, id) {
      answers[id] = {
        state: given.state, note: given.note, owner: given.owner, date: given.date,
        title: given.title, digest: given.digest, changed: new Date(given.at).toISOString()
      };
    });
    return {
      id: team.id, team: team.name, named: new Date(team.named).toISOString(), seen: team.seen, answers: answers
    };
  }

  /* {team, dropped}: the team, and how many things in the data made no sense. Null where all of it does not.
     Only what is asked for by name is looked at, and only if it is the data's own. */
  function read(data) {
    if (!isRecord(data) || !isRecord(own(data, "answers"))) return null;
    var reading = { dropped: 0 };
    var id = own(data, "id");
    var team = blank();
    if (typeof id === "string" && /^[0-9a-f]{16}$/.test(id)) team.id = id;
    team.name = line(own(data, "team"), reading);
    team.named = time(own(data, "named"));
    var seen = own(data, "seen");
    team.seen = Array.isArray(seen) ? Array.from(new Set(seen.slice(0, MOST_ANSWERS).filter(isIdentifier))) : [];
    Object.keys(data.answers).forEach(function (name) {
      var given = data.answers[name];
      if (!isIdentifier(name) || !isRecord(given) || team.answers.size >= MOST_ANSWERS) reading.dropped += 1;
      else team.answers.set(name, readAnswer(given, reading));
    });
    return { team: team, dropped: reading.dropped };
  }

  function readAnswer(given, reading) {
    var state = own(given, "state");
    var date = own(given, "date");
    var digest = own(given, "digest");
    if (state && !STATES.includes(state)) reading.dropped += 1;
    if (date && !isDay(date)) reading.dropped += 1;
    return {
      state: STATES.includes(state) ? state : "",
      note: text(own(given, "note"), guidance.longest.note, reading),
      owner: line(own(given, "owner"), reading),
      date: isDay(date) ? date : "",
      title: line(own(given, "title"), { dropped: 0 }),
      digest: typeof digest === "string" && /^[0-9a-f]{1,64}$/.test(digest) ? digest : "",
      at: time(own(given, "changed"))
    };
  }

  function isRecord(data) { return typeof data === "object" && data !== null && !Array.isArray(data); }

  function own(data, name) { return Object.hasOwn(data, name) ? data[name] : undefined; }

  /* Without characters that no program shows, but with line breaks. */
  function text(value, longest, reading) {
    if (value === undefined || value === null) return "";
    if (typeof value !== "string") {
      reading.dropped += 1;
      return "";
    }
    // eslint-disable-next-line no-control-regex
    var clean = value.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
    if (clean.length > longest) reading.dropped += 1;
    return clean.slice(0, longest).replace(/\p{Surrogate}/gu, "\ufffd"); // half a letter
  }

  function line(value, reading) { return text(value, guidance.longest.name, reading).replace(/\s+/g, " ").trim(); }

  /* A clock that is wrong must not win for ever. */
  function time(value) {
    var at = typeof value === "string" && value.length < 40 ? Date.parse(value) : NaN;
    return isNaN(at) ? 0 : Math.max(0, Math.min(at, Date.now()));
  }

  window.guidanceAnswers = {
    known: known, version: VERSION, blank: blank, copy: copy, answer: answer, merge: merge, changes: changes, write: write,
    read: read, isEmpty: isEmpty, isUntouched: isUntouched, isDay: isDay, newId: newId
  };
})();

/* A saved self-assessment: the text of its file, and its reading, which expects anything. */
(function () {
  "use strict";
  var guidance = window.guidanceAssessment;
  var answers = window.guidanceAnswers;
  var FORMAT = "clinical-informatics-self-assessment";
  var MOST_BYTES = 1000000;

  function write(team) {
    var head = {
      format: FORMAT, version: answers.version, site: guidance.site, release: guidance.release,
      saved: new Date().toISOString()
    };
    return JSON.stringify(Object.assign(head, answers.write(team)), null, 1) + "\n";
  }

  /* A promise of {team, dropped, saved, release}, or of {refused}: why not, in a sentence. */
  function read(file) {
    if (file.size > MOST_BYTES) {
      return Promise.resolve(refuse(guidanceSay("It is larger than 1 MB, which no saved self-assessment is.")));
    }
    return file.text().then(readText, function () { return refuse(guidanceSay("Your browser could not read it.")); });
  }

  function refuse(why) { return { refused: why }; }

  function readText(text) {
    var data = null;
    if (text.startsWith("PK")) return refuse(guidanceSay("It is a Word document or another packed file. Choose the file that ends in .json."));
    try { data = JSON.parse(text.replace(/^\ufeff/, "")); } catch (broken) {
      return refuse(text.includes(FORMAT) ? guidanceSay("It is damaged, perhaps because a part of it is missing.") : guidanceSay("It is no saved self-assessment."));
    }
    if (!data || typeof data !== "object" || data.format !== FORMAT) return refuse(guidanceSay("It is no saved self-assessment."));
    if (data.version !== answers.version) {
      return refuse(guidanceSay("Another version of this site wrote it, and this one cannot read it. Try a newer copy of the site."));
    }
    return readTeam(data);
  }

  function readTeam(data) {
    var found = answers.read(data);
    if (!found) return refuse(guidanceSay("It is damaged: there are no answers in it."));
    var ids = Array.from(found.team.answers.keys());
    if (ids.length && !ids.some(function (id) { return answers.known.has(id); })) {
      return refuse(named(data.site)
        ? guidanceCount(ids.length, "It belongs to another site, “{site}”: its recommendation is not here.", "It belongs to another site, “{site}”. None of the {number} recommendations in it is here.", { site: named(data.site) })
        : guidanceCount(ids.length, "It belongs to another site: its recommendation is not here.", "It belongs to another site. None of the {number} recommendations in it is here."));
    }
    found.saved = typeof data.saved === "string" && answers.isDay(data.saved.slice(0, 10)) ? data.saved.slice(0, 10) : "";
    found.release = named(data.release);
    return found;
  }

  function named(text) { return typeof text === "string" ? text.slice(0, 80) : ""; }

  window.guidanceAssessFile = { write: write, read: read };
})();

/* Reads a case study file that somebody wants to correct. All values stay texts, as in `guidance check`; what
   that refuses (anchors, tags, several documents …) is refused here too. */
(function () {
  "use strict";

  /* A promise of {name, data, notes}, or of {refused: why}. `notes` are the comments, which a form can't keep. */
  function readFile(file, rules) {
    if (file.size > rules.mostBytes) {
      return Promise.resolve({ refused: guidanceSay("This file is too large. A case study has at most {number} KB.", { number: rules.mostBytes / 1024 }) });
    }
    return file.arrayBuffer().then(function (bytes) {
      var text = decode(bytes);
      if (text === null) return { refused: guidanceSay("This is not a text file in UTF-8. Choose the .yml file of a case study.") };
      return Object.assign({ name: file.name.replace(/\.ya?ml$/i, "") }, readText(text));
    }, function () { return { refused: guidanceSay("The browser could not read this file.") }; });
  }

  function decode(bytes) {
    try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch (wrong) { return null; }
  }

  function readText(text) {
    var lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    var data = null;
    try {
      data = window.jsyaml.load(lines, { schema: window.jsyaml.FAILSAFE_SCHEMA, listener: refuseProperties });
    } catch (problem) {
      return { refused: explain(problem) };
    }
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      return { refused: guidanceSay("This is not a case study: there are no fields such as “title: …” in it.") };
    }
    return { data: data, notes: notesIn(lines) };
  }

  function refuseProperties(event, state) {
    if (state.anchor !== null && state.anchor !== undefined) throw new Refusal(guidanceSay("an anchor (&) can’t be used"), state.line);
    if (event === "close" && state.tag && state.tag !== "?") throw new Refusal(guidanceSay("a tag (!) can’t be used"), state.line);
  }

  function Refusal(reason, line) {
    this.reason = reason;
    this.mark = { line: line };
  }

  function explain(problem) {
    if (/single document/.test(problem.reason)) return guidanceSay("This file holds several documents, with --- lines between them. Make a file of each.");
    if (!problem.mark) return guidanceSay("This file can’t be read as YAML.");
    var reason = problem instanceof Refusal ? problem.reason : window.guidanceSite.english(problem.reason); // the library's
    return guidanceSay("This file can’t be read as YAML. Line {number}: {reason}. Correct it in a text editor, then open it again.",
      { number: problem.mark.line + 1, reason: reason });
  }

  /* Lines that begin with # and don't belong to a text, and what stands behind a # on other lines. */
  function notesIn(text) {
    var level = -1;
    return text.split("\n").reduce(function (notes, line) {
      var indent = line.length - line.trimStart().length;
      if (level >= 0 && (indent > level || !line.trim())) return notes;
      level = -1;
      if (/(?:^|[:-]\s+)[|>][-+0-9]*\s*(?:\s#.*)?$/.test(line)) level = /^\s*(?:-\s+)*/.exec(line)[0].length;
      var found = /^\s*#(.*)$/.exec(line) || /^(?:[^"'#]|"[^"]*"|'[^']*')*?\s#(.*)$/.exec(line);
      var note = found ? found[1].trim() : "";
      return note && !note.startsWith("yaml-language-server:") ? notes.concat(note) : notes;
    }, []);
  }

  window.guidanceFormRead = { readFile: readFile, readText: readText };
})();

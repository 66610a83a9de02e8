/* Reads a case study file that somebody wants to correct. All values stay texts, as in `guidance check`; what
   that refuses (anchors, tags, several documents …) is refused here too. */
(function () {
  "use strict";

  /* A promise of {name, data, notes}, or of {refused: why}. `notes` are the comments, which a form can't keep. */
  function readFile(file, rules) {
    if (file.size > rules.mostBytes) {
      return Promise.resolve({ refused: guidanceFormTell("file-too-large", { number: rules.mostBytes / 1024 }) });
    }
    return file.arrayBuffer().then(function (bytes) {
      var text = decode(bytes);
      if (text === null) return { refused: guidanceFormTell("invalid-utf-8") };
      return Object.assign({ name: file.name.replace(/\.ya?ml$/i, "") }, readText(text));
    }, function () { return { refused: guidanceFormTell("unreadable-file/form") }; });
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
      return { refused: guidanceFormTell("not-a-mapping/form") };
    }
    return { data: data, notes: notesIn(lines) };
  }

  function refuseProperties(event, state) {
    if (state.anchor !== null && state.anchor !== undefined) throw new Refusal(guidanceFormTell("anchor"), state.line);
    if (event === "close" && state.tag && state.tag !== "?") throw new Refusal(guidanceFormTell("tag"), state.line);
  }

  function Refusal(reason, line) {
    this.reason = reason;
    this.mark = { line: line };
  }

  function explain(problem) {
    if (/single document/.test(problem.reason)) return guidanceFormTell("several-documents");
    if (!problem.mark) return guidanceFormTell("yaml-syntax");
    var reason = problem instanceof Refusal ? problem.reason : window.guidanceSite.english(problem.reason); // the library's
    return guidanceFormTell("yaml-syntax/form",
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

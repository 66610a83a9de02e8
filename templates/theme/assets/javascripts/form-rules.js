/* What the form accepts: the rules of `guidance check`, for the data of one case study. Fields, choices,
   limits and patterns come with the form's data, so nothing of the schema is written here.

   Data is what a YAML reader that keeps all values as text would give: texts, lists, mappings, and null for
   a key without a value. A problem is {at: [keys and positions], code, text}; codes are those of
   `guidance check`. */
(function () {
  "use strict";

  function makeRules(form) {
    var rules = form.rules;
    var read = window.guidanceFormProse.makeReader(rules);
    var slug = whole(rules.slug);
    var number = whole(rules.number);
    var control = new RegExp(rules.control, "u");
    var bidi = new RegExp(rules.bidi, "u");
    var reserved = whole(rules.reserved);
    var isAnonymous = true;

    function whole(pattern) { return new RegExp("^(?:" + pattern + ")$", "u"); }

    /* Every problem of a case study, in the order of its fields. */
    function check(data) {
      var problems = [];
      // Who doesn't say is anonymous.
      isAnonymous = valueAt(data, "publication", "anonymous") !== "false";
      checkRecord({ fields: form.fields }, data, [], problems);
      checkTogether(data, problems);
      return problems;
    }

    function checkRecord(field, data, at, problems) {
      if (!isMapping(data)) return add(problems, at, "wrong-type", guidanceFormTell("wrong-type/mapping"));
      field.fields.forEach(function (inner) {
        var given = Object.hasOwn(data, inner.name) ? data[inner.name] : undefined;
        var there = at.concat(inner.name);
        if (given !== undefined && given !== null) checkValue(inner, given, there, problems);
        else if (inner.required) add(problems, there, given === null ? "empty-value" : "missing-field", askFor(inner));
      });
      var known = field.fields.map(function (inner) { return inner.name; });
      Object.keys(data).forEach(function (name) {
        // A key without a value counts as not given.
        if (!known.includes(name) && data[name] !== null) {
          add(problems, at.concat(name), "unknown-key", guidanceFormTell("unknown-key", { name: name }));
        }
      });
      return undefined;
    }

    function checkValue(field, value, at, problems) {
      if (field.kind === "record") return checkRecord(field, value, at, problems);
      if (field.kind === "list") return checkList(field, value, at, problems);
      if (field.kind === "choice" && !field.words.some(function (word) { return word[0] === value; })) {
        var titles = field.words.map(function (word) { return word[1]; });
        return add(problems, at, "unknown-choice", guidanceFormTell("unknown-choice", { choices: titles.join(", ") }));
      }
      if (typeof value !== "string") return add(problems, at, "wrong-type", guidanceFormTell("wrong-type/text"));
      checkCharacters(value, at, problems);
      window.guidanceFormPersonal.find(value, isAnonymous).forEach(function (found) {
        add(problems, at, found.code, found.text);
      });
      return checks[field.kind](field, value, at, problems);
    }

    function checkList(field, value, at, problems) {
      if (!Array.isArray(value)) return add(problems, at, "wrong-type", guidanceFormTell("wrong-type/list"));
      value.forEach(function (item, position) { checkValue(field.item, item, at.concat(position), problems); });
      if (value.length < field.least) add(problems, at, "empty-list", guidanceFormTell("empty-list", { entry: field.entry }));
      return undefined;
    }

    function checkCharacters(value, at, problems) {
      var found = control.exec(value) || bidi.exec(value);
      if (!found) return;
      var code = "U+" + found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      add(problems, at, control.test(value) ? "control-character" : "bidi-control",
        guidanceFormTell("control-character", { code: code }));
    }

    var checks = {
      choice: function () { /* its words were looked at above */ },
      line: function (field, value, at, problems) {
        var text = value.trim();
        var length = Array.from(text).length;
        if (!text) add(problems, at, "bad-line", askFor(field));
        else if (text.includes("\n")) add(problems, at, "bad-line", guidanceFormTell("bad-line"));
        else if (length > rules.longestLine) {
          add(problems, at, "bad-line", guidanceFormTell("bad-line/long", { number: rules.longestLine, length: length }));
        }
      },
      prose: function (field, value, at, problems) {
        if (!value.trim()) add(problems, at, "empty-text", askFor(field));
        var found = read(value);
        found.faults.forEach(function (fault) { add(problems, at, fault.code, fault.text); });
        found.links.forEach(function (link) { checkTarget(link.kind, link.target, link.section, at, problems); });
      },
      reference: function (field, value, at, problems) {
        var cut = field.refers === "source" ? (value + "#").indexOf("#") : value.length;
        checkTarget(field.refers, value.slice(0, cut), value.slice(cut + 1), at, problems);
      },
      number: function (field, value, at, problems) {
        var text = value.trim();
        if (!number.test(text) || (field.whole && text.includes("."))) {
          add(problems, at, "not-a-number", field.whole
            ? guidanceFormTell("not-a-number/whole") : guidanceFormTell("not-a-number"));
        } else if (compare(text, String(field.lowest)) < 0) {
          add(problems, at, "number-too-small", guidanceFormTell("number-too-small", { number: field.lowest }));
        }
      },
      "yes-no": function (field, value, at, problems) {
        if (value !== "true" && value !== "false") add(problems, at, "not-true-or-false", askFor(field));
      },
      date: function (field, value, at, problems) {
        if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) {
          add(problems, at, "not-a-date", guidanceFormTell("not-a-date"));
        } else if (!isDay(value)) add(problems, at, "impossible-date", guidanceFormTell("impossible-date", { day: value }));
      }
    };

    function checkTarget(kind, target, section, at, problems) {
      var known = Object.hasOwn(form.known, kind) ? form.known[kind] : {};
      var noun = Object.hasOwn(form.kinds, kind) ? form.kinds[kind] : kind;
      if (!target) add(problems, at, "unknown-reference", guidanceFormTell("unknown-reference/none", { kind: noun }));
      else if (!Object.hasOwn(known, target)) {
        add(problems, at, "unknown-reference", guidanceFormTell("unknown-reference", { kind: noun, name: target }));
      } else if (section && !known[target].includes(section)) {
        add(problems, at, "unknown-section", guidanceFormTell("unknown-section", { name: target, section: section }));
      }
    }

    /* What must hold between fields. */
    function checkTogether(data, problems) {
      var wte = valueAt(data, "team", "wte");
      var headcount = valueAt(data, "team", "headcount");
      if (isNumber(wte) && isNumber(headcount) && compare(headcount, wte) < 0) {
        add(problems, ["team", "headcount"], "headcount-below-wte", guidanceFormTell("headcount-below-wte", { number: wte.trim() }));
      }
      var name = valueAt(data, "organisation", "name");
      if (name !== undefined && name !== null && valueAt(data, "publication", "anonymous") !== "false") {
        add(problems, ["organisation", "name"], "name-in-anonymous",
          guidanceFormTell("name-in-anonymous"));
      }
      var reviewed = valueAt(data, "publication", "reviewed");
      var next = valueAt(data, "publication", "review_by");
      if (isDay(reviewed) && isDay(next) && next < reviewed) {
        add(problems, ["publication", "review_by"], "review-before-reviewed", guidanceFormTell("review-before-reviewed"));
      }
    }

    function isNumber(text) { return typeof text === "string" && number.test(text.trim()); }

    /* The identifier, which is the file's name. `own`: the one of the file that is being corrected. */
    function checkName(name, own) {
      if (!name) return { code: "missing-name", text: guidanceFormTell("missing-name") };
      if (!slug.test(name) || name.length > rules.longestSlug || reserved.test(name)) {
        return { code: "bad-identifier", text: guidanceFormTell("bad-identifier") };
      }
      if (name !== own && Object.hasOwn(form.known.case || {}, name)) {
        return { code: "duplicate-identifier", text: guidanceFormTell("duplicate-identifier") };
      }
      return null;
    }

    return { check: check, checkName: checkName };
  }

  function add(problems, at, code, text) { problems.push({ at: at, code: code, text: text }); }

  function askFor(field) {
    var isChosen = ["choice", "reference", "yes-no"].includes(field.kind);
    if (!field.label) return isChosen ? guidanceFormTell("missing-field/unnamed-choice") : guidanceFormTell("missing-field/unnamed");
    return isChosen ? guidanceFormTell("missing-field/choice", { label: field.label }) : guidanceFormTell("missing-field", { label: field.label });
  }

  function isMapping(data) { return typeof data === "object" && data !== null && !Array.isArray(data); }

  function valueAt(data, first, second) {
    var outer = isMapping(data) && Object.hasOwn(data, first) ? data[first] : undefined;
    return isMapping(outer) && Object.hasOwn(outer, second) ? outer[second] : undefined;
  }

  /* Below, at or above nought, as the first number is to the second. Exact: a float has too few digits. */
  function compare(first, second) {
    var difference = millionths(first) - millionths(second);
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }

  function millionths(text) {
    var parts = text.trim().split(".");
    return BigInt(parts[0] + (parts[1] || "").padEnd(6, "0"));
  }

  function isDay(text) {
    var parts = typeof text === "string" && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    if (!parts || parts[1] === "0000" || parts[2] < "01" || parts[2] > "12" || parts[3] < "01") return false;
    var leap = parts[1] % 4 === 0 && (parts[1] % 100 !== 0 || parts[1] % 400 === 0);
    return Number(parts[3]) <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][parts[2] - 1];
  }

  window.guidanceFormRules = { makeRules: makeRules };
})();

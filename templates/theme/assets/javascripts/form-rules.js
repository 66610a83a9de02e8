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
      if (!isMapping(data)) return add(problems, at, "wrong-type", guidanceSay("Several named values belong here"));
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
          add(problems, at.concat(name), "unknown-key", guidanceSay("A case study has no field “{name}” here", { name: name }));
        }
      });
      return undefined;
    }

    function checkValue(field, value, at, problems) {
      if (field.kind === "record") return checkRecord(field, value, at, problems);
      if (field.kind === "list") return checkList(field, value, at, problems);
      if (field.kind === "choice" && !field.words.some(function (word) { return word[0] === value; })) {
        var titles = field.words.map(function (word) { return word[1]; });
        return add(problems, at, "unknown-choice", guidanceSay("Choose one of: {choices}", { choices: titles.join(", ") }));
      }
      if (typeof value !== "string") return add(problems, at, "wrong-type", guidanceSay("One text belongs here"));
      checkCharacters(value, at, problems);
      window.guidanceFormPersonal.find(value, isAnonymous).forEach(function (found) {
        add(problems, at, found.code, found.text);
      });
      return checks[field.kind](field, value, at, problems);
    }

    function checkList(field, value, at, problems) {
      if (!Array.isArray(value)) return add(problems, at, "wrong-type", guidanceSay("A list belongs here"));
      value.forEach(function (item, position) { checkValue(field.item, item, at.concat(position), problems); });
      if (value.length < field.least) add(problems, at, "empty-list", guidanceSay("Add at least one {entry}", { entry: field.entry }));
      return undefined;
    }

    function checkCharacters(value, at, problems) {
      var found = control.exec(value) || bidi.exec(value);
      if (!found) return;
      var code = "U+" + found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      add(problems, at, control.test(value) ? "control-character" : "bidi-control",
        guidanceSay("There is an invisible character in this text ({code}). Delete it, or type the words around it again", { code: code }));
    }

    var checks = {
      choice: function () { /* its words were looked at above */ },
      line: function (field, value, at, problems) {
        var text = value.trim();
        var length = Array.from(text).length;
        if (!text) add(problems, at, "bad-line", askFor(field));
        else if (text.includes("\n")) add(problems, at, "bad-line", guidanceSay("Write this on one line"));
        else if (length > rules.longestLine) {
          add(problems, at, "bad-line", guidanceSay("Use at most {number} characters; this has {length}", { number: rules.longestLine, length: length }));
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
            ? guidanceSay("Write a whole number in digits, without commas, such as 13") : guidanceSay("Write a number in digits, such as 6.9"));
        } else if (compare(text, String(field.lowest)) < 0) {
          add(problems, at, "number-too-small", guidanceSay("Write a number that is not below {number}", { number: field.lowest }));
        }
      },
      "yes-no": function (field, value, at, problems) {
        if (value !== "true" && value !== "false") add(problems, at, "not-true-or-false", askFor(field));
      },
      date: function (field, value, at, problems) {
        if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) {
          add(problems, at, "not-a-date", guidanceSay("Write a date as year-month-day, such as 2026-11-21"));
        } else if (!isDay(value)) add(problems, at, "impossible-date", guidanceSay("There is no such day: {day}", { day: value }));
      }
    };

    function checkTarget(kind, target, section, at, problems) {
      var known = Object.hasOwn(form.known, kind) ? form.known[kind] : {};
      var noun = Object.hasOwn(form.kinds, kind) ? form.kinds[kind] : kind;
      if (!target) add(problems, at, "unknown-reference", guidanceSay("Choose a {kind}", { kind: noun }));
      else if (!Object.hasOwn(known, target)) {
        add(problems, at, "unknown-reference", guidanceSay("There is no {kind} “{name}” on this site", { kind: noun, name: target }));
      } else if (section && !known[target].includes(section)) {
        add(problems, at, "unknown-section", guidanceSay("“{name}” has no section “{section}”", { name: target, section: section }));
      }
    }

    /* What must hold between fields. */
    function checkTogether(data, problems) {
      var wte = valueAt(data, "team", "wte");
      var headcount = valueAt(data, "team", "headcount");
      if (isNumber(wte) && isNumber(headcount) && compare(headcount, wte) < 0) {
        add(problems, ["team", "headcount"], "headcount-below-wte", guidanceSay("There can’t be fewer people than the WTE, which is {number}", { number: wte.trim() }));
      }
      var name = valueAt(data, "organisation", "name");
      if (name !== undefined && name !== null && valueAt(data, "publication", "anonymous") !== "false") {
        add(problems, ["organisation", "name"], "name-in-anonymous",
          guidanceSay("An anonymous case study can’t name its organisation. Delete the name, or answer No to “Anonymous”"));
      }
      var reviewed = valueAt(data, "publication", "reviewed");
      var next = valueAt(data, "publication", "review_by");
      if (isDay(reviewed) && isDay(next) && next < reviewed) {
        add(problems, ["publication", "review_by"], "review-before-reviewed", guidanceSay("The next review can’t be before the last one"));
      }
    }

    function isNumber(text) { return typeof text === "string" && number.test(text.trim()); }

    /* The identifier, which is the file's name. `own`: the one of the file that is being corrected. */
    function checkName(name, own) {
      if (!name) return { code: "missing-name", text: guidanceSay("Give the file a name") };
      if (!slug.test(name) || name.length > rules.longestSlug || reserved.test(name)) {
        return { code: "bad-identifier", text: guidanceSay("Use small letters, digits and single hyphens, such as large-rural-trust") };
      }
      if (name !== own && Object.hasOwn(form.known.case || {}, name)) {
        return { code: "duplicate-identifier", text: guidanceSay("There is a case study with this name already. Choose another") };
      }
      return null;
    }

    return { check: check, checkName: checkName };
  }

  function add(problems, at, code, text) { problems.push({ at: at, code: code, text: text }); }

  function askFor(field) {
    var isChosen = ["choice", "reference", "yes-no"].includes(field.kind);
    if (!field.label) return isChosen ? guidanceSay("Choose an answer for this") : guidanceSay("Fill in this");
    return isChosen ? guidanceSay("Choose an answer for “{label}”", { label: field.label }) : guidanceSay("Fill in “{label}”", { label: field.label });
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

/* What the form accepts: the rules of `guidance check`, for the data of one case study. Fields, choices,
   limits and patterns come with the form's data, so nothing of the schema is written here.

   Data is what a YAML reader that keeps all values as text would give: texts, lists, mappings, and null for
   a key without a value. A problem is {at: [keys and positions], code, text}; codes are those of
   `guidance check`. */
function whole(pattern) { return new RegExp(`^(?:${pattern})$`, "u"); }

function makeRules(form) {
  const rules = form.rules;
  const read = guidanceForm.prose.makeReader(rules);
  const slug = whole(rules.slug);
  const number = whole(rules.number);
  const date = new RegExp(rules.date, "u");
  const control = new RegExp(rules.control, "u");
  const bidi = new RegExp(rules.bidi, "u");
  const reserved = whole(rules.reserved);
  let isAnonymous = true;

  /* Every problem of a case study, in the order of its fields. */
  function check(data) {
    const problems = [];
    // Who doesn't say is anonymous.
    isAnonymous = valueAt(data, "publication", "anonymous") !== "false";
    checkRecord({ fields: form.fields }, data, [], problems);
    checkTogether(data, problems);
    return problems;
  }

  function checkRecord(field, data, at, problems) {
    if (!isMapping(data)) return add(problems, at, "wrong-type", guidanceForm.tell("wrong-type/mapping"));
    field.fields.forEach(inner => {
      const given = Object.hasOwn(data, inner.name) ? data[inner.name] : undefined;
      const there = at.concat(inner.name);
      if (given !== undefined && given !== null) checkValue(inner, given, there, problems);
      else if (inner.required) add(problems, there, given === null ? "empty-value" : "missing-field", askFor(inner));
    });
    const known = field.fields.map(inner => inner.name);
    Object.keys(data).forEach(name => {
      // A key without a value counts as not given.
      if (!known.includes(name) && data[name] !== null) {
        add(problems, at.concat(name), "unknown-key", guidanceForm.tell("unknown-key", { name }));
      }
    });
    return undefined;
  }

  function checkValue(field, value, at, problems) {
    if (field.kind === "record") return checkRecord(field, value, at, problems);
    if (field.kind === "list") return checkList(field, value, at, problems);
    if (field.kind === "choice" && !field.words.some(word => word[0] === value)) {
      const titles = field.words.map(word => word[1]);
      return add(problems, at, "unknown-choice", guidanceForm.tell("unknown-choice", { choices: titles.join(", ") }));
    }
    if (typeof value !== "string") return add(problems, at, "wrong-type", guidanceForm.tell("wrong-type/text"));
    checkCharacters(value, at, problems);
    guidanceForm.personalData.find(value, isAnonymous).forEach(found => {
      add(problems, at, found.code, found.text);
    });
    return checks[field.kind](field, value, at, problems);
  }

  function checkList(field, value, at, problems) {
    if (!Array.isArray(value)) {
      add(problems, at, "wrong-type", guidanceForm.tell("wrong-type/list"));
      // One word in place of a list may be wrong as well.
      if (typeof value === "string" && field.item.kind === "reference") checks.reference(field.item, value, at, problems);
      return undefined;
    }
    value.forEach((item, position) => { checkValue(field.item, item, at.concat(position), problems); });
    if (value.length < field.least) add(problems, at, "empty-list", guidanceForm.tell("empty-list", { entry: field.entry }));
    return undefined;
  }

  function checkCharacters(value, at, problems) {
    const found = control.exec(value) || bidi.exec(value);
    if (!found) return;
    const code = "U+" + found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    add(problems, at, control.test(value) ? "control-character" : "bidi-control",
      guidanceForm.tell("control-character", { code }));
  }

  const checks = {
    choice() { /* its words were looked at above */ },
    line(field, value, at, problems) {
      const text = value.trim();
      const length = Array.from(text).length;
      if (!text) add(problems, at, "bad-line", askFor(field));
      else if (text.includes("\n")) add(problems, at, "bad-line", guidanceForm.tell("bad-line"));
      else if (length > rules.longestLine) {
        add(problems, at, "bad-line", guidanceForm.tell("bad-line/long", { number: rules.longestLine, length }));
      }
    },
    prose(field, value, at, problems) {
      if (!value.trim()) add(problems, at, "empty-text", askFor(field));
      const found = read(value);
      found.faults.forEach(fault => { add(problems, at, fault.code, fault.text); });
      found.links.forEach(link => { checkTarget(link.kind, link.target, link.section, at, problems); });
    },
    reference(field, value, at, problems) {
      const cut = field.refers === "source" ? (`${value}#`).indexOf("#") : value.length;
      checkTarget(field.refers, value.slice(0, cut), value.slice(cut + 1), at, problems);
    },
    number(field, value, at, problems) {
      const text = value.trim();
      if (!number.test(text) || (field.whole && text.includes("."))) {
        add(problems, at, "not-a-number", field.whole
          ? guidanceForm.tell("not-a-number/whole") : guidanceForm.tell("not-a-number"));
      } else if (compare(text, String(field.lowest)) < 0) {
        add(problems, at, "number-too-small", guidanceForm.tell("number-too-small", { number: field.lowest }));
      }
    },
    "yes-no"(field, value, at, problems) {
      if (value !== "true" && value !== "false") add(problems, at, "not-true-or-false", askFor(field));
    },
    date(field, value, at, problems) {
      if (!date.test(value)) {
        add(problems, at, "not-a-date", guidanceForm.tell("not-a-date"));
      } else if (!isDay(value)) add(problems, at, "impossible-date", guidanceForm.tell("impossible-date", { day: value }));
    }
  };

  function checkTarget(kind, target, section, at, problems) {
    const known = Object.hasOwn(form.known, kind) ? form.known[kind] : {};
    const noun = Object.hasOwn(form.kinds, kind) ? form.kinds[kind] : kind;
    if (!target) add(problems, at, "unknown-reference", guidanceForm.tell("unknown-reference/none", { kind: noun }));
    else if (!Object.hasOwn(known, target)) {
      add(problems, at, "unknown-reference", guidanceForm.tell("unknown-reference", { kind: noun, name: target }));
    } else if (section && !known[target].includes(section)) {
      add(problems, at, "unknown-section", guidanceForm.tell("unknown-section", { name: target, section }));
    }
  }

  /* What must hold between fields. */
  function checkTogether(data, problems) {
    const wte = valueAt(data, "team", "wte");
    const headcount = valueAt(data, "team", "headcount");
    if (isNumber(wte) && isNumber(headcount) && compare(headcount, wte) < 0) {
      add(problems, ["team", "headcount"], "headcount-below-wte", guidanceForm.tell("headcount-below-wte", { number: wte.trim() }));
    }
    checkPosts(data, problems);
    checkCompleteList(data, headcount, problems);
    const name = valueAt(data, "organisation", "name");
    if (name !== undefined && name !== null && valueAt(data, "publication", "anonymous") !== "false") {
      add(problems, ["organisation", "name"], "name-in-anonymous",
        guidanceForm.tell("name-in-anonymous"));
    }
    const reviewed = valueAt(data, "publication", "reviewed");
    const next = valueAt(data, "publication", "review_by");
    if (isDay(reviewed) && isDay(next) && next < reviewed) {
      add(problems, ["publication", "review_by"], "review-before-reviewed", guidanceForm.tell("review-before-reviewed"));
    }
  }

  /* Nothing may be counted from a list of posts that claims to be whole and isn't. */
  function checkCompleteList(data, headcount, problems) {
    if (valueAt(data, "team", "members_are_complete") !== "true") return;
    const listed = valueAt(data, "team", "members");
    const counts = (Array.isArray(listed) ? listed : []).map(member => valueAt({ member }, "member", "count"));
    const report = (place, text) => add(problems, ["team", ...place], "partial-list", text);
    if (!counts.length) report(["members_are_complete"], guidanceForm.tell("partial-list/none"));
    counts.forEach((count, index) => {
      if (count === undefined || count === null) report(["members", index], guidanceForm.tell("partial-list/count"));
    });
    const sum = counts.reduce((total, count) => total + Number(count), 0);
    if (counts.length && counts.every(isNumber) && isNumber(headcount) && sum !== Number(headcount)) {
      report(["headcount"], guidanceForm.tell("partial-list/headcount", { number: sum }));
    }
  }

  function isNumber(text) { return typeof text === "string" && number.test(text.trim()); }

  /* A day that there is, from the year 1 on: Python knows no year 0. */
  function isDay(text) {
    if (typeof text !== "string" || !date.test(text) || text < "0001") return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !isNaN(day) && day.toISOString().startsWith(text);
  }

  /* The identifier, which is the file's name. `own`: the one of the file that is being corrected. */
  function checkName(name, own) {
    if (!name) return { code: "missing-name", text: guidanceForm.tell("missing-name") };
    if (!slug.test(name) || name.length > rules.longestSlug || reserved.test(name)) {
      return { code: "bad-identifier", text: guidanceForm.tell("bad-identifier") };
    }
    if (name !== own && Object.hasOwn(form.known.case || {}, name)) {
      return { code: "duplicate-identifier", text: guidanceForm.tell("duplicate-identifier") };
    }
    return null;
  }

  return { check, checkName };
}

function add(problems, at, code, text) { problems.push({ at, code, text }); }

function askFor(field) {
  const isChosen = ["choice", "reference", "yes-no"].includes(field.kind);
  if (!field.label) return isChosen ? guidanceForm.tell("missing-field/unnamed-choice") : guidanceForm.tell("missing-field/unnamed");
  return isChosen ? guidanceForm.tell("missing-field/choice", { label: field.label }) : guidanceForm.tell("missing-field", { label: field.label });
}

/* A post has a title, a role, or both. */
function checkPosts(data, problems) {
  const posts = valueAt(data, "team", "members");
  (Array.isArray(posts) ? posts : []).forEach((post, index) => {
    const isGiven = key => post[key] !== undefined && post[key] !== null;
    if (isMapping(post) && !isGiven("title") && !isGiven("role")) {
      add(problems, ["team", "members", index], "unnamed-post", guidanceForm.tell("unnamed-post"));
    }
  });
}

function isMapping(data) { return typeof data === "object" && data !== null && !Array.isArray(data); }

function valueAt(data, first, second) {
  const outer = isMapping(data) && Object.hasOwn(data, first) ? data[first] : undefined;
  return isMapping(outer) && Object.hasOwn(outer, second) ? outer[second] : undefined;
}

/* Below, at or above nought, as the first number is to the second. Exact: a float has too few digits. */
function compare(first, second) {
  const difference = millionths(first) - millionths(second);
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

function millionths(text) {
  const parts = text.trim().split(".");
  return BigInt(parts[0] + (parts[1] || "").padEnd(6, "0"));
}

guidanceForm.rules = { makeRules };

/* The fields of the form for case studies. Each is an object:

     element          what stands in the page
     get()            its value as in the file: text, list, mapping; undefined where nothing was given
     set(value)       shows a value, and returns what of it can't be shown: [{at, value}]
     find(at)         the field at a place below it, or itself
     show(problems)   says what is wrong, or nothing for none
     focus()

   Single values are here; form-records.js puts them together. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;
  var count = 0;

  function nextId() { count += 1; return "case-" + count; }

  /* A field with a label, help, room for what is wrong, and one control. */
  function single(field, control, read, write) {
    var id = control.id = nextId();
    var box = make("div", "g-form__field");
    var label = make("label", "g-form__label", field.label);
    label.htmlFor = id;
    box.append(label);
    var parts = describe(field, box, id);
    describeControl(control, parts);
    box.append(parts.error, control);
    return {
      element: box, id: id,
      get: function () { return read(control); },
      set: function (value) { return write(control, value); },
      find: function () { return this; },
      show: function (problems) { showError(box, parts.error, [control], problems); },
      focus: function () { control.focus(); }
    };
  }

  /* Help and example below the label. Returns the elements that describe a control. */
  function describe(field, box, id) {
    var parts = { error: make("p", "g-form__error") };
    parts.error.id = id + "-error";
    parts.error.hidden = true;
    if (!field.required) box.querySelector(".g-form__label").append(make("small", "", " " + guidanceSay("(optional)")));
    if (field.help || field.example) {
      parts.help = make("p", "g-form__help", field.help || "");
      if (field.example) parts.help.append(" ", make("span", "g-form__example", guidanceSay("Example: {example}", { example: window.guidanceSite.english(field.example) })));
      parts.help.id = id + "-help";
      box.append(parts.help);
    }
    return parts;
  }

  function describeControl(control, parts) {
    var ids = [parts.help, parts.error].filter(Boolean).map(function (part) { return part.id; });
    control.setAttribute("aria-describedby", ids.join(" "));
  }

  function showError(box, error, controls, problems) {
    var texts = Array.from(new Set(problems.map(function (problem) { return problem.text; })));
    error.hidden = !texts.length;
    error.textContent = texts.length ? guidanceSay("Error: {problems}.", { problems: texts.join(". ") }) : "";
    box.classList.toggle("g-form__field--wrong", texts.length > 0);
    controls.forEach(function (control) {
      if (texts.length) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    });
  }

  function unshown(value) { return value === undefined || value === null ? [] : [{ at: [], value: value }]; }

  function readText(control) { return control.value.trim() ? control.value.replace(/\r\n?/g, "\n").trim() : undefined; }

  function writeText(control, value) {
    var isText = typeof value === "string";
    control.value = isText ? value.trim() : "";
    // A control drops what it can't hold, such as a second line.
    return isText && control.value === value.trim() ? [] : unshown(value);
  }

  function line(field) {
    var control = make("input", "g-form__text");
    control.type = "text";
    control.autocomplete = "off";
    if (field.kind === "number") {
      control.inputMode = field.whole ? "numeric" : "decimal";
      control.classList.add("g-form__text--short");
    } else if (field.kind === "date") {
      control.classList.add("g-form__text--short");
    }
    return single(field, control, readText, writeText);
  }

  function prose(field) {
    var control = make("textarea", "g-form__text");
    control.rows = 4;
    control.spellcheck = true;
    return single(field, control, readText, writeText);
  }

  function option(value, text) {
    var made = make("option", "", text);
    made.value = value;
    return made;
  }

  /* Choices with a group's title in third place stand in groups, in the order of the first of each. */
  function fillSelect(select, choices) {
    var groups = {};
    select.replaceChildren(option("", guidanceSay("Please choose")));
    choices.forEach(function (choice) {
      var made = option(choice[0], choice[1]);
      if (!choice[2]) return select.append(made);
      if (!groups[choice[2]]) {
        groups[choice[2]] = make("optgroup");
        groups[choice[2]].label = choice[2];
        select.append(groups[choice[2]]);
      }
      return groups[choice[2]].append(made);
    });
  }

  /* Makes sure that the value of a file is there to choose, even if this site doesn't know it. */
  function offer(select, value) {
    select.value = value;
    if (select.value === value) return;
    select.append(option(value, guidanceSay("{value} (unknown)", { value: value })));
    select.value = value;
  }

  function readSelect(control) { return control.value || undefined; }

  function writeSelect(control, value) {
    if (typeof value !== "string" || !value) {
      control.value = "";
      return unshown(value);
    }
    offer(control, value);
    return [];
  }

  function select(field, choices) {
    var control = make("select", "g-form__select");
    fillSelect(control, choices);
    return single(field, control, readSelect, writeSelect);
  }

  function words(field) {
    return select(field, field.words);
  }

  /* One check box: true, or with nothing ticked, what stood there before: false or nothing. */
  function check(field) {
    var control = make("input", "g-form__check");
    var unticked = field.required ? "false" : undefined;
    control.type = "checkbox";
    var made = single(Object.assign({}, field, { required: true }), control,
      function () { return control.checked ? "true" : unticked; },
      function (ignored, value) {
        control.checked = value === "true";
        unticked = value === "false" || field.required ? "false" : undefined;
        return value === "true" || value === "false" ? [] : unshown(value);
      });
    made.element.classList.add("g-form__field--check");
    return made;
  }

  /* Several controls with a legend: one of them (radio) or any (checkbox). */
  function several(field, type, choices) {
    var id = nextId();
    var box = make("fieldset", "g-form__field g-form__choices", make("legend", "g-form__label", field.label));
    box.id = id;
    var parts = describe(field, box, id);
    box.setAttribute("aria-describedby", [parts.help, parts.error].filter(Boolean).map(function (part) { return part.id; }).join(" "));
    var list = make("div", "g-form__options");
    var controls = [];

    function addControl(choice) {
      var control = make("input", "g-form__check");
      control.type = type;
      control.name = id;
      control.value = choice[0];
      controls.push(control);
      list.append(make("label", "g-form__option", control, make("span", "", choice[1])));
    }

    choices.forEach(addControl);
    box.append(parts.error, list);
    return {
      element: box, id: id, controls: controls, add: addControl,
      chosen: function () {
        return controls.filter(function (control) { return control.checked; }).map(function (control) { return control.value; });
      },
      find: function () { return this; },
      show: function (problems) { showError(box, parts.error, type === "radio" ? [] : controls, problems); },
      focus: function () { controls[0].focus(); }
    };
  }

  function yesNo(field) {
    var made = several(field, "radio", [["true", guidanceSay("Yes")], ["false", guidanceSay("No")]]);
    made.get = function () { return made.chosen()[0]; };
    made.set = function (value) {
      made.controls.forEach(function (control) { control.checked = control.value === value; });
      return value === "true" || value === "false" ? [] : unshown(value);
    };
    return made;
  }

  /* A list of references of which there are few: all of them, to tick. The order of a file is kept. */
  function ticks(field, choices) {
    var order = [];
    var isGiven = false;
    var made = several(field, "checkbox", choices);
    made.get = function () {
      var chosen = made.chosen();
      var kept = order.filter(function (id) { return chosen.includes(id); });
      var all = kept.concat(chosen.filter(function (id) { return !kept.includes(id); }));
      return all.length || isGiven ? all : undefined;
    };
    made.set = function (value) {
      var ids = Array.isArray(value) ? value.filter(function (id, place) {
        return typeof id === "string" && value.indexOf(id) === place;
      }) : [];
      order = ids;
      isGiven = Array.isArray(value) && !value.length;
      ids.forEach(function (id) {
        if (!made.controls.some(function (control) { return control.value === id; })) made.add([id, guidanceSay("{value} (unknown)", { value: id })]);
      });
      made.controls.forEach(function (control) { control.checked = ids.includes(control.value); });
      if (!Array.isArray(value)) return unshown(value);
      return value.reduce(function (left, id, place) {
        return ids[ids.indexOf(id)] === id && value.indexOf(id) === place ? left : left.concat({ at: [place], value: id });
      }, []);
    };
    return made;
  }

  window.guidanceFormFields = {
    nextId: nextId, single: single, showError: showError, unshown: unshown, fillSelect: fillSelect, offer: offer,
    readSelect: readSelect, line: line, prose: prose, select: select, words: words, check: check, yesNo: yesNo, ticks: ticks
  };
})();

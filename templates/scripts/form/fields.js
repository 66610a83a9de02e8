/* The fields of the form for case studies. Each is an object:

     element          what stands in the page
     get()            its value as in the file: text, list, mapping; undefined where nothing was given
     set(value)       shows a value, and returns what of it can't be shown: [{at, value}]
     find(at)         the field at a place below it, or itself
     show(problems)   says what is wrong, or nothing for none
     focus()

   Single values are here; records.js puts them together. */
const { make } = guidance;
let count = 0;

function nextId() { count += 1; return "case-" + count; }

/* A field with a label, help, room for what is wrong, and one control. */
function single(field, control, read, write) {
  const id = control.id = nextId();
  const box = make("div", "g-form__field");
  const label = make("label", "g-form__label", field.label);
  label.htmlFor = id;
  box.append(label);
  const parts = describe(field, box, id);
  describeControl(control, parts);
  box.append(parts.error, control);
  return {
    element: box, id,
    get() { return read(control); },
    set(value) { return write(control, value); },
    find() { return this; },
    show(problems) { showError(box, parts.error, [control], problems); },
    focus() { control.focus(); }
  };
}

/* Help and example below the label. Returns the elements that describe a control. */
function describe(field, box, id) {
  const parts = { error: make("p", "g-form__error") };
  parts.error.id = id + "-error";
  parts.error.hidden = true;
  if (!field.required) box.querySelector(".g-form__label").append(make("small", "", " " + guidance.say("(optional)")));
  if (field.help || field.example) {
    parts.help = make("p", "g-form__help", field.help || "");
    if (field.example) parts.help.append(" ", make("span", "g-form__example", guidance.say("Example: {example}", { example: guidance.english(field.example) })));
    parts.help.id = id + "-help";
    box.append(parts.help);
  }
  return parts;
}

function describeControl(control, parts) {
  const ids = [parts.help, parts.error].filter(Boolean).map(part => part.id);
  control.setAttribute("aria-describedby", ids.join(" "));
}

function showError(box, error, controls, problems) {
  const texts = Array.from(new Set(problems.map(problem => problem.text)));
  error.hidden = !texts.length;
  error.textContent = texts.length ? guidance.say("Error: {problems}.", { problems: texts.join(". ") }) : "";
  box.classList.toggle("g-form__field--wrong", texts.length > 0);
  controls.forEach(control => {
    if (texts.length) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  });
}

function unshown(value) { return value === undefined || value === null ? [] : [{ at: [], value }]; }

function readText(control) { return control.value.trim() ? control.value.replace(/\r\n?/g, "\n").trim() : undefined; }

function writeText(control, value) {
  const isText = typeof value === "string";
  control.value = isText ? value.trim() : "";
  // A control drops what it can't hold, such as a second line.
  return isText && control.value === value.trim() ? [] : unshown(value);
}

function line(field) {
  const control = make("input", "g-form__text");
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
  const control = make("textarea", "g-form__text");
  control.rows = 4;
  control.spellcheck = true;
  return single(field, control, readText, writeText);
}

function option(value, text) {
  const made = make("option", "", text);
  made.value = value;
  return made;
}

/* Choices with a group's title in third place stand in groups, in the order of the first of each. */
function fillSelect(control, choices) {
  const groups = {};
  control.replaceChildren(option("", guidance.say("Please choose")));
  choices.forEach(choice => {
    const made = option(choice[0], choice[1]);
    if (!choice[2]) return control.append(made);
    if (!groups[choice[2]]) {
      groups[choice[2]] = make("optgroup");
      groups[choice[2]].label = choice[2];
      control.append(groups[choice[2]]);
    }
    return groups[choice[2]].append(made);
  });
}

/* Makes sure that the value of a file is there to choose, even if this site doesn't know it. */
function offer(control, value) {
  control.value = value;
  if (control.value === value) return;
  control.append(option(value, guidance.say("{value} (unknown)", { value })));
  control.value = value;
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
  const control = make("select", "g-form__select");
  fillSelect(control, choices);
  return single(field, control, readSelect, writeSelect);
}

function words(field) {
  return select(field, field.words);
}

/* One check box: true, or with nothing ticked, what stood there before: false or nothing. */
function check(field) {
  const control = make("input", "g-form__check");
  let unticked = field.required ? "false" : undefined;
  control.type = "checkbox";
  const made = single({ ...field, required: true }, control,
    () => control.checked ? "true" : unticked,
    (ignored, value) => {
      control.checked = value === "true";
      unticked = value === "false" || field.required ? "false" : undefined;
      return value === "true" || value === "false" ? [] : unshown(value);
    });
  made.element.classList.add("g-form__field--check");
  return made;
}

/* Several controls with a legend: one of them (radio) or any (checkbox). */
function several(field, type, choices) {
  const id = nextId();
  const box = make("fieldset", "g-form__field g-form__choices", make("legend", "g-form__label", field.label));
  box.id = id;
  const parts = describe(field, box, id);
  box.setAttribute("aria-describedby", [parts.help, parts.error].filter(Boolean).map(part => part.id).join(" "));
  const list = make("div", "g-form__options");
  const controls = [];

  function addControl(choice) {
    const control = make("input", "g-form__check");
    control.type = type;
    control.name = id;
    control.value = choice[0];
    controls.push(control);
    list.append(make("label", "g-form__option", control, make("span", "", choice[1])));
  }

  choices.forEach(addControl);
  box.append(parts.error, list);
  return {
    element: box, id, controls, add: addControl,
    chosen() {
      return controls.filter(control => control.checked).map(control => control.value);
    },
    find() { return this; },
    show(problems) { showError(box, parts.error, type === "radio" ? [] : controls, problems); },
    focus() { controls[0].focus(); }
  };
}

function yesNo(field) {
  const made = several(field, "radio", [["true", guidance.say("Yes")], ["false", guidance.say("No")]]);
  made.get = () => made.chosen()[0];
  made.set = value => {
    made.controls.forEach(control => { control.checked = control.value === value; });
    return value === "true" || value === "false" ? [] : unshown(value);
  };
  return made;
}

/* A list of references of which there are few: all of them, to tick. The order of a file is kept. */
function ticks(field, choices) {
  let order = [];
  let isGiven = false;
  const made = several(field, "checkbox", choices);
  made.get = () => {
    const chosen = made.chosen();
    const kept = order.filter(id => chosen.includes(id));
    const all = kept.concat(chosen.filter(id => !kept.includes(id)));
    return all.length || isGiven ? all : undefined;
  };
  made.set = value => {
    const isFirst = (id, place) => typeof id === "string" && value.indexOf(id) === place;
    const ids = Array.isArray(value) ? value.filter(isFirst) : [];
    order = ids;
    isGiven = Array.isArray(value) && !value.length;
    ids.forEach(id => {
      if (!made.controls.some(control => control.value === id)) made.add([id, guidance.say("{value} (unknown)", { value: id })]);
    });
    made.controls.forEach(control => { control.checked = ids.includes(control.value); });
    if (!Array.isArray(value)) return unshown(value);
    return value.map((id, place) => ({ at: [place], value: id })).filter(one => !isFirst(one.value, one.at[0]));
  };
  return made;
}

guidanceForm.fields = {
  nextId, single, showError, unshown, fillSelect, offer,
  readSelect, line, prose, select, words, check, yesNo, ticks
};

/* What holds fields of the form: a record, which is a group of named fields, and a list, which is rows that
   can be added, moved and removed. */
const { make } = guidance;
const fields = guidanceForm.fields;
const FEW = 20;

function build(field, form, isBare) {
  const choices = form.choices[field.refers];
  switch (field.kind) {
    case "record": return record(field, form, isBare);
    case "list": return field.item.kind === "reference" && isShort(field.item, form)
      ? fields.ticks(field, form.choices[field.item.refers]) : list(field, form);
    case "reference": return choices.length > FEW
      ? guidanceForm.choiceSearch.searched(field, choices) : fields.select(field, choices);
    case "choice": return fields.words(field);
    case "prose": return fields.prose(field);
    case "yes-no": return field.required && !field.box ? fields.yesNo(field) : fields.check(field);
    default: return fields.line(field);
  }
}

function isShort(item, form) { return item.refers !== "case" && form.choices[item.refers].length <= FEW; }

/* `isBare`: the heading of a section or of a row stands above it already. */
function record(field, form, isBare) {
  const isSection = one => form.sections.some(([, names]) => names.length === 1 && names[0] === one.name);
  const inner = field.fields.map(one => build(one, form, field.isWhole && one.kind === "record" && isSection(one)));
  let isGiven = false;
  const id = fields.nextId();
  const box = make(isBare ? "div" : "fieldset", "g-form__record");
  const error = make("p", "g-form__error");
  error.hidden = true;
  if (!isBare) box.append(make("legend", "g-form__legend", field.label));
  else if (field.label) {
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", field.label);
  }
  if (field.help) box.append(make("p", "g-form__help", field.help));
  box.id = id;
  box.append(error);
  inner.forEach(one => { box.append(one.element); });
  return {
    element: box, id, inner,
    get() {
      const data = {};
      inner.forEach((one, place) => {
        const value = one.get();
        if (value !== undefined) data[field.fields[place].name] = value;
      });
      return field.required || isGiven || Object.keys(data).length ? data : undefined;
    },
    set(value) {
      const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
      const data = isMapping ? value : {};
      isGiven = isMapping;
      const left = inner.reduce((all, one, place) => {
        const name = field.fields[place].name;
        return all.concat(below(name, one.set(Object.hasOwn(data, name) ? data[name] : undefined)));
      }, isMapping ? [] : fields.unshown(value));
      return Object.keys(data).reduce((all, name) => {
        const isKnown = field.fields.some(one => one.name === name);
        return isKnown ? all : all.concat(below(name, fields.unshown(data[name])));
      }, left);
    },
    find(at) {
      const place = field.fields.findIndex(one => one.name === at[0]);
      return place < 0 ? this : inner[place].find(at.slice(1));
    },
    show(problems) { fields.showError(box, error, [], problems); },
    focus() { inner[0].focus(); }
  };
}

function below(name, left) {
  return left.map(one => ({ at: [name].concat(one.at), value: one.value }));
}

function list(field, form) {
  let rows = [];
  let isGiven = false;
  const id = fields.nextId();
  const box = make("fieldset", "g-form__list", make("legend", "g-form__label", field.label));
  const error = make("p", "g-form__error");
  const place = make("ol", "g-form__rows");
  const add = guidance.button("g-button g-button--quiet", field.add);
  const status = make("p", "g-hidden");
  if (!field.required) box.firstChild.append(make("small", "", " " + guidance.say("(optional)")));
  if (field.help) box.append(make("p", "g-form__help", field.help));
  error.hidden = true;
  error.id = id + "-error";
  status.setAttribute("role", "status");
  add.id = id;
  add.setAttribute("aria-describedby", error.id);
  box.append(error, place, add, status);

  function insert(value) {
    const row = { field: build({ ...field.item, label: capital(field.entry), required: true }, form, true) };
    row.title = make("h3", "g-form__row-title");
    row.title.tabIndex = -1;
    row.tools = make("p", "g-form__tools");
    row.element = make("li", "g-form__row", row.title, row.field.element, row.tools);
    [[guidance.say("Move up"), up], [guidance.say("Move down"), down], [guidance.say("Remove"), remove]].forEach(tool => {
      const made = guidance.button("g-form__tool", tool[0], make("span", "g-hidden"));
      made.addEventListener("click", () => { tool[1](row, made); });
      row.tools.append(made);
    });
    rows.push(row);
    place.append(row.element);
    const left = row.field.set(value);
    number();
    return left;
  }

  function number() {
    rows.forEach((row, position) => {
      const name = guidance.say("{entry} {number} of {whole}", { entry: field.entry, number: position + 1, whole: rows.length });
      row.title.textContent = capital(name) + titled(row.field.get());
      Array.from(row.tools.children).forEach(tool => { tool.lastChild.textContent = " " + name; });
      row.tools.children[0].disabled = position === 0;
      row.tools.children[1].disabled = position === rows.length - 1;
    });
  }

  box.addEventListener("change", () => { number(); });

  function move(row, by, button) {
    const from = rows.indexOf(row);
    rows.splice(from, 1);
    rows.splice(from + by, 0, row);
    place.insertBefore(row.element, place.children[by < 0 ? from + by : from + by + 1]);
    number();
    status.textContent = guidance.say("{entry} moved to place {number} of {whole}", { entry: capital(field.entry), number: from + by + 1, whole: rows.length });
    // At either end its own button can't be pressed any more.
    (button.disabled ? row.title : button).focus();
    changed();
  }

  function up(row, button) { move(row, -1, button); }
  function down(row, button) { move(row, 1, button); }

  function remove(row) {
    const from = rows.indexOf(row);
    const value = row.field.get();
    const isEmpty = value === undefined || (typeof value === "object" && !Object.keys(value).length);
    if (!isEmpty && !guidance.confirm(guidance.say("Remove {entry} {number} and all that is in it?", { entry: field.entry, number: from + 1 }))) return;
    rows.splice(from, 1);
    row.element.remove();
    number();
    status.textContent = guidance.say("{entry} removed. {number} left.", { entry: capital(field.entry), number: rows.length });
    (rows.length ? rows[Math.min(from, rows.length - 1)].title : add).focus();
    isGiven = false;
    changed();
  }

  function changed() { box.dispatchEvent(new CustomEvent("guidance:rows", { bubbles: true })); }

  add.addEventListener("click", () => {
    insert(undefined);
    rows[rows.length - 1].field.focus();
    status.textContent = guidance.say("{entry} {number} added", { entry: capital(field.entry), number: rows.length });
    changed();
  });
  return {
    element: box, id,
    get() {
      const values = rows.map(row => {
        const value = row.field.get();
        return value === undefined ? "" : value;
      });
      return values.length || isGiven ? values : undefined;
    },
    set(value) {
      rows = [];
      place.replaceChildren();
      isGiven = Array.isArray(value) && !value.length;
      if (!Array.isArray(value)) return fields.unshown(value);
      return value.reduce((all, item, position) => all.concat(below(position, insert(item))), []);
    },
    find(at) { return at.length && rows[at[0]] ? rows[at[0]].field.find(at.slice(1)) : this; },
    show(problems) { fields.showError(box, error, [], problems); },
    focus() { add.focus(); }
  };
}

/* What it is called, where it has a title: that tells posts apart. */
function titled(value) {
  const title = typeof value === "object" ? value.title : "";
  return title ? `: ${title}` : "";
}

/* With a first letter as at the start of a sentence. */
function capital(text) { return text.replace(/\p{L}/u, letter => letter.toUpperCase()); }

guidanceForm.records = { build };

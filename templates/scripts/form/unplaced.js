/* What of a file the form could not place: answers of a Word form, keys that it doesn't know, values of the wrong kind,
   and comments. It stays in sight beside the form until somebody puts it into a field or leaves it out, with a reason. */
const { make } = guidance;
const FIRST_WORDS = 60;
const reasons = [
  guidance.say("It is said elsewhere"), guidance.say("It has not happened yet"), guidance.say("It is about a person"),
  guidance.say("It does not help readers")
];

/* The fields that a text can go into: {way, label}. A list of parts gets a new one. */
function placesOf(fields, path = [], names = []) {
  return fields.flatMap(field => {
    const way = path.concat(field.name);
    const label = names.concat(field.label).join(", ");
    if (field.kind === "record") return placesOf(field.fields, way, names.concat(field.label));
    if (field.kind === "prose" || field.kind === "line") return [{ way, label }];
    return isForTexts(field) ? [{ way, label: guidance.say("{label}: a new entry", { label }) }] : [];
  });
}

function isForTexts(field) {
  return field.kind === "list" && field.item.kind === "record" && field.item.fields.some(inner => inner.kind === "prose");
}

function fieldAt(fields, way) {
  return way.reduce((field, name) => field.fields.find(one => one.name === name), { fields });
}

/* Adds a text to what stands in a field already. */
function put(root, form, text, way) {
  const field = fieldAt(form.fields, way);
  const place = root.find(way);
  const before = place.get();
  if (field.kind === "list") place.set((before || []).concat(entryOf(field, form, text)));
  else if (field.kind === "line") place.set([before, text.split(/\s*\n\s*/).join(" ")].filter(Boolean).join("; "));
  else place.set([before, text].filter(Boolean).join("\n\n"));
  return place;
}

function entryOf(field, form, text) {
  const inner = kind => field.item.fields.find(one => one.kind === kind)?.name;
  const reference = field.item.fields.find(one => one.kind === "reference" && one.required);
  const named = reference && /^([a-z0-9-]+): ([^]*)$/.exec(text);
  const isKnown = named && form.choices[reference.refers].some(one => one[0] === named[1]);
  if (isKnown) return { [reference.name]: named[1], [inner("prose")]: named[2] };
  return { ...(inner("line") ? { [inner("line")]: firstWords(text) } : {}), [inner("prose")]: text };
}

function firstWords(text) {
  const line = text.split("\n")[0];
  return line.length <= FIRST_WORDS ? line.replace(/\.$/, "") : `${line.slice(0, FIRST_WORDS).replace(/\s+\S*$/, "")} …`;
}

/* What an entry says. `at`, `value`: of a file in the project's format; else `text`. */
function textOf(one) {
  if (one.text !== undefined) return one.text;
  return typeof one.value === "string" ? one.value : JSON.stringify(one.value, null, 2);
}

function nameOf(fields, one) {
  if (one.where) return one.where;
  return one.at?.length ? guidanceForm.problems.nameOf(fields, one.at) : guidance.say("The whole file");
}

/* Draws {left, notes, out, read} into a box. `act`: put(position, way), leave(position, reason), back(position),
   forget(position of a note, "notes" or "read"). */
function draw(box, form, state, act) {
  const parts = [];
  if (state.left.length) {
    const list = make("ul", "g-form__left", state.left.map((one, position) => entry(form, one, position, act)));
    parts.push(heading(guidance.count(state.left.length, "thing was not placed", "things were not placed")),
      make("p", "", guidance.say("Put each into a field that fits, or leave it out and say why.")), list);
  }
  if (state.notes.length) {
    parts.push(closed("notes", guidance.count(state.notes.length, "comment of the file is kept at its end", "comments of the file are kept at its end"),
      state.notes.map((note, position) => row(note, guidance.say("Remove"), () => { act.forget(position, "notes"); }))));
  }
  if (state.out.length) {
    parts.push(closed("out", guidance.count(state.out.length, "thing was left out", "things were left out"), state.out.map((one, position) =>
      row(`${textOf(one)} (${one.because})`, guidance.say("Bring it back"), () => { act.back(position); }))));
  }
  if (state.read.length) {
    parts.push(closed("read", guidance.count(state.read.length, "note on how the form was read is kept with the draft", "notes on how the form was read are kept with the draft"),
      state.read.map((note, position) => row(said(note), guidance.say("Remove"), () => { act.forget(position, "read"); }, guidance.english))));
  }
  const { open, focus } = stateOf(box);
  box.replaceChildren(...parts);
  box.hidden = !parts.length;
  open.forEach(part => { (box.querySelector(`[data-part="${part}"]`) || {}).open = true; });
  if (focus) focusAt(box, focus);
}

function heading(words) {
  const made = make("h2", "", words);
  made.tabIndex = -1;
  return made;
}

function said(note) { return note.where ? `${note.where}: ${note.text}` : note.text; }

function closed(part, title, rows) {
  const made = make("details", "", make("summary", "", title), make("ul", "", rows));
  made.dataset.part = part;
  return made;
}

/* Which parts are open, and in which entry of them the focus is. */
function stateOf(box) {
  const item = box.contains(document.activeElement) && document.activeElement.closest("li");
  const part = item && item.closest("details");
  return {
    open: Array.from(box.querySelectorAll("details[open]"), one => one.dataset.part),
    focus: part && { part: part.dataset.part, at: Array.from(item.parentElement.children).indexOf(item) }
  };
}

/* To the entry that has taken the place of one that is gone. */
function focusAt(box, { part, at }) {
  const buttons = box.querySelectorAll(`[data-part="${part}"] li button`);
  if (buttons.length) buttons[Math.min(at, buttons.length - 1)].focus();
}

function row(text, words, act, mark = same => same) {
  const button = guidance.button("g-form__tool", words, make("span", "g-hidden", `: ${text.slice(0, FIRST_WORDS)}`));
  button.addEventListener("click", act);
  return make("li", "", mark(text), " ", button);
}

function entry(form, one, position, act) {
  const name = nameOf(form.fields, one);
  const places = placesOf(form.fields);
  const where = choice(guidance.say("Put it into"), name, places.map((place, at) => [String(at), place.label]));
  const why = choice(guidance.say("or leave it out"), name, reasons.map((reason, at) => [String(at), reason]));
  const suggested = places.findIndex(place => place.way.join(".") === one.way);
  if (suggested >= 0) where.select.value = String(suggested);
  const button = (words, select, go) => {
    const made = guidance.button("g-form__tool", words, make("span", "g-hidden", `: ${name}`));
    made.addEventListener("click", () => { if (select.value) go(select.value); else select.focus(); });
    return made;
  };
  const isText = typeof (one.text ?? one.value) === "string";
  const putting = make("p", "g-form__put", where.label, where.select,
    button(guidance.say("Put it there"), where.select, at => { act.put(position, places[Number(at)]); }));
  return make("li", "", make("strong", "", guidance.english(name)), one.reason ? make("span", "", " ", guidance.english(one.reason)) : one.at ? ` (${one.at.join(".")})` : "",
    make("pre", "g-form__unplaced", textOf(one)), isText ? putting : "",
    make("p", "g-form__put", why.label, why.select, button(guidance.say("Leave it out"), why.select, at => { act.leave(position, guidance.plain(reasons[Number(at)])); })));
}

function choice(words, name, options) {
  const select = make("select", "g-form__select");
  const label = make("label", "", words, make("span", "g-hidden", `: ${name}`));
  select.id = guidanceForm.fields.nextId();
  label.htmlFor = select.id;
  guidanceForm.fields.fillSelect(select, options);
  return { select, label };
}

/* What is left as comments for the end of the file, as an import writes it. */
function asComments(fields, { left, notes, read }) {
  const texts = left.map(one => [`${guidance.plain(nameOf(fields, one))}${one.reason ? `: ${one.reason}` : ""}`, ...textOf(one).split("\n").map(line => `  ${line}`)]);
  const found = texts.length ? [guidanceFormData.notPlaced, ...texts.flatMap(lines => ["", ...lines])] : [];
  const reading = read.length ? ["", guidanceFormData.asRead, ...read.map(note => `- ${said(note)}`.replace(/\s+/g, " ")), ""] : [];
  return [...notes, ...reading, ...found].flatMap(text => text.split("\n")).map(line => `# ${line}`.trimEnd());
}

guidanceForm.unplaced = { draw, put, asComments };

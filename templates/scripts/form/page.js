/* The form for a case study, put together: records.js builds its fields from the data of the form,
   rules.js judges them, and this keeps everything in step. */
const form = guidanceFormData;
const { draft, start, unplaced } = guidanceForm;
const { make } = guidance;
const place = document.getElementById("case-form");
const rules = guidanceForm.rules.makeRules(form);
const root = guidanceForm.records.build({ kind: "record", fields: form.fields, required: true, isWhole: true }, form, true);
const name = guidanceForm.fields.line({
  name: "", kind: "line", required: false, label: guidance.say("File name"),
  help: guidance.say("A short name in small letters with hyphens. It becomes the address of the page, for good. Left empty, it is made from the title. For an anonymous case study it must not hint at the organisation, a person or a place."),
  example: "large-rural-trust"
});
const elements = makeElements();
const sections = guidanceForm.sections.makeSections(makeSections());
const board = guidanceForm.problems.makeBoard(root, form.fields, sections.reveal);
const state = { own: "", left: [], notes: [], out: [], no: [], read: [], isDue: false, isKept: true, isChanged: false, said: "", isPressed: false, isLate: false };
const touched = new Set();
let waiting = 0;

function fileButton(id, words, accept) {
  const input = make("input", "g-hidden");
  const label = make("label", "g-button g-button--quiet g-form__open", words);
  input.type = "file";
  input.accept = accept;
  input.id = id;
  label.htmlFor = id;
  label.prepend(input);
  return { input, label };
}

function makeElements() {
  const word = fileButton("case-word", guidance.say("Start from a filled-in Word form"), ".docx,.odt");
  const open = fileButton("case-open", guidance.say("Open a case study file"), ".yml,.yaml");
  const made = {
    word: word.input,
    open: open.input,
    kept: make("p", "g-form__note"),
    left: make("section", "g-form__notice"),
    summary: make("section", "g-form__summary"),
    clear: guidance.button("g-button g-button--quiet", guidance.say("Clear the form")),
    form: make("form", "g-form"),
    ready: make("section", "g-form__ready"),
    checklist: make("section"),
    suggestions: make("section", "g-form__suggestions"),
    check: make("button", "g-button", guidance.say("Check and finish")),
    unfinished: guidance.button("g-button g-button--quiet", guidance.say("Save it unfinished"))
  };
  made.tools = make("p", "g-form__actions", word.label, open.label, made.clear);
  made.kept.setAttribute("role", "status");
  made.summary.tabIndex = -1;
  made.left.setAttribute("aria-label", guidance.say("Not placed"));
  made.summary.setAttribute("aria-label", guidance.say("Things to correct"));
  made.ready.setAttribute("aria-label", guidance.say("Your case study"));
  [made.summary, made.left, made.ready, made.suggestions].forEach(one => { one.hidden = true; });
  made.form.noValidate = true;
  made.form.autocomplete = "off";
  return made;
}

function isForEditor(at) { return form.editor.includes(at[0]) || form.editor.includes(at.slice(0, 2).join(".")); }

/* One section for each of the schema's, and a last one to finish, with what only an editor needs. */
function makeSections() {
  const made = form.sections.map(([title, names], position) => {
    const inner = names.map(wanted => root.inner[form.fields.findIndex(field => field.name === wanted)].element);
    const isPractices = names.includes("practices");
    return makeSection(`case-section-${position + 1}`, title, isPractices ? [elements.suggestions, ...inner] : inner,
      at => names.includes(at[0]) && !isForEditor(at));
  });
  const editor = make("details", "g-form__editor", make("summary", "", guidance.say("For the editor")),
    form.editor.map(way => root.find(way.split(".")).element), name.element);
  return made.concat(makeSection("case-section-finish", guidance.say("Check and finish"),
    [elements.checklist, editor, make("p", "g-form__actions", elements.check, elements.unfinished)], isForEditor));
}

function makeSection(id, title, inner, has) {
  const heading = make("h2", "", title);
  heading.id = id;
  heading.tabIndex = -1;
  const element = make("section", "g-form__section", heading, inner);
  elements.form.append(element);
  return { id, title, element, has };
}

function fileName() { return name.get() || start.suggestedName(form, root.get().title); }

/* Looks at everything again. What is wrong is said where somebody has been, or everywhere after a check. */
function refresh() {
  const data = root.get();
  const problems = rules.check(data);
  const wrongName = rules.checkName(fileName(), state.own);
  board.show(problems, isDue);
  // Without a title there is no name, which the title says already.
  name.show(wrongName && name.get() && isDue(name) ? [wrongName] : []);
  sections.update(start.withoutDefaults(form, data), problems);
  const missing = guidanceForm.checklist.missing(form, data, state.notes);
  guidanceForm.checklist.draw(elements.checklist, form, missing, board.linkTo);
  drawSuggestions(data);
  return { data, problems, wrongName, missing };
}

function isDue(field) {
  return state.isDue || (field.element.matches(".g-form__field") && touched.has(field.element));
}

/* Something in the form is different now. While a button is pressed nothing may move under it. */
function changed() {
  state.isChanged = true;
  state.isLate = state.isPressed;
  if (state.isLate) return;
  elements.ready.hidden = true;
  keep();
  refresh();
}

function released() {
  state.isPressed = false;
  setTimeout(() => { if (state.isLate) changed(); }); // after the click
}

function keep() {
  clearTimeout(waiting);
  waiting = 0;
  if (!hasAnything()) {
    state.isKept = true;
    draft.clear();
    return say("");
  }
  const { own, left, notes, out, no, read } = state;
  state.isKept = draft.save({ data: root.get(), name: name.get() || "", own, left, notes, out, no, read });
  return say(state.isKept ? guidance.say("A draft is kept in this browser.")
    : guidance.say("This browser keeps no draft, perhaps because the window is private. Before you close the page, press “Save it unfinished” at its end."));
}

function hasAnything() {
  return guidanceForm.sections.hasContent(start.withoutDefaults(form, root.get())) || Boolean(name.get()) || state.left.length > 0;
}

function say(text) {
  if (state.said !== text) elements.kept.textContent = state.said = text;
}

function fill(read) {
  state.own = read.own;
  ["notes", "out", "no", "read"].forEach(part => { state[part] = read[part] || []; });
  state.left = root.set(read.data).concat(read.left || []);
  state.isDue = Boolean(read.isDue);
  touched.clear();
  name.set(read.name);
  elements.ready.hidden = elements.summary.hidden = true;
  drawLeft();
  refresh();
}

function drawLeft() {
  const after = act => (position, ...more) => {
    const had = state.left.length;
    act(position, ...more);
    drawLeft();
    changed();
    if (!state.left.length && had) goOn();
    else if (!elements.left.contains(document.activeElement)) focusLeft();
  };
  unplaced.draw(elements.left, form, state, {
    put: after((position, where) => {
      const [one] = state.left.splice(position, 1);
      const field = unplaced.put(root, form, one.text ?? one.value, where.way);
      sections.reveal(field.element);
      touched.add(field.element);
      elements.kept.textContent = guidance.say("Put into “{label}”.", { label: guidance.plain(where.label) });
    }),
    leave: after((position, because) => {
      const [one] = state.left.splice(position, 1);
      state.out.push({ ...one, because });
    }),
    back: after(position => {
      const [one] = state.out.splice(position, 1);
      state.left.push({ ...one, because: undefined });
    }),
    forget: after((position, which) => { state[which].splice(position, 1); })
  });
}

/* Everything of a file is in its place, or left out. */
function goOn() {
  const title = sections.goOn();
  elements.kept.textContent = state.said = guidance.say("Everything has its place now. Next: {title}.", { title: guidance.plain(title) });
}

function drawSuggestions(data) {
  const found = guidanceForm.suggestions.find(form, data, state.no);
  const shown = found.map(one => one.id).join(" ");
  if (elements.suggestions.dataset.shown === shown) return;
  elements.suggestions.dataset.shown = shown;
  guidanceForm.suggestions.draw(elements.suggestions, found, {
    take: one => {
      const practices = root.find(["practices"]);
      practices.set((practices.get() || []).concat({ recommendation: one.id, how: one.sentence }));
      decided();
    },
    refuse: one => {
      state.no.push(one.id);
      decided();
    }
  });
}

function decided() {
  changed();
  elements.suggestions.closest("section.g-form__section").querySelector("h2").focus();
}

/* What reads texts and files is larger than all the rest, and comes when somebody begins. */
function loadReaders() {
  return Promise.all(["markdown-it", "js-yaml"].map(library => guidance.load(`assets/javascripts/vendor/${library}.min.js`)));
}

function withReaders(act, parts = []) {
  return Promise.all([loadReaders(), ...parts.map(guidance.load)]).then(act, () => {
    reset();
    say(guidance.say("A part of this page did not load. Please try again."));
  });
}

function openFile(input) {
  const file = input.files[0];
  if (waiting) keep();
  if (!file || (state.isChanged && hasAnything() && !guidance.confirm(guidance.say("Open this file in place of what is in the form now?")))) return reset();
  return input === elements.word ? withReaders(() => readWord(file), start.WORD_PARTS) : withReaders(() => readFile(file));
}

function readWord(file) {
  return start.readWord(file).then(read => opened(file, read, {
    ...read, name: "", own: "", notes: [], read: (read.notes || []).filter(note => note.kind !== "understood")
  }));
}

function readFile(file) {
  return guidanceForm.files.readFile(file, form.rules).then(read => opened(file, read, { ...read, own: read.name, isDue: true }));
}

function opened(file, read, filled) {
  reset();
  if (read.refused) return say(guidance.say("Not opened. {reason}", { reason: read.refused }));
  fill(filled);
  state.isChanged = Boolean(filled.left?.length);
  keep();
  say(guidance.say("{name} is open.", { name: file.name }) + " " + state.said);
  if (state.left.length) elements.left.querySelector("h2").focus();
  else if (!filled.isDue) sections.goOn();
}

/* So that the same file can be opened again. */
function reset() { elements.open.value = elements.word.value = ""; }

function clear() {
  if (!guidance.confirm(guidance.say("Delete everything in the form, and the draft in this browser?"))) return;
  fill({ data: start.withDefaults(form, {}), name: "", own: "" });
  draft.clear();
  state.isChanged = false;
  say(guidance.say("The form is empty, and no draft is kept."));
  const first = elements.form.querySelector("h2");
  sections.reveal(first);
  first.focus();
}

function written(data) { return guidanceForm.yaml.write(form, data, unplaced.asComments(form.fields, state)); }

function finish() {
  if (waiting) keep();
  state.isDue = true;
  const found = refresh();
  const wrong = [...found.problems];
  if (found.wrongName && (name.get() || found.data.title)) wrong.push({ field: name, text: found.wrongName.text });
  if (state.left.length) {
    const text = guidance.say("Decide what becomes of what was not placed");
    wrong.push({ field: { id: "case-open", focus: focusLeft }, text });
  }
  const text = written(found.data);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > form.rules.mostBytes) wrong.push({ field: name, text: guidanceForm.tell("file-too-large/form", { number: form.rules.mostBytes / 1024 }) });
  elements.summary.hidden = !wrong.length;
  elements.ready.hidden = wrong.length > 0;
  if (wrong.length) {
    elements.summary.replaceChildren(...board.summary(wrong));
    return elements.summary.focus();
  }
  const isKnown = Object.hasOwn(form.known.case || {}, fileName());
  const isDraft = found.missing.some(({ code }) => code !== "draft-consent");
  elements.ready.replaceChildren(...guidanceForm.send.ready(form, fileName(), found.data, text, { isKnown, isDraft }));
  return elements.ready.querySelector("h2").focus();
}

function ignore() { /* asked for again by the check */ }

function focusLeft() { (elements.left.querySelector("select") || elements.left.querySelector("summary") || elements.word).focus(); }

function saveUnfinished() {
  guidanceForm.send.save(fileName() || "case-study-draft", written(root.get()));
  say(guidance.say("Saved as it is. Open it here again to go on."));
}

elements.form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(changed, 250);
});
elements.form.addEventListener("change", event => {
  touched.add(event.target.closest(".g-form__field"));
  changed();
});
elements.form.addEventListener("guidance:rows", changed);
elements.form.addEventListener("submit", event => {
  event.preventDefault();
  withReaders(finish);
});
elements.form.addEventListener("focusin", () => { loadReaders().then(refresh, ignore); }, { once: true });
elements.unfinished.addEventListener("click", saveUnfinished);
elements.clear.addEventListener("click", clear);
[elements.word, elements.open].forEach(input => { input.addEventListener("change", () => { openFile(input); }); });
window.addEventListener("pointerdown", () => { state.isPressed = true; });
["pointerup", "pointercancel", "keydown"].forEach(event => { window.addEventListener(event, released); });
window.addEventListener("pagehide", () => { if (waiting || state.isLate) keep(); });
window.addEventListener("beforeunload", event => {
  if (state.isChanged && !state.isKept) event.preventDefault();
});
guidanceForm.print.follow(elements.form);

elements.form.append(elements.ready);
place.replaceChildren(elements.tools, elements.kept, make("div", "g-form__desk", elements.left,
  make("div", "g-form__work", sections.element, elements.summary, elements.form)));
const kept = draft.load();
const asked = guidanceForm.prefill.asked(form);
const askedWords = guidanceForm.prefill.words(asked);
const begun = start.withDefaults(form, kept ? kept.data : {});
fill({ name: "", own: "", ...kept, data: asked ? guidanceForm.prefill.withPractice(begun, asked.id) : begun });
if (kept) {
  loadReaders().then(refresh, ignore);
  state.isChanged = true;
  say(`${guidance.say("This is the draft that was kept in this browser.")} ${askedWords}`.trim());
} else say(askedWords);

/* The form for a case study, put together: records.js builds its fields from the data of the form,
   rules.js judges them, and this keeps everything in step. */
const form = guidanceFormData;
const draft = guidanceForm.draft;
const { make } = guidance;
const place = document.getElementById("case-form");
const rules = guidanceForm.rules.makeRules(form);
const root = guidanceForm.records.build({ kind: "record", fields: form.fields, required: true, isWhole: true }, form, true);
const board = guidanceForm.problems.makeBoard(root, form.fields);
const name = guidanceForm.fields.line({
  name: "", kind: "line", required: true, label: guidance.say("File name"),
  help: guidance.say("A short name in small letters with hyphens. It becomes the address of the page, for good. For an anonymous case study it must not hint at the organisation, a person or a place."),
  example: "large-rural-trust"
});
const elements = makeElements();
const sections = makeSections();
const progress = guidanceForm.progress.makeProgress(sections);
const state = { own: "", left: [], notes: [], isDue: false, isKept: true, isChanged: false, said: "" };
const touched = new Set();
let waiting = 0;

function makeElements() {
  const open = make("input", "g-hidden");
  const openLabel = make("label", "g-button g-button--quiet g-form__open", guidance.say("Open a case study file"));
  open.type = "file";
  open.accept = ".yml,.yaml";
  open.id = "case-open";
  openLabel.htmlFor = open.id;
  openLabel.prepend(open);
  const made = {
    open,
    kept: make("p", "g-form__note"),
    left: make("section", "g-form__notice"),
    summary: make("section", "g-form__summary"),
    clear: guidance.button("g-button g-button--quiet", guidance.say("Clear the form")),
    form: make("form", "g-form"),
    ready: make("section", "g-form__ready"),
    check: make("button", "g-button", guidance.say("Check and finish")),
    unfinished: guidance.button("g-button g-button--quiet", guidance.say("Save it unfinished"))
  };
  made.tools = make("p", "g-form__actions", openLabel, made.clear);
  made.kept.setAttribute("role", "status");
  made.summary.tabIndex = -1;
  made.left.setAttribute("aria-label", guidance.say("Not taken over from the file"));
  made.summary.setAttribute("aria-label", guidance.say("Things to correct"));
  made.ready.setAttribute("aria-label", guidance.say("Your case study"));
  [made.summary, made.left, made.ready].forEach(one => { one.hidden = true; });
  made.form.noValidate = true;
  made.form.autocomplete = "off";
  return made;
}

/* One section of the page for each of the schema's, and a last one for the file. */
function makeSections() {
  return form.sections.map((section, position) => {
    const inner = section[1].map(wanted => root.inner[form.fields.findIndex(field => field.name === wanted)].element);
    return makeSection("case-section-" + (position + 1), section[0], section[1], inner);
  }).concat(makeSection("case-section-file", guidance.say("The file"), null,
    [name.element, make("p", "g-form__actions", elements.check, elements.unfinished)]));
}

function makeSection(id, title, names, inner) {
  const heading = make("h2", "", title);
  heading.id = id;
  heading.tabIndex = -1;
  elements.form.append(make("section", "g-form__section", heading, inner));
  return { id, title, names };
}

function fileName() { return name.get() || ""; }

/* Looks at everything again. What is wrong is said where somebody has been, or everywhere after a check. */
function refresh() {
  const data = root.get();
  const problems = rules.check(data);
  const wrongName = rules.checkName(fileName(), state.own);
  board.show(problems, isDue);
  name.show(wrongName && isDue(name) ? [wrongName] : []);
  progress.update(data, problems, !wrongName);
  return { data, problems, wrongName };
}

function isDue(field) {
  return state.isDue || (field.element.matches(".g-form__field") && touched.has(field.element));
}

/* Something in the form is different now. */
function changed() {
  state.isChanged = true;
  elements.ready.hidden = true;
  keep();
  refresh();
}

function keep() {
  clearTimeout(waiting);
  waiting = 0;
  const data = root.get();
  if (!hasAnything()) {
    state.isKept = true;
    draft.clear();
    return say("");
  }
  state.isKept = draft.save({ data, name: fileName(), own: state.own, left: state.left });
  return say(state.isKept ? guidance.say("A draft is kept in this browser.")
    : guidance.say("This browser keeps no draft, perhaps because the window is private. Before you close the page, press “Save it unfinished” at its end."));
}

/* A box that nobody has ticked is no content. */
function hasAnything() {
  const data = root.get();
  if (data.publication.consent === "false") delete data.publication.consent;
  return guidanceForm.progress.hasContent(data) || Boolean(fileName()) || state.left.length > 0;
}

function say(text) {
  if (state.said !== text) elements.kept.textContent = state.said = text;
}

function fill(read) {
  state.own = read.own;
  state.notes = read.notes || [];
  state.left = root.set(read.data).concat(read.left || []);
  state.isDue = Boolean(read.isDue);
  touched.clear();
  name.set(read.name);
  elements.ready.hidden = elements.summary.hidden = true;
  drawLeft();
  refresh();
}

function drawLeft() {
  guidanceForm.unplaced.draw(elements.left, form.fields, state.left, state.notes, position => {
    state.left.splice(position, 1);
    drawLeft();
    changed();
    (elements.left.querySelector("button") || elements.open).focus();
  });
}

/* What reads texts and files is larger than all the rest, and comes when somebody begins. */
function loadReaders() {
  return Promise.all(["markdown-it", "js-yaml"].map(library => guidance.load(`assets/javascripts/vendor/${library}.min.js`)));
}

function withReaders(act) {
  return loadReaders().then(act, () => {
    reset();
    say(guidance.say("A part of this page did not load. Please try again."));
  });
}

function openFile() {
  const file = elements.open.files[0];
  if (waiting) keep();
  if (!file || (state.isChanged && hasAnything() && !guidance.confirm(guidance.say("Open this file in place of what is in the form now?")))) return reset();
  return withReaders(() => readFile(file));
}

function readFile(file) {
  return guidanceForm.files.readFile(file, form.rules).then(read => {
    reset();
    if (read.refused) return say(guidance.say("Not opened. {reason}", { reason: read.refused }));
    fill({ data: read.data, name: read.name, own: read.name, notes: read.notes, isDue: true });
    state.isChanged = false;
    keep();
    return say(guidance.say("{name} is open.", { name: file.name }) + " " + state.said);
  });
}

/* So that the same file can be opened again. */
function reset() { elements.open.value = ""; }

function clear() {
  if (!guidance.confirm(guidance.say("Delete everything in the form, and the draft in this browser?"))) return;
  fill({ data: {}, name: "", own: "" });
  draft.clear();
  state.isChanged = false;
  say(guidance.say("The form is empty, and no draft is kept."));
  document.getElementById(sections[0].id).focus();
}

function finish() {
  if (waiting) keep();
  state.isDue = true;
  const found = refresh();
  const wrong = [...found.problems];
  if (found.wrongName) wrong.push({ field: name, text: found.wrongName.text });
  if (state.left.length) {
    const text = guidance.say("Decide what becomes of what was not taken over from the file");
    wrong.push({ field: { id: "case-open", focus: focusLeft }, text });
  }
  const text = guidanceForm.yaml.write(form, found.data);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > form.rules.mostBytes) wrong.push({ field: name, text: guidanceForm.tell("file-too-large/form", { number: form.rules.mostBytes / 1024 }) });
  elements.summary.hidden = !wrong.length;
  elements.ready.hidden = wrong.length > 0;
  if (wrong.length) {
    elements.summary.replaceChildren(...board.summary(wrong));
    return elements.summary.focus();
  }
  const isKnown = Object.hasOwn(form.known.case || {}, fileName());
  elements.ready.replaceChildren(...guidanceForm.send.ready(form, fileName(), found.data, text, isKnown));
  return elements.ready.querySelector("h2").focus();
}

function ignore() { /* asked for again by the check */ }

function focusLeft() { elements.left.querySelector("button").focus(); }

function saveUnfinished() {
  guidanceForm.send.save(fileName() || "case-study-draft", guidanceForm.yaml.write(form, root.get()));
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
elements.open.addEventListener("change", openFile);
window.addEventListener("pagehide", () => { if (waiting) keep(); });
window.addEventListener("beforeunload", event => {
  if (state.isChanged && !state.isKept) event.preventDefault();
});
guidanceForm.print.follow(elements.form);

elements.form.append(elements.ready);
place.replaceChildren(elements.tools, elements.kept, elements.left, progress.element, elements.summary, elements.form);
const kept = draft.load();
const asked = guidanceForm.prefill.asked(form);
const askedWords = guidanceForm.prefill.words(asked);
if (kept) {
  fill(asked ? { ...kept, data: guidanceForm.prefill.withPractice(kept.data, asked.id) } : kept);
  loadReaders().then(refresh, ignore);
  state.isChanged = true;
  say(`${guidance.say("This is the draft that was kept in this browser.")} ${askedWords}`.trim());
} else {
  if (asked) root.set(guidanceForm.prefill.withPractice(root.get(), asked.id));
  refresh();
  say(askedWords);
}

/* The form for a case study, put together: form-records.js builds its fields from the data of the form,
   form-rules.js judges them, and this keeps everything in step. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var form = window.guidanceForm;
  var draft = window.guidanceFormDraft;
  var make = site.make;
  var place = document.getElementById("case-form");
  var rules = window.guidanceFormRules.makeRules(form);
  var root = window.guidanceFormRecords.build({ kind: "record", fields: form.fields, required: true, isWhole: true }, form, true);
  var board = window.guidanceFormProblems.makeBoard(root, form.fields);
  var name = window.guidanceFormFields.line({
    name: "", kind: "line", required: true, label: guidanceSay("File name"),
    help: guidanceSay("A short name in small letters with hyphens. It becomes the address of the page, for good. For an anonymous case study it must not hint at the organisation, a person or a place."),
    example: "large-rural-trust"
  });
  var elements = makeElements();
  var sections = makeSections();
  var progress = window.guidanceFormProgress.makeProgress(sections);
  var state = { own: "", left: [], notes: [], isDue: false, isKept: true, isChanged: false, said: "" };
  var touched = new Set();
  var waiting = 0;

  function makeElements() {
    var open = make("input", "g-hidden");
    var openLabel = make("label", "g-button g-button--quiet g-form__open", guidanceSay("Open a case study file"));
    open.type = "file";
    open.accept = ".yml,.yaml";
    open.id = "case-open";
    openLabel.htmlFor = open.id;
    openLabel.prepend(open);
    var made = {
      open: open, kept: make("p", "g-form__note"), left: make("section", "g-form__notice"), summary: make("section", "g-form__summary"),
      clear: site.button("g-button g-button--quiet", guidanceSay("Clear the form")), form: make("form", "g-form"), ready: make("section", "g-form__ready"),
      check: make("button", "g-button", guidanceSay("Check and finish")), unfinished: site.button("g-button g-button--quiet", guidanceSay("Save it unfinished")),
      tools: null
    };
    made.tools = make("p", "g-form__actions", openLabel, made.clear);
    made.kept.setAttribute("role", "status");
    made.summary.tabIndex = -1;
    made.left.setAttribute("aria-label", guidanceSay("Not taken over from the file"));
    made.summary.setAttribute("aria-label", guidanceSay("Things to correct"));
    made.ready.setAttribute("aria-label", guidanceSay("Your case study"));
    [made.summary, made.left, made.ready].forEach(function (one) { one.hidden = true; });
    made.form.noValidate = true;
    made.form.autocomplete = "off";
    return made;
  }

  /* One section of the page for each of the schema's, and a last one for the file. */
  function makeSections() {
    return form.sections.map(function (section, position) {
      var inner = section[1].map(function (wanted) {
        return root.inner[form.fields.findIndex(function (field) { return field.name === wanted; })].element;
      });
      return makeSection("case-section-" + (position + 1), section[0], section[1], inner);
    }).concat(makeSection("case-section-file", guidanceSay("The file"), null,
      [name.element, make("p", "g-form__actions", elements.check, elements.unfinished)]));
  }

  function makeSection(id, title, names, inner) {
    var heading = make("h2", "", title);
    heading.id = id;
    heading.tabIndex = -1;
    elements.form.append(make.apply(null, ["section", "g-form__section", heading].concat(inner)));
    return { id: id, title: title, names: names };
  }

  function fileName() { return name.get() || ""; }

  /* Looks at everything again. What is wrong is said where somebody has been, or everywhere after a check. */
  function refresh() {
    var data = root.get();
    var problems = rules.check(data);
    var wrongName = rules.checkName(fileName(), state.own);
    board.show(problems, isDue);
    name.show(wrongName && isDue(name) ? [wrongName] : []);
    progress.update(data, problems, !wrongName);
    return { data: data, problems: problems, wrongName: wrongName };
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
    var data = root.get();
    if (!hasAnything()) {
      state.isKept = true;
      draft.clear();
      return say("");
    }
    state.isKept = draft.save({ data: data, name: fileName(), own: state.own, left: state.left });
    return say(state.isKept ? guidanceSay("A draft is kept in this browser.")
      : guidanceSay("This browser keeps no draft, perhaps because the window is private. Before you close the page, press “Save it unfinished” at its end."));
  }

  /* A box that nobody has ticked is no content. */
  function hasAnything() {
    var data = root.get();
    if (data.publication.consent === "false") delete data.publication.consent;
    return window.guidanceFormProgress.hasContent(data) || Boolean(fileName()) || state.left.length > 0;
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
    window.guidanceFormLeft.draw(elements.left, form.fields, state.left, state.notes, function (position) {
      state.left.splice(position, 1);
      drawLeft();
      changed();
      (elements.left.querySelector("button") || elements.open).focus();
    });
  }

  /* What reads texts and files is larger than all the rest, and comes when somebody begins. */
  function loadReaders() {
    return Promise.all(["markdown-it", "js-yaml"].map(function (library) {
      return site.load("assets/javascripts/vendor/" + library + ".min.js");
    }));
  }

  function withReaders(act) {
    return loadReaders().then(act, function () {
      reset();
      say(guidanceSay("A part of this page did not load. Please try again."));
    });
  }

  function openFile() {
    var file = elements.open.files[0];
    if (waiting) keep();
    if (!file || (state.isChanged && hasAnything() && !site.confirm(guidanceSay("Open this file in place of what is in the form now?")))) return reset();
    return withReaders(function () { return readFile(file); });
  }

  function readFile(file) {
    return window.guidanceFormRead.readFile(file, form.rules).then(function (read) {
      reset();
      if (read.refused) return say(guidanceSay("Not opened. {reason}", { reason: read.refused }));
      fill({ data: read.data, name: read.name, own: read.name, notes: read.notes, isDue: true });
      state.isChanged = false;
      keep();
      return say(guidanceSay("{name} is open.", { name: file.name }) + " " + state.said);
    });
  }

  /* So that the same file can be opened again. */
  function reset() { elements.open.value = ""; }

  function clear() {
    if (!site.confirm(guidanceSay("Delete everything in the form, and the draft in this browser?"))) return;
    fill({ data: {}, name: "", own: "" });
    draft.clear();
    state.isChanged = false;
    say(guidanceSay("The form is empty, and no draft is kept."));
    document.getElementById(sections[0].id).focus();
  }

  function finish() {
    if (waiting) keep();
    state.isDue = true;
    var found = refresh();
    var wrong = found.problems.concat(found.wrongName ? { field: name, text: found.wrongName.text } : [])
      .concat(state.left.length ? { field: { id: "case-open", focus: focusLeft }, text: guidanceSay("Decide what becomes of what was not taken over from the file") } : []);
    var text = window.guidanceFormYaml.write(form, found.data);
    var bytes = new TextEncoder().encode(text).length;
    if (bytes > form.rules.mostBytes) wrong.push({ field: name, text: guidanceFormTell("file-too-large/form", { number: form.rules.mostBytes / 1024 }) });
    elements.summary.hidden = !wrong.length;
    elements.ready.hidden = wrong.length > 0;
    if (wrong.length) {
      elements.summary.replaceChildren.apply(elements.summary, board.summary(wrong));
      return elements.summary.focus();
    }
    var isKnown = Object.hasOwn(form.known.case || {}, fileName());
    elements.ready.replaceChildren.apply(elements.ready, window.guidanceFormSend.ready(form, fileName(), found.data, text, isKnown));
    return elements.ready.querySelector("h2").focus();
  }

  function ignore() { /* asked for again by the check */ }

  function focusLeft() { elements.left.querySelector("button").focus(); }

  function saveUnfinished() {
    window.guidanceFormSend.save(fileName() || "case-study-draft", window.guidanceFormYaml.write(form, root.get()));
    say(guidanceSay("Saved as it is. Open it here again to go on."));
  }

  elements.form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 250);
  });
  elements.form.addEventListener("change", function (event) {
    touched.add(event.target.closest(".g-form__field"));
    changed();
  });
  elements.form.addEventListener("guidance:rows", changed);
  elements.form.addEventListener("submit", function (event) {
    event.preventDefault();
    withReaders(finish);
  });
  elements.form.addEventListener("focusin", function () { loadReaders().then(refresh, ignore); }, { once: true });
  elements.unfinished.addEventListener("click", saveUnfinished);
  elements.clear.addEventListener("click", clear);
  elements.open.addEventListener("change", openFile);
  window.addEventListener("pagehide", function () { if (waiting) keep(); });
  window.addEventListener("beforeunload", function (event) {
    if (state.isChanged && !state.isKept) event.preventDefault();
  });
  window.guidanceFormPrint.follow(elements.form);

  elements.form.append(elements.ready);
  place.replaceChildren(elements.tools, elements.kept, elements.left, progress.element, elements.summary, elements.form);
  var kept = draft.load();
  if (kept) {
    fill(kept);
    loadReaders().then(refresh, ignore);
    state.isChanged = true;
    say(guidanceSay("This is the draft that was kept in this browser."));
  } else refresh();
})();

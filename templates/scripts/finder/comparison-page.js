/* The page that shows chosen case studies side by side. The address says which, so that it can be shared:
   compare.html#cases=a,b,c and, for the rows that differ alone, &only=differences. Links of this site say it
   behind a question mark. */
const choice = guidance.comparison;
const tables = guidanceFinder.comparisonTable;
const { make } = guidance;
const place = document.getElementById("compare");
const status = make("p", "g-hidden");
const notes = make("div");
const body = make("div");
let frame = null;
let shown = { ids: [], unknown: [], tooMany: false, onlyDifferences: false };
let focusNext = "";

/* What the address asks for, even if it makes no sense. Never fails: odd % signs stay as they are. An
   address about something else, such as the search, leaves what the reader has chosen. */
function asked() {
  const named = new URLSearchParams(location.hash.slice(1));
  const words = named.has("cases") ? named : new URLSearchParams(location.search);
  let ids = words.has("cases") ? words.get("cases").split(",") : choice.get();
  ids = ids.map(id => id.trim());
  return { ids: Array.from(new Set(ids.filter(Boolean))), onlyDifferences: words.get("only") === "differences" };
}

function addressOf(ids, onlyDifferences) {
  return "#cases=" + ids.join(",") + (onlyDifferences ? "&only=differences" : "");
}

function addressNow() { return location.href.split(/[?#]/)[0] + addressOf(shown.ids, shown.onlyDifferences); }

function open() {
  const words = asked();
  const few = words.ids.slice(0, choice.most);
  guidance.load("assets/data/comparison.js")
    .then(() => Promise.all(few.map(loadCase)))
    .then(found => {
      frame = guidanceComparison;
      shown = {
        ids: found.filter(Boolean),
        unknown: few.filter(id => !found.includes(id)),
        tooMany: words.ids.length > few.length,
        onlyDifferences: words.onlyDifferences
      };
      draw();
    }, () => { notes.replaceChildren(note(guidance.say("The comparison could not be loaded. Please try again."))); });
}

/* Leads to the identifier, or to nothing where there is no such case study. */
function loadCase(id) {
  if (!guidance.isIdentifier(id)) return "";
  return guidance.load(`assets/data/cases/${id}.js`).then(
    () => Object.hasOwn(guidanceComparison.cases, id) ? id : "",
    () => ""
  );
}

/* What is chosen on this page is the reader's choice on the others too. Only opening an address is not. */
function choose(ids) {
  choice.set(ids);
  location.hash = addressOf(ids, shown.onlyDifferences);
}

function draw() {
  const cases = shown.ids.map(id => frame.cases[id]);
  const titles = cases.map(item => item.title);
  notes.replaceChildren(...remarks());
  body.replaceChildren(...(cases.length ? comparison(cases) : invitation()));
  body.className = "g-compare__body g-compare__body--" + cases.length;
  status.textContent = titles.length ? guidance.say("Showing: {titles}", { titles: titles.join("; ") }) : guidance.say("Nothing to compare yet");
  showRows();
  moveFocus();
}

function remarks() {
  const texts = [];
  if (shown.unknown.length) {
    texts.push(guidance.say("Not on this site: {names}. The address may be mistyped, or a case study may have been withdrawn.",
      { names: shown.unknown.map(quoted).join(", ") }));
  }
  if (shown.tooMany) texts.push(guidance.say("The address names more than {number}. These are the first.", { number: choice.most }));
  return texts.map(note);
}

function quoted(text) { return "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”"; }

function note(text) { return make("p", "g-note", text); }

function invitation() {
  const words = guidance.say("Choose two to four here, or press “Add to comparison” on any of <1>the case studies</1>.");
  return [
    make("p", "", guidance.sentence(words, guidance.link("case-studies/index.html", ""))),
    picks("g-button", guidance.say("Choose a case study"), "")
  ];
}

function comparison(cases) {
  return [
    tools(cases),
    make("h2", "", guidance.say("At a glance")),
    tables.facts(frame, cases, columnButtons),
    make("h2", "", guidance.say("Practices by theme")),
    make("p", "", guidance.say("A practice that is not reported may still be there: the case study doesn’t say.")),
    tables.practices(frame, cases)
  ];
}

function tools(cases) {
  const box = make("div", "g-compare__tools");
  if (cases.length > 1) box.append(rowSwitch());
  box.append(guidance.shareButton(guidance.say("Copy a link to this comparison"), addressNow));
  if (cases.length < choice.most) {
    box.append(picks("g-small-button", cases.length > 1 ? guidance.say("Add another") : guidance.say("Add one to compare with"), ""));
  }
  return box;
}

function rowSwitch() {
  const box = make("input");
  box.type = "checkbox";
  box.checked = shown.onlyDifferences;
  box.addEventListener("change", () => {
    focusNext = "switch";
    location.hash = addressOf(shown.ids, box.checked);
  });
  return make("label", "g-compare__switch", box, guidance.say("Only rows that differ"));
}

function columnButtons(item) {
  const remove = guidance.button("g-small-button", guidance.say("Remove"), make("span", "g-hidden", " " + item.title));
  remove.addEventListener("click", () => {
    focusNext = "first";
    choose(shown.ids.filter(id => id !== item.id));
  });
  return [picks("g-small-button", guidance.say("Replace"), item.id), remove];
}

/* A button that opens the list. What is picked there takes the place of `instead`, or comes last. */
function picks(className, label, instead) {
  const name = instead ? frame.cases[instead].title : "";
  const made = guidance.button(className, label, name ? make("span", "g-hidden", " " + name) : "");
  made.addEventListener("click", () => {
    guidanceFinder.comparisonPicker.open(name ? guidance.say("Replace: {title}", { title: name }) : guidance.say("Choose a case study"), shown.ids, id => {
      focusNext = id;
      choose(instead ? shown.ids.map(old => old === instead ? id : old) : shown.ids.concat(id));
    }).catch(() => { notes.replaceChildren(note(guidance.say("The list could not be loaded. Please try again."))); });
  });
  return made;
}

function showRows() {
  const hide = shown.onlyDifferences && shown.ids.length > 1;
  body.querySelectorAll("tr[data-same]").forEach(row => { row.hidden = hide; });
  body.querySelectorAll("tbody").forEach(group => {
    group.hidden = hide && !group.querySelector(".g-compare__row--differs");
  });
}

/* What was pressed has been drawn anew, or is gone: focus goes to what it led to. */
function moveFocus() {
  const column = shown.ids.indexOf(focusNext);
  let target = { switch: ".g-compare__switch input", first: "button" }[focusNext];
  if (column >= 0) target = `.g-compare__titles th:nth-child(${column + 2}) a`;
  focusNext = "";
  if (target && body.querySelector(target)) body.querySelector(target).focus();
}

function begin() {
  status.setAttribute("role", "status");
  place.replaceChildren(status, notes, body);
  if (!location.hash) history.replaceState(null, "", addressOf(asked().ids, false));
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#cases=")) open();
  });
  open();
}

if (place) begin();

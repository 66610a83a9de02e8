/* The page that shows chosen case studies side by side. The address says which, so that it can be shared:
   compare.html#cases=a,b,c and, for the rows that differ alone, &only=differences. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var choice = window.guidanceCompare;
  var tables = window.guidanceCompareTable;
  var make = site.make;
  var place = document.getElementById("compare");
  var status = make("p", "g-hidden");
  var notes = make("div");
  var body = make("div");
  var frame = null;
  var shown = { ids: [], unknown: [], tooMany: false, onlyDifferences: false };
  var focusNext = "";

  /* What the address asks for, even if it makes no sense. Never fails: odd % signs stay as they are. An
     address about something else, such as the search, leaves what the reader has chosen. */
  function asked() {
    var words = new URLSearchParams(location.hash.slice(1));
    var ids = words.has("cases") ? words.get("cases").split(",") : choice.get();
    ids = ids.map(function (id) { return id.trim(); });
    return { ids: Array.from(new Set(ids.filter(Boolean))), onlyDifferences: words.get("only") === "differences" };
  }

  function addressOf(ids, onlyDifferences) {
    return "#cases=" + ids.join(",") + (onlyDifferences ? "&only=differences" : "");
  }

  function open() {
    var words = asked();
    var few = words.ids.slice(0, choice.most);
    site.load("assets/data/comparison.js")
      .then(function () { return Promise.all(few.map(loadCase)); })
      .then(function (found) {
        frame = window.guidanceComparison;
        shown = {
          ids: found.filter(Boolean),
          unknown: few.filter(function (id) { return !found.includes(id); }),
          tooMany: words.ids.length > few.length,
          onlyDifferences: words.onlyDifferences
        };
        draw();
      }, function () { notes.replaceChildren(note(guidanceSay("The comparison could not be loaded. Please try again."))); });
  }

  /* Leads to the identifier, or to nothing where there is no such case study. */
  function loadCase(id) {
    if (!/^[a-z0-9-]{1,100}$/.test(id)) return "";
    return site.load("assets/data/cases/" + id + ".js").then(
      function () { return Object.hasOwn(window.guidanceComparison.cases, id) ? id : ""; },
      function () { return ""; }
    );
  }

  /* What is chosen on this page is the reader's choice on the others too. Only opening an address is not. */
  function choose(ids) {
    choice.set(ids);
    location.hash = addressOf(ids, shown.onlyDifferences);
  }

  function draw() {
    var cases = shown.ids.map(function (id) { return frame.cases[id]; });
    var titles = cases.map(function (item) { return item.title; });
    notes.replaceChildren.apply(notes, remarks());
    body.replaceChildren.apply(body, cases.length ? comparison(cases) : invitation());
    body.className = "g-compare__body g-compare__body--" + cases.length;
    status.textContent = titles.length ? guidanceSay("Showing: {titles}", { titles: titles.join("; ") }) : guidanceSay("Nothing to compare yet");
    showRows();
    moveFocus();
  }

  function remarks() {
    var texts = [];
    if (shown.unknown.length) {
      texts.push(guidanceSay("Not on this site: {names}. The address may be mistyped, or a case study may have been withdrawn.",
        { names: shown.unknown.map(quoted).join(", ") }));
    }
    if (shown.tooMany) texts.push(guidanceSay("The address names more than {number}. These are the first.", { number: choice.most }));
    return texts.map(note);
  }

  function quoted(text) { return "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”"; }

  function note(text) { return make("p", "g-note", text); }

  function invitation() {
    var words = guidanceSay("Choose two to four here, or press “Add to comparison” on any of <1>the case studies</1>.");
    return [
      make.apply(null, ["p", ""].concat(site.sentence(words, site.link("case-studies/index.html", "")))),
      picks("g-button", guidanceSay("Choose a case study"), "")
    ];
  }

  function comparison(cases) {
    return [
      tools(cases),
      make("h2", "", guidanceSay("At a glance")),
      tables.facts(frame, cases, columnButtons),
      make("h2", "", guidanceSay("Practices by theme")),
      make("p", "", guidanceSay("A practice that is not reported may still be there: the case study doesn’t say.")),
      tables.practices(frame, cases)
    ];
  }

  function tools(cases) {
    var box = make("div", "g-compare__tools");
    if (cases.length > 1) box.append(rowSwitch());
    if (cases.length < choice.most) {
      box.append(picks("g-choose", cases.length > 1 ? guidanceSay("Add another") : guidanceSay("Add one to compare with"), ""));
    }
    return box;
  }

  function rowSwitch() {
    var box = make("input");
    box.type = "checkbox";
    box.checked = shown.onlyDifferences;
    box.addEventListener("change", function () {
      focusNext = "switch";
      location.hash = addressOf(shown.ids, box.checked);
    });
    return make("label", "g-compare__switch", box, guidanceSay("Only rows that differ"));
  }

  function columnButtons(item) {
    var remove = site.button("g-choose", guidanceSay("Remove"), make("span", "g-hidden", " " + item.title));
    remove.addEventListener("click", function () {
      focusNext = "first";
      choose(shown.ids.filter(function (id) { return id !== item.id; }));
    });
    return [picks("g-choose", guidanceSay("Replace"), item.id), remove];
  }

  /* A button that opens the list. What is picked there takes the place of `instead`, or comes last. */
  function picks(className, label, instead) {
    var name = instead ? frame.cases[instead].title : "";
    var made = site.button(className, label, name ? make("span", "g-hidden", " " + name) : "");
    made.addEventListener("click", function () {
      window.guidanceComparePicker.open(name ? guidanceSay("Replace: {title}", { title: name }) : guidanceSay("Choose a case study"), shown.ids, function (id) {
        focusNext = id;
        choose(instead ? shown.ids.map(function (old) { return old === instead ? id : old; }) : shown.ids.concat(id));
      }).catch(function () { notes.replaceChildren(note(guidanceSay("The list could not be loaded. Please try again."))); });
    });
    return made;
  }

  function showRows() {
    var hide = shown.onlyDifferences && shown.ids.length > 1;
    body.querySelectorAll("tr[data-same]").forEach(function (row) { row.hidden = hide; });
    body.querySelectorAll("tbody").forEach(function (group) {
      group.hidden = hide && !group.querySelector(".g-compare__row--differs");
    });
  }

  /* What was pressed has been drawn anew, or is gone: focus goes to what it led to. */
  function moveFocus() {
    var column = shown.ids.indexOf(focusNext);
    var target = { switch: ".g-compare__switch input", first: "button" }[focusNext];
    if (column >= 0) target = ".g-compare__titles th:nth-child(" + (column + 2) + ") a";
    focusNext = "";
    if (target && body.querySelector(target)) body.querySelector(target).focus();
  }

  status.setAttribute("role", "status");
  place.replaceChildren(status, notes, body);
  if (!location.hash) history.replaceState(null, "", addressOf(choice.get(), false));
  window.addEventListener("hashchange", function () {
    if (location.hash.startsWith("#cases=")) open();
  });
  open();
})();

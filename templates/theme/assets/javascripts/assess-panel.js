/* The fixed parts of the self-assessment's page: the panel at its start, the bar for messages, and the buttons
   of its sections. What they do, the page says. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var guidance = window.guidanceAssessment;
  var plan = window.guidancePlan;

  function button(words, isQuiet, pressed) {
    var made = site.button("g-button" + (isQuiet ? " g-button--quiet" : ""), words);
    made.addEventListener("click", pressed);
    return made;
  }

  /* A field for files that looks like a button. `chosen` gets the list of files. */
  function opener(id, words, isSeveral, chosen) {
    var input = make("input", "g-hidden");
    var label = make("label", "g-button g-button--quiet g-assess__open", input, words);
    input.type = "file";
    input.accept = ".json,application/json";
    input.multiple = isSeveral;
    input.id = label.htmlFor = id;
    input.addEventListener("change", function () {
      var files = Array.from(input.files);
      input.value = ""; // so that the same file can be opened again
      if (files.length) chosen(files);
    });
    return label;
  }

  function labelled(words, element, id) {
    var label = make("label", "", words);
    element.id = label.htmlFor = id;
    return make("p", "g-assess__choice", label, element);
  }

  function option(value, text) {
    var made = make("option", "", text);
    made.value = value;
    return made;
  }

  /* The bar at the foot of the window: the one place for messages, in sight wherever somebody reads. */
  function makeBar() {
    var text = make("p", "");
    var tools = make("p", "g-assess__bartools");
    var bar = make("div", "g-assess__say", text, tools);
    var shown = "";
    text.setAttribute("role", "status");
    document.querySelector("main").append(bar);

    function close() {
      shown = text.textContent = "";
      tools.replaceChildren();
    }

    /* `offers` are [words, what pressing it does] each. */
    function say(message, offers) {
      shown = message;
      text.textContent = message;
      tools.replaceChildren.apply(tools, (offers || []).concat([[guidanceSay("Close"), function () { /* no more than that */ }]]).map(function (offer) {
        var made = site.button("g-choose", offer[0]);
        made.addEventListener("click", function () {
          close();
          offer[1]();
        });
        return made;
      }));
    }

    return { say: say, close: close, shown: function () { return shown; } };
  }

  /* Which organisation the reader's is. Who has said more on the page for it keeps that. */
  function organisation(changed) {
    var yours = window.guidanceYours.get();
    if (yours) {
      var words = yours.titles.types.concat(yours.size ? guidanceSay("{size} size", { size: yours.titles.size || yours.size }) : [], yours.titles.nation || []);
      return make("p", "g-assess__choice", make("span", "g-assess__name", guidanceSay("Your organisation")), make("span", "", words.join(", ") + " ", site.link("your-organisation.html", guidanceSay("Change"))));
    }
    var select = make("select", "", option("", guidanceSay("Choose, to see first what those like yours did")));
    guidance.types.forEach(function (type) { select.append(option(type[0], type[1])); });
    select.addEventListener("change", function () {
      var type = guidance.types.find(function (one) { return one[0] === select.value; });
      changed(type ? { types: [type[0]], size: "", nation: "", titles: { types: [type[1]], size: "", nation: "" } } : null);
    });
    return labelled(guidanceSay("Your organisation"), select, "assess-type");
  }

  function makePanel(act) {
    var name = make("input", "");
    var teams = make("select", "");
    var progress = make("progress", "");
    var count = make("p", "g-assess__count");
    var kept = make("p", "g-meta");
    var steps = make("ul", "g-assess__steps");
    var chooseTeam = labelled(guidanceSay("Team shown"), teams, "assess-teams");
    var nameField = labelled(guidanceSay("Name of the team"), name, "assess-name");
    var where = make("div", "");
    name.type = "text";
    name.maxLength = guidance.longest.name;
    progress.setAttribute("aria-label", guidanceSay("Recommendations that are answered"));
    name.addEventListener("input", function () { act.rename(name.value); });
    teams.addEventListener("change", function () { act.show(teams.value); });
    var tools = make("p", "g-assess__actions", opener("assess-open", guidanceSay("Open a saved file"), false, function (files) { act.open(files[0]); }),
      button(guidanceSay("Add another team"), true, act.add), button(guidanceSay("Print the questions"), true, function () { act.print("questions"); }));
    var element = make("div", "g-assess__panel", chooseTeam, nameField, where, count, progress, steps, tools, kept);

    function update(team, all, keptWords) {
      var answered = plan.answered(team);
      if (name.value !== team.name && document.activeElement !== name) name.value = team.name;
      progress.max = window.guidanceAnswers.known.size;
      progress.value = answered;
      count.textContent = guidanceSay("{number} of {whole} answered", { number: answered, whole: progress.max });
      kept.textContent = keptWords;
      chooseTeam.hidden = all.size < 2;
      teams.replaceChildren.apply(teams, Array.from(all.values(), function (one) { return option(one.id, one.name || guidanceSay("Team without a name")); }));
      teams.value = team.id;
      steps.replaceChildren.apply(steps, plan.byTheme(team).map(step).concat(jump("result", guidanceSay("Your result")), jump("gaps", guidanceSay("Gaps, and what others did")), jump("plan", guidanceSay("Action plan"))));
    }

    function jump(anchor, words) {
      var link = make("a", "", words);
      link.href = "#" + anchor;
      return make("li", "", link);
    }

    function step(theme) {
      var made = jump(theme.id, theme.title);
      var done = theme.of - theme.counts[""];
      made.append(make("span", done === theme.of ? "g-assess__done" : "g-meta", " " + guidanceSay("{number} of {whole}", { number: done, whole: theme.of })));
      return made;
    }

    function drawOrganisation() { where.replaceChildren(organisation(act.choose)); }

    drawOrganisation();
    return { element: element, update: update, drawOrganisation: drawOrganisation, name: name };
  }

  /* The buttons of the plan, and the switch for what others did. */
  function planTools(act) {
    var box = make("input", "");
    box.type = "checkbox";
    box.checked = true;
    box.id = "assess-others";
    box.addEventListener("change", function () { act.withOthers(box.checked); });
    return [make("p", "", make("label", "g-assess__check", box, guidanceSay("Print, and write to Word, what others did too"))),
      make("p", "g-assess__actions", button(guidanceSay("Print the plan"), false, function () { act.print("plan"); }),
        button(guidanceSay("Download for Word"), true, act.word), button(guidanceSay("Download as CSV"), true, act.csv))];
  }

  function keepTools(act) {
    return [
      make("p", "", guidanceSay("Save your answers as a file to keep them, to go on with them on another computer, or to share them with your team. “Open a saved file”, at the start of this page, brings them back: of each answer, the later one stays.")),
      make("p", "g-assess__actions", button(guidanceSay("Save as a file"), false, act.save)),
      make("p", "", guidanceSay("Erasing takes the answers, notes and names out of this browser. It does not touch files that you have saved.")),
      make("p", "g-assess__actions", button(guidanceSay("Erase this team"), true, act.erase), button(guidanceSay("Erase everything"), true, act.eraseAll))
    ];
  }

  window.guidanceAssessPanel = { makeBar: makeBar, makePanel: makePanel, opener: opener, planTools: planTools, keepTools: keepTools };
})();

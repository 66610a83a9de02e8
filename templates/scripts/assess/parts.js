/* The fixed parts of the self-assessment's page: the panel at its start, the bar for messages, and the buttons
   of its sections. What they do, the page says. */
const { make } = guidance;
const { plan, answers, meeting, steps } = guidanceAssess;

function button(words, isQuiet, pressed) {
  const made = guidance.button("g-button" + (isQuiet ? " g-button--quiet" : ""), words);
  made.addEventListener("click", pressed);
  return made;
}

/* A field for files that looks like a button. `chosen` gets the list of files. */
function opener(id, words, isSeveral, chosen) {
  const input = make("input", "g-hidden");
  const label = make("label", "g-button g-button--quiet g-assess__open", input, words);
  input.type = "file";
  input.accept = ".json,application/json";
  input.multiple = isSeveral;
  input.id = label.htmlFor = id;
  input.addEventListener("change", () => {
    const files = Array.from(input.files);
    input.value = ""; // so that the same file can be opened again
    if (files.length) chosen(files);
  });
  return label;
}

function labelled(words, element, id) {
  const label = make("label", "", words);
  element.id = label.htmlFor = id;
  return make("p", "g-assess__choice", label, element);
}

function option(value, text) {
  const made = make("option", "", text);
  made.value = value;
  return made;
}

/* The bar at the foot of the window: the one place for messages, in sight wherever somebody reads. */
function makeBar() {
  const text = make("p", "");
  const tools = make("p", "g-assess__bartools");
  const bar = make("div", "g-assess__say", text, tools);
  let shown = "";
  text.setAttribute("role", "status");
  document.querySelector("main").append(bar);

  function close() {
    shown = text.textContent = "";
    tools.replaceChildren();
  }

  /* `offers` are [words, what pressing it does] each. */
  function say(message, offers = []) {
    shown = message;
    text.textContent = message;
    const all = [...offers, [guidance.say("Close"), () => { /* no more than that */ }]];
    tools.replaceChildren(...all.map(([words, act]) => {
      const made = guidance.button("g-small-button", words);
      made.addEventListener("click", () => {
        close();
        act();
      });
      return made;
    }));
  }

  return { say, close, shown() { return shown; } };
}

/* Which organisation the reader's is. Who has said more on the page for it keeps that. */
function organisation(changed) {
  const yours = guidance.organisation.get();
  if (yours) {
    const size = yours.size && guidance.say("{size} size", { size: yours.titles.size || yours.size });
    const words = [...yours.titles.types, size, yours.titles.nation].filter(Boolean).join(", ");
    return make("p", "g-assess__choice", make("span", "g-assess__name", guidance.say("Your organisation")),
      make("span", "", `${words} `, guidance.link("your-organisation.html", guidance.say("Change"))));
  }
  const select = make("select", "", option("", guidance.say("Choose, to see first what those like yours did")));
  guidanceAssessment.types.forEach(type => { select.append(option(type[0], type[1])); });
  select.addEventListener("change", () => {
    const type = guidanceAssessment.types.find(one => one[0] === select.value);
    changed(type ? { types: [type[0]], size: "", nation: "", titles: { types: [type[1]], size: "", nation: "" } } : null);
  });
  return labelled(guidance.say("Your organisation"), select, "assess-type");
}

/* The team that is shown, and its files. */
function makePanel(act) {
  const name = make("input", "");
  const teams = make("select", "");
  const kept = make("p", "g-meta");
  const chooseTeam = labelled(guidance.say("Team shown"), teams, "assess-teams");
  const nameField = labelled(guidance.say("Name of the team or person"), name, "assess-name");
  const where = make("div", "");
  name.type = "text";
  name.maxLength = guidanceAssessment.longest.name;
  name.addEventListener("input", () => { act.rename(name.value); });
  teams.addEventListener("change", () => { act.show(teams.value); });
  const tools = make("p", "g-assess__actions", opener("assess-open", guidance.say("Open a saved file"), false, files => { act.open(files[0]); }),
    button(guidance.say("Add another team"), true, act.add), button(guidance.say("Print the questions"), true, () => { act.print("questions"); }));
  const element = make("div", "g-assess__panel", chooseTeam, nameField, where, tools, kept);

  function update(team, all, keptWords) {
    if (name.value !== team.name && document.activeElement !== name) name.value = team.name;
    kept.textContent = keptWords;
    chooseTeam.hidden = all.size < 2;
    teams.replaceChildren(
      ...Array.from(all.values(), one => option(one.id, meeting.nameOf(one)))
    );
    teams.value = team.id;
    progress(team, all.size > 1);
  }

  function drawOrganisation() { where.replaceChildren(organisation(act.choose)); }

  drawOrganisation();
  return { element, update, drawOrganisation, name };
}

/* How far a team has got: in the bar at the top of every step, and beside each step of the overview. */
function progress(team, isOneOfSeveral) {
  const nav = document.querySelector(".g-assess__nav");
  const bar = nav.querySelector("progress");
  const themes = plan.byTheme(team);
  const quick = { "quick-check": [steps.quick.filter(id => plan.stateOf(team, id)).length, steps.quick.length] };
  const done = Object.assign(quick, ...themes.map(theme => ({ [theme.id]: [theme.of - theme.counts[""], theme.of] })));
  bar.max = answers.known.size;
  bar.value = plan.answered(team);
  nav.querySelector(".g-assess__who").textContent = isOneOfSeveral ? meeting.nameOf(team) : "";
  nav.querySelector(".g-assess__count").textContent = guidance.say("{number} of {whole} answered", { number: bar.value, whole: bar.max });
  document.querySelectorAll(".g-assess__steps a").forEach(link => {
    const [number, whole] = done[link.hash.slice(1)] || [];
    if (!whole) return;
    link.nextElementSibling.textContent = guidance.say("{number} of {whole}", { number, whole });
    link.nextElementSibling.classList.toggle("g-assess__done", number === whole);
  });
}

/* The buttons of the plan, and the switch for what others did. */
function planTools(act) {
  const box = make("input", "");
  box.type = "checkbox";
  box.checked = true;
  box.id = "assess-others";
  box.addEventListener("change", () => { act.withOthers(box.checked); });
  return [make("p", "", make("label", "g-assess__check", box, guidance.say("Print, and write to Word, what others did too"))),
    make("p", "g-assess__actions", button(guidance.say("Print the plan"), false, () => { act.print("plan"); }),
      button(guidance.say("Download for Word"), true, act.word), button(guidance.say("Download as CSV"), true, act.csv))];
}

function keepTools(act) {
  return [
    make("p", "", guidance.say("Save your answers as a file to keep them, to go on with them on another computer, or to bring them to a meeting. “Open a saved file” brings them back: of each answer, the later one stays.")),
    make("p", "g-assess__actions", button(guidance.say("Save as a file"), false, act.save)),
    make("p", "", guidance.say("Erasing takes the answers, notes and names out of this browser. It does not touch files that you have saved.")),
    make("p", "g-assess__actions", button(guidance.say("Erase this team"), true, act.erase), button(guidance.say("Erase everything"), true, act.eraseAll))
  ];
}

function compareTools(act) {
  return [make("p", "g-assess__actions", opener("assess-add", guidance.say("Add saved files"), true, act.addFiles),
    button(guidance.say("Add a person or team"), true, act.add))];
}

guidanceAssess.parts = { makeBar, makePanel, opener, planTools, keepTools, compareTools };

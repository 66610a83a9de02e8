/* How far somebody has come with the form: a list of its sections, each with its state in words. */
const { make } = guidance;

/* `sections`: [{id, title, names}], of which the one without names holds the file's name. */
function makeProgress(sections) {
  const line = make("p", "g-form__sum");
  const bar = make("progress", "g-form__bar");
  const list = make("ol", "g-form__steps");
  const states = sections.map(section => {
    const link = make("a", "", section.title);
    const state = make("span", "g-form__state");
    link.href = `#${section.id}`;
    link.addEventListener("click", event => {
      event.preventDefault(); // the address stays as it is
      document.getElementById(section.id).focus();
    });
    list.append(make("li", "", link, " ", state));
    return state;
  });
  const nav = make("nav", "g-form__progress", make("h2", "", guidance.say("Sections")), line, bar, list);
  nav.setAttribute("aria-label", guidance.say("Sections of the form"));
  bar.max = sections.length;
  bar.setAttribute("aria-label", guidance.say("Sections that are done"));

  function update(data, problems, isNamed) {
    const done = sections.filter((section, place) => {
      const wrong = section.names ? count(problems, section.names) : Number(!isNamed);
      const given = section.names ? section.names.some(name => hasContent(data[name])) : isNamed;
      const isDone = !wrong;
      states[place].textContent = wrong ? guidance.count(wrong, "thing to do", "things to do") : given ? guidance.say("done") : guidance.say("optional, empty");
      states[place].className = "g-form__state" + (isDone ? given ? " g-form__state--done" : "" : " g-form__state--open");
      return isDone;
    }).length;
    bar.value = done;
    line.textContent = done === sections.length ? guidance.say("Nothing is missing in any section.")
      : guidance.say("{number} of {whole} sections have nothing left to do.", { number: done, whole: sections.length });
  }

  return { element: nav, update };
}

function count(problems, names) {
  return problems.filter(problem => names.includes(problem.at[0])).length;
}

function hasContent(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.values(value).some(hasContent);
}

guidanceForm.progress = { makeProgress, hasContent };

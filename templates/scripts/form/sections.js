/* The sections of the form, one a screen: which one is open stands in the address, so that Back works. `#all` shows all
   of them, and so does paper. A list says where one is, how much has been answered, and what is still needed. */
const { make } = guidance;
const ALL = "all";

/* `sections`: [{id, title, element, has(at)}]. `has` tells whether a place in the data belongs to it. */
function makeSections(sections) {
  const here = make("summary", "g-form__here");
  const list = make("ol", "g-form__steps");
  const steps = sections.map(section => {
    const link = linkTo(section.id, section.title);
    const state = make("span", "g-form__state");
    list.append(make("li", "", link, " ", state));
    return { link, state };
  });
  const every = linkTo(ALL, guidance.say("Show all on one page"));
  const box = make("details", "", here, list, make("p", "", every));
  const nav = make("nav", "g-form__progress", box);
  const sum = make("span", "g-form__sum");
  nav.setAttribute("aria-label", guidance.say("Sections of the form"));
  box.open = window.matchMedia("(min-width: 60em)").matches;
  const jumps = sections.map(() => {
    const jump = linkTo("", "");
    jump.hidden = true;
    return jump;
  });
  let open = sections.length - 1;
  sections.forEach((section, at) => { section.element.append(turns(sections, at, jumps[at])); });

  function current() { return sections.findIndex(section => `#${section.id}` === location.hash); }

  /* Shows the section of the address; `isMoved`: somebody went there, so its heading has the focus. */
  function show(isMoved) {
    const isAll = location.hash === `#${ALL}`;
    const at = Math.max(0, current());
    sections.forEach((section, place) => { section.element.classList.toggle("g-form__section--away", !isAll && place !== at); });
    if (isAll) sections.forEach(section => { section.element.querySelectorAll("details").forEach(one => { one.open = true; }); });
    steps.forEach(({ link }, place) => {
      if (!isAll && place === at) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    here.replaceChildren(isAll ? guidance.say("All sections") : guidance.say("Section {number} of {whole}: {title}",
      { number: at + 1, whole: sections.length, title: guidance.plain(sections[at].title) }), " ", sum);
    if (isMoved) sections[at].element.querySelector("h2").focus();
  }

  /* Opens the section that an element stands in, and what is closed around it. */
  function reveal(element) {
    const at = sections.findIndex(section => section.element.contains(element));
    const away = at >= 0 && sections[at].element.classList.contains("g-form__section--away");
    for (let one = element.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    if (!away) return;
    history.pushState(null, "", `#${sections[at].id}`);
    show(false);
  }

  function update(data, problems) {
    const answers = sections.map(section => answersIn(data, section));
    const needed = sections.map(section => problems.filter(problem => section.has(problem.at)).length);
    steps.forEach(({ state }, at) => {
      const words = [answers[at] ? guidance.count(answers[at], "answer", "answers") : guidance.say("no answer yet"),
        needed[at] ? guidance.count(needed[at], "still needed", "still needed") : ""].filter(Boolean);
      state.replaceChildren(words.join(", "));
      state.className = `g-form__state${needed[at] ? " g-form__state--open" : answers[at] ? " g-form__state--done" : ""}`;
    });
    jumps.forEach((jump, at) => {
      const next = sections.findIndex((section, place) => place > at + 1 && place < sections.length - 1 && needed[place]);
      jump.hidden = next < 0;
      if (next < 0) return;
      jump.href = `#${sections[next].id}`;
      jump.replaceChildren(guidance.say("Next that needs something: {title}", { title: guidance.plain(sections[next].title) }));
    });
    open = needed.findIndex(Boolean);
    const left = needed.reduce((all, one) => all + one, 0);
    sum.textContent = `– ${guidance.count(answers.reduce((all, one) => all + one, 0), "answer", "answers")}, ${left ? guidance.count(left, "still needed", "still needed") : guidance.say("nothing more is needed")}`;
  }

  /* To the first section in which something is still needed, or the last, and its title. */
  function goOn() {
    const { id, title, element } = sections[open < 0 ? sections.length - 1 : open];
    if (location.hash === `#${id}` || location.hash === `#${ALL}`) element.querySelector("h2").focus();
    else location.hash = id;
    return title;
  }

  window.addEventListener("hashchange", () => { show(true); });
  show(false);
  return { element: nav, update, reveal, goOn };
}

function linkTo(id, title) {
  const link = make("a", "", title);
  link.href = `#${id}`;
  return link;
}

/* The ways to the sections before and after, to one in which something is needed, and to the end. */
function turns(sections, at, jump) {
  const [before, after] = [sections[at - 1], sections[at + 1]];
  const next = after ? [linkTo(after.id, guidance.say("Next: {title}", { title: guidance.plain(after.title) }))] : [];
  const back = before ? [linkTo(before.id, guidance.say("Back to: {title}", { title: guidance.plain(before.title) }))] : [];
  const end = at < sections.length - 2 ? [linkTo(sections[sections.length - 1].id, sections[sections.length - 1].title)] : [];
  next.forEach(link => { link.className = "g-button"; });
  return make("p", "g-form__actions g-form__turns", next, jump, end, back);
}

/* How many questions of a section have an answer. A list of choices is one. */
function answersIn(data, section) { return countAnswers(data, [], section); }

function countAnswers(value, at, section) {
  if (value === undefined || value === null || value === "") return 0;
  if (typeof value !== "object") return section.has(at) ? 1 : 0;
  const isChoices = Array.isArray(value) && value.every(one => typeof one === "string");
  if (isChoices) return value.length && section.has(at) ? 1 : 0;
  return Object.entries(value).reduce((sum, [key, inner]) => sum + countAnswers(inner, at.concat(key), section), 0);
}

function hasContent(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.values(value).some(hasContent);
}

guidanceForm.sections = { makeSections, hasContent };

/* The fields of the questions, and of the gaps, which show the same answers a second time: what is typed in one
   place is there in the other. */

/* `change(id, changes, where)` is called with what somebody chose or typed, and the element that it is in. */
function makeBinder(change) {
  const fields = new Map(); // identifier → [{element, part}]

  function add(element, id, part) {
    const isRadio = element.type === "radio";
    if (!fields.has(id)) fields.set(id, []);
    fields.set(id, fields.get(id).filter(field => field.element.id !== element.id || isRadio)); // drawn anew
    fields.get(id).push({ element, part });
    element.addEventListener(isRadio ? "change" : "input", () => {
      const changes = {};
      changes[part] = element.value;
      change(id, changes, element);
    });
  }

  /* Everything of one recommendation that stands in a box. */
  function addAll(box, id) {
    box.querySelectorAll("input, textarea").forEach(element => {
      add(element, id, element.type === "radio" ? "state" : element.name);
    });
  }

  /* The answer, wherever it is shown but where somebody is typing it. */
  function show(id, given, except) {
    (fields.get(id) || []).forEach(field => {
      const value = given ? given[field.part] : "";
      if (field.element === except) return;
      if (field.element.type === "radio") field.element.checked = field.element.value === value;
      else if (field.element.value !== value) field.element.value = value;
    });
  }

  return { addAll, show };
}

function questionOf(id) { return document.getElementById("assess-" + id); }

/* Binds the questions of the page; each gets a button that takes its answer back. */
function bindQuestions(form, binder, known, change) {
  known.forEach((item, id) => {
    const box = questionOf(id);
    const clear = guidance.button("g-small-button g-assess__clear", guidance.say("Clear"), guidance.make("span", "g-hidden", " " + guidance.say("the answer to {title}", { title: item.title })));
    clear.hidden = true;
    clear.addEventListener("click", () => {
      box.querySelector("input").focus();
      change(id, { state: "" }, null);
    });
    box.querySelector(".g-assess__states").append(clear);
    binder.addAll(box, id);
  });
  form.addEventListener("submit", event => { event.preventDefault(); });
}

/* Marks on a question: what is new or changed, and what is written below the fold. */
function mark(id, given, badge) {
  const box = questionOf(id);
  const old = box.querySelector("legend .g-badge--gap");
  const written = given ? ["note", "owner", "date"].filter(part => given[part]) : [];
  box.querySelector(".g-assess__clear").hidden = !(given && given.state);
  box.querySelector(".g-assess__more").classList.toggle("g-assess__more--written", written.length > 0);
  if (old) old.remove();
  if (badge) box.querySelector("legend").append(" ", guidance.make("span", "g-badge g-badge--gap", badge));
}

/* Shows a question with all its fields, and puts the focus there. */
function goTo(id) {
  const box = questionOf(id);
  box.querySelector("details").open = true;
  box.scrollIntoView();
  (box.querySelector("input:checked") || box.querySelector("input")).focus({ preventScroll: true });
}

guidanceAssess.questions = { makeBinder, bindQuestions, mark, goTo };

/* The questions of the page, each a fieldset with an identifier, and any other box with the same fields. */

/* `change(id, changes, field)` is called with what somebody chose or typed. */
function listen(box, change) {
  box.addEventListener("input", event => {
    const field = event.target;
    const id = field.closest("[data-id]")?.dataset.id;
    if (!id) return;
    const changes = {};
    changes[field.type === "radio" ? "state" : field.name] = field.value;
    change(id, changes, field);
  });
}

/* Puts an answer into its fields, but for the one in which somebody is typing it. */
function show(box, given, except) {
  box.querySelectorAll("input, textarea").forEach(field => {
    const isRadio = field.type === "radio";
    const value = given ? given[isRadio ? "state" : field.name] : "";
    if (isRadio) field.checked = field.value === value;
    else if (field !== except && field.value !== value) field.value = value;
  });
}

function questionOf(id) { return document.getElementById("assess-" + id); }

/* Each question gets a link to its own screen, and a button that takes its answer back. */
function bind(form, known, change) {
  known.forEach((item, id) => {
    const of = guidance.make("span", "g-hidden", ": " + item.title);
    const more = guidance.make("a", "", guidance.say("Note, owner, and what others did"), of);
    const clear = guidance.button("g-small-button g-assess__clear", guidance.say("Clear"), guidance.make("span", "g-hidden", " " + guidance.say("the answer to {title}", { title: item.title })));
    more.href = `#one-${id}`;
    clear.addEventListener("click", () => {
      questionOf(id).querySelector("input").focus();
      change(id, { state: "" }, null);
    });
    questionOf(id).querySelector(".g-assess__states").after(guidance.make("p", "g-assess__also", more, clear));
  });
  listen(form, change);
  form.addEventListener("submit", event => { event.preventDefault(); });
}

/* The answer to a question, whether it is new or changed, and whether something is written about it. */
function mark(id, given, badge, except) {
  const box = questionOf(id);
  const old = box.querySelector("legend .g-badge--gap");
  show(box, given, except);
  box.querySelector(".g-assess__clear").classList.toggle("g-assess__clear--off", !(given && given.state));
  box.querySelector(".g-assess__also").classList.toggle("g-assess__also--written", Boolean(given && (given.note || given.owner || given.date)));
  if (old) old.remove();
  if (badge) box.querySelector("legend").append(" ", guidance.make("span", "g-badge g-badge--gap", badge));
}

guidanceAssess.questions = { listen, show, questionOf, bind, mark };

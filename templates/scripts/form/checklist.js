/* Whether a case study is ready to publish: the one checklist that `guidance check` has too, for the end of the form. */
const { make } = guidance;
const { rules } = guidanceFormData;
const TODO = new RegExp(rules.todo, "u");
const LEFT_OUT = new RegExp(rules.leftOut, "iu");
const FIRST_PERSON = new RegExp(rules.firstPerson, "u");
const PLANS = new RegExp(`^(?:${rules.plans})`, "iu");
const ADDRESS = new RegExp(rules.address, "gu");

/* What is missing: {code, places}, of which each leads to a field. `data`: of the form; `comments`: of the file. */
function missing(form, data, comments) {
  const texts = textsIn(data).map(([at, text]) => [at, text.replace(ADDRESS, " ")]);
  const helps = new Set(helpsOf(form.fields).map(plain));
  const some = test => texts.filter(([at, text]) => test(text, at)).map(([at]) => at);
  const found = {
    "draft-todo": some(text => TODO.test(text)),
    "draft-left-out": some(text => LEFT_OUT.test(text)),
    "draft-form-words": some(text => helps.has(plain(text))),
    "draft-first-person": some(text => text.trim().includes(" ") && FIRST_PERSON.test(text)),
    "draft-plan": some((text, at) => at[0] === "practices" && at[2] === "how" && PLANS.test(text.trim().replace(/^[-• ]+/, ""))),
    "draft-consent": data.publication?.consent === "true" ? [] : [["publication", "consent"]]
  };
  const isInComment = code => code === "draft-todo" && comments.some(text => TODO.test(text));
  return Object.entries(found).filter(([code, places]) => places.length || isInComment(code)).map(([code, places]) => ({ code, places }));
}

function textsIn(value, at = []) {
  if (typeof value === "string") return [[at, value]];
  return value && typeof value === "object" ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, at.concat(key))) : [];
}

function helpsOf(fields) {
  return fields.flatMap(field => [field.help || "", ...helpsOf(field.fields || field.item?.fields || [])]).filter(help => help.includes(" "));
}

function plain(text) { return text.split(/\s+/).filter(Boolean).join(" ").replace(/\.+$/, "").toLowerCase(); }

/* The list, each with whether it is done. `link`: makes a link to the field at a place. */
function draw(box, form, found, link) {
  // A list that stays the same stays, with the focus in it.
  const shown = JSON.stringify(found);
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  const rows = form.checklist.map(([code, text]) => {
    const open = found.find(one => one.code === code);
    const sign = make("span", open ? "g-form__state g-form__state--open" : "g-form__state g-form__state--done", open ? guidance.say("to do") : guidance.say("done"));
    const places = (open ? open.places : []).map(at => make("li", "", link(at)));
    return make("li", "", text, " ", sign, places.length ? make("ul", "", places) : "");
  });
  box.replaceChildren(make("h3", "", guidance.say("Ready to publish?")), make("ul", "g-form__checklist", rows));
}

guidanceForm.checklist = { missing, draw };

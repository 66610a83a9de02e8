/* One step at a time. The address holds the step, so that Back leads to the one before. */
const { make } = guidance;
const { answers } = guidanceAssess;
const AWAY = "g-assess__away";
const title = document.title;
const form = document.getElementById("assess-questions");
const quick = Array.from(form.querySelectorAll(".g-assess__item--quick"), box => box.dataset.id);
const steps = Array.from(new Set(Array.from(document.querySelectorAll("[data-step]"), part => part.dataset.step))).filter(step => step !== "one");
const shown = { step: "overview", one: "", entered: null, focus: null };

/* {step, one, target} of an address; null where it leads to no step. */
function find(hash) {
  const name = hash.slice(1);
  const one = name.startsWith("one-") && answers.known.has(name.slice(4)) ? name.slice(4) : "";
  if (one) return { step: "one", one, target: null };
  const target = name ? document.getElementById(name) : null;
  if (!name || target?.matches("h1")) return { step: "overview", one: "", target: null };
  const step = target?.closest("[data-step]")?.dataset.step;
  return step && step !== "one" ? { step, one: "", target } : null;
}

function isThere(part) {
  if (shown.step !== "quick-check") return part.dataset.step === shown.step;
  return part.dataset.step === "quick-check" || part.matches(".g-assess__theme");
}

function headingOf(found) {
  if (found.target?.matches("h2")) return found.target;
  return document.querySelector(found.step === "overview" ? "h1" : `[data-step="${found.step}"] h2`);
}

/* Shows the step of the address. The focus goes to its heading, or where it was asked to go. */
function enter(isMoving) {
  const found = find(location.hash) || (isMoving ? null : find(""));
  if (!found) return;
  shown.step = found.step;
  shown.one = found.one;
  document.querySelectorAll("[data-step]").forEach(part => { part.classList.toggle(AWAY, !isThere(part)); });
  form.classList.toggle("g-assess--quick", shown.step === "quick-check");
  document.body.classList.toggle("g-assess-further", shown.step !== "overview");
  document.querySelectorAll(".g-assess__nav a").forEach(way => {
    if (way.hash === `#${shown.step}`) way.setAttribute("aria-current", "step");
    else way.removeAttribute("aria-current");
  });
  shown.entered();
  turn();
  const heading = headingOf(found);
  const words = heading.firstChild.textContent;
  document.title = shown.step === "overview" ? title : `${words} – ${title}`;
  if (isMoving || found.target || found.one) reach(heading, isMoving);
}

function reach(heading, isMoving) {
  const target = shown.focus?.checkVisibility() ? shown.focus : heading;
  if (target === heading) heading.tabIndex = -1;
  if (isMoving) target.focus({ preventScroll: true });
  (target.closest("#assess-one") || target).scrollIntoView();
  shown.focus = null;
}

/* Goes to a step; to the `focus` in it, where one is given. */
function go(name, focus) {
  shown.focus = focus || null;
  if (location.hash === `#${name}` || (name === "overview" && shown.step === name)) enter(true);
  else location.hash = name;
}

/* The way to the step before and the next one, at the foot of each. */
function turn() {
  const place = document.querySelector("nav.g-assess__turn");
  const at = steps.indexOf(shown.step);
  if (at < 0) return place.replaceChildren();
  return place.replaceChildren(...[at - 1, at + 1].map((position, isNext) => {
    const step = steps[position];
    return step ? link(step, isNext ? guidance.say("Next: {title}", { title: nameOf(step) }) : guidance.say("Back: {title}", { title: nameOf(step) }), isNext) : "";
  }));
}

function nameOf(step) {
  return document.querySelector(`.g-assess__nav [href="#${step}"], .g-assess__steps [href="#${step}"]`).textContent;
}

function link(step, words, isForth) {
  const made = make("a", "g-button" + (isForth ? "" : " g-button--quiet"), words);
  made.href = `#${step}`;
  return made;
}

/* `entered` is called when another step is shown, before the focus goes there. */
function begin(entered) {
  shown.entered = entered;
  window.addEventListener("hashchange", () => { enter(true); });
  enter(false);
}

guidanceAssess.steps = { shown, quick, begin, go, link, AWAY };

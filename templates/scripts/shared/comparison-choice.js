/* Choosing case studies to compare: a button at each of them, and a bar that says how many are chosen. The
   choice stays in this browser; where it keeps nothing, for as long as the page is open. */
const KEY = "guidance.compare";
const MOST = 4;
let chosen = stored([]);
let bar = null;

function stored(otherwise) {
  try { return clean(JSON.parse(localStorage.getItem(KEY) || "[]")); } catch { return otherwise; }
}

/* Up to four identifiers, each once, whatever was kept or asked for. */
function clean(ids) {
  const fine = (Array.isArray(ids) ? ids : []).filter(guidance.isIdentifier);
  return Array.from(new Set(fine)).slice(0, MOST);
}

function set(ids) {
  chosen = clean(ids);
  try {
    if (chosen.length) localStorage.setItem(KEY, JSON.stringify(chosen));
    else localStorage.removeItem(KEY);
  } catch { /* for this page only */ }
  refresh();
}

function toggle(id) {
  if (chosen.includes(id)) set(chosen.filter(other => other !== id));
  else if (chosen.length < MOST) set(chosen.concat(id));
  else say(guidance.say("{number} are chosen already. Take one away first.", { number: MOST }));
}

/* A button for a case study. Its title tells buttons of one page apart for those who only hear them. */
function button(id, title) {
  const made = guidance.button("g-small-button", guidance.make("span", "g-small-button__does"));
  if (title) made.append(guidance.make("span", "g-hidden", " " + title));
  made.dataset.compare = id;
  label(made);
  return made;
}

function label(made) {
  const isChosen = chosen.includes(made.dataset.compare);
  made.classList.toggle("g-small-button--chosen", isChosen);
  made.firstChild.textContent = isChosen ? guidance.say("Remove from comparison") : guidance.say("Add to comparison");
}

function refresh() {
  document.querySelectorAll("button[data-compare]").forEach(label);
  if (chosen.length && !bar) makeBar();
  if (bar) fillBar();
}

function makeBar() {
  const main = document.querySelector("main");
  if (!main || guidance.pageAt(location.href) === "compare.html") return;
  bar = guidance.make("div", "g-comparison", guidance.make("p", "g-comparison__count"));
  bar.firstChild.setAttribute("role", "status");
  const clear = guidance.button("g-comparison__clear", guidance.say("Clear"));
  clear.append(guidance.make("span", "g-hidden", " " + guidance.say("the choice of case studies to compare")));
  clear.addEventListener("click", () => { set([]); });
  bar.append(guidance.link("compare.html", guidance.say("Compare")), clear);
  main.append(bar);
}

function fillBar() {
  const count = chosen.length;
  bar.classList.toggle("g-comparison--empty", !count);
  document.documentElement.classList.toggle("g-has-comparison", count > 0);
  const go = bar.querySelector("a");
  go.hidden = count < 2;
  go.hash = "cases=" + chosen.join(",");
  if (!count) say(guidance.say("No case study chosen"));
  else if (count === 1) say(guidance.say("1 case study chosen. Add another to compare."));
  else say(guidance.count(count, "case study chosen", "case studies chosen"));
}

function say(text) {
  if (bar) bar.firstChild.textContent = text;
}

/* On the page of a case study, and on every card that leads to one. */
function addToPage() {
  const here = guidance.caseAt(location.href);
  const lead = document.querySelector(".md-content .g-lead");
  if (here && lead) lead.after(guidance.make("p", "g-comparison-here", button(here, "")));
  addToCards(document);
}

function addToCards(box) {
  box.querySelectorAll(".g-card > :is(h2, h3) > a[href]").forEach(link => {
    const card = link.closest(".g-card");
    const id = guidance.caseAt(link.href);
    if (id && !card.querySelector("button[data-compare]")) card.append(button(id, link.textContent));
  });
}

document.addEventListener("click", event => {
  const pressed = event.target.closest?.("button[data-compare]");
  if (pressed) toggle(pressed.dataset.compare);
});

// Chosen in another tab, or on a page that this one was left for.
function catchUp() { chosen = stored(chosen); refresh(); }
window.addEventListener("storage", event => { if (event.key === KEY) catchUp(); });
window.addEventListener("pageshow", event => { if (event.persisted) catchUp(); });

// The finder has drawn new cards.
document.addEventListener("guidance:cards", event => { addToCards(event.detail); });

guidance.comparison = { most: MOST, set, get: () => [...chosen] };
addToPage();
// There from the start where something can be chosen, so that a screen reader hears the first choice.
if (document.querySelector("button[data-compare]")) makeBar();
bar?.classList.add("g-comparison--empty");
if (chosen.length) refresh();

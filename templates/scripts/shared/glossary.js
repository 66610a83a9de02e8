/* A glossary word shows its meaning in place. Without scripts, or in a browser that has no popovers, it
   is what it is in the page: a link to the word in the glossary. */
const WORDS = "a.g-term";
let box = null;
let current = null;

/* A promise of its name and its meaning. All of them come in one script, when the first is asked for. */
function meaningOf(link) {
  const there = window.guidanceGlossary ? Promise.resolve() : guidance.load("assets/data/glossary.js");
  return there.then(() => window.guidanceGlossary[decodeURIComponent(link.hash.slice(1))]);
}

function makeBox() {
  box = guidance.make("div", "g-popover");
  box.id = "__term";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "__term_title");
  // Also when the browser closes it, because of a click elsewhere.
  box.addEventListener("beforetoggle", event => {
    if (event.newState === "closed" && current) current.setAttribute("aria-expanded", "false");
  });
}

function fill(link, [term, meaning]) {
  const title = guidance.make("p", "g-popover__title", term);
  const close = guidance.button("g-popover__close", guidance.say("Close"));
  const more = guidance.make("a", "", guidance.say("More in the glossary"));
  title.id = "__term_title";
  more.href = link.href;
  close.addEventListener("click", () => { box.hidePopover(); current.focus(); });
  box.replaceChildren(title, guidance.make("p", "", meaning + " ", more), close);
}

function place(link) {
  const gap = 8;
  const where = link.getClientRects()[0];
  const width = Math.min(360, root().clientWidth - 2 * gap);
  box.style.width = width + "px";
  box.style.left = Math.max(gap, Math.min(where.left, root().clientWidth - width - gap)) + scrollX + "px";
  const below = where.bottom + gap;
  const fits = below + box.offsetHeight <= innerHeight || where.top < box.offsetHeight + gap;
  box.style.top = (fits ? below : where.top - box.offsetHeight - gap) + scrollY + "px";
}

function root() { return document.documentElement; }

function show(link, found) {
  if (!box) makeBox();
  current = link;
  fill(link, found);
  // Right after the word's paragraph, so that reading on from the word comes upon it.
  (link.closest("p, li, dd, td, h2, h3") || link).append(box);
  box.showPopover();
  place(link);
  link.setAttribute("aria-expanded", "true");
  box.focus({ preventScroll: true });
}

function begin() {
  document.querySelectorAll(WORDS).forEach(link => {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  });

  document.addEventListener("click", event => {
    const link = event.target.closest?.(WORDS);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // Where the meanings can't be had, the link leads to the glossary after all.
    meaningOf(link).then(found => { show(link, found); }).catch(() => { location.href = link.href; });
  });

  // The browser closes a popover on Escape; where focus goes then is left to the page.
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !box?.matches(":popover-open")) return;
    event.preventDefault();
    event.stopPropagation();
    box.hidePopover();
    current.focus();
  }, true);
}

if ("popover" in HTMLElement.prototype) begin();

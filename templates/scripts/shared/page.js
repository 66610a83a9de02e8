/* What every page can do with scripts on. Without them nothing is lost but the choice of colours. */
const root = document.documentElement;

/* The choice of colours, in the footer. */
const form = document.querySelector(".g-colours");
if (form) {
  form.elements.colours.value = root.dataset.colours || "";
  form.hidden = false;
  form.addEventListener("change", () => {
    const colours = form.elements.colours.value;
    if (colours) root.dataset.colours = colours;
    else delete root.dataset.colours;
    try { localStorage.setItem("guidance.colours", colours); } catch { /* for this page only */ }
  });
}

/* The menu and the tools close with Escape, and when focus or a click goes elsewhere. */
document.querySelectorAll(".g-menu, .g-tools").forEach(menu => {
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  ["focusin", "click"].forEach(kind => {
    document.addEventListener(kind, event => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
});

/* A table that is too wide scrolls by itself, and by keyboard too. Observed, not measured: a question for its
   width while the page is still being put together would lay out everything twice. */
const boxes = new ResizeObserver(changes => {
  changes.forEach(change => {
    const box = change.target;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
});
document.querySelectorAll(".md-typeset table:not([class])").forEach(table => {
  const box = document.createElement("div");
  if (table.closest(".g-scroll")) return;
  box.className = "g-scroll";
  table.before(box);
  box.append(table);
  boxes.observe(box);
});

/* What the cells of a table with many columns are, for the cards that its rows become on a phone. */
document.querySelectorAll(".md-typeset table:not([class])").forEach(table => {
  const names = Array.from(table.tHead?.rows[0]?.cells ?? [], cell => cell.textContent.trim());
  if (names.length < 3) return;
  table.dataset.stacked = "";
  Array.from(table.tBodies).flatMap(body => Array.from(body.rows)).forEach(row => {
    Array.from(row.cells).forEach((cell, column) => { cell.dataset.label = names[column] ?? ""; });
  });
});

/* Where an address leads into something that is folded away, it unfolds. */
function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  let folded = target?.closest("details:not([open])");
  if (!folded) return;
  for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
  target.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

/* In the contents beside the page, the section that is being read: the last whose heading has passed the
   upper fifth of the window. */
const entries = new Map();
document.querySelectorAll(".g-toc .md-nav__link").forEach(link => {
  const heading = document.getElementById(link.hash.slice(1));
  if (heading) entries.set(heading, { link, isPassed: false });
});
if (entries.size) {
  const passing = new IntersectionObserver(changes => {
    let read = null;
    changes.forEach(change => { entries.get(change.target).isPassed = change.isIntersecting; });
    entries.forEach(entry => { if (entry.isPassed) read = entry; });
    entries.forEach(entry => { entry.link.classList.toggle("md-nav__link--active", entry === read); });
  }, { rootMargin: "9999999px 0px -80%" });
  entries.forEach((entry, heading) => { passing.observe(heading); });
}

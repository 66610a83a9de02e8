/* On paper, everything that is folded away is there, web addresses stand in notes instead of in the text, and the
   foot of each sheet says where it is from. Afterwards the page is as it was. */
let undo = [];

function unfoldAll() {
  document.querySelectorAll(".md-content details:not([open])").forEach(details => {
    details.open = true;
    undo.push(() => { details.open = false; });
  });
}

/* The web addresses that links of the text lead to, each once, with a number at every link to it. One that the
   text spells out needs no note. */
function noteAddresses(article) {
  const notes = new Map();
  article.querySelectorAll("a[href^='http']").forEach(link => {
    const isSpelt = link.textContent.trim() === link.getAttribute("href");
    if (isSpelt || link.closest(".g-pagefoot") || !link.checkVisibility()) return;
    if (!notes.has(link.href)) notes.set(link.href, notes.size + 1);
    const mark = guidance.make("sup", "g-paper__mark", String(notes.get(link.href)));
    link.append(mark);
    undo.push(() => { mark.remove(); });
  });
  if (!notes.size) return;
  const list = guidance.make("ol", "", Array.from(notes.keys(), address => guidance.make("li", "", address)));
  const section = guidance.make("section", "g-paper__notes", guidance.make("h2", "", guidance.say("Web addresses")), list);
  const foot = article.querySelector(".g-pagefoot");
  if (foot) foot.before(section);
  else article.append(section);
  undo.push(() => { section.remove(); });
}

/* A date that nobody has filled in is a box to write in, without the browser's marks for day, month and year. */
function clearDates() {
  document.querySelectorAll("input[type='date']").forEach(field => {
    if (field.value) return;
    field.type = "text";
    undo.push(() => { field.type = "date"; });
  });
}

/* A text in the style sheet of sheets, in which quotes and backslashes would mean something. */
function quoted(text) { return `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"`; }

function signSheets(line) {
  const language = document.documentElement.lang;
  const date = new Date().toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
  const address = location.href.replace(/#.*$/, "");
  const printed = guidance.plain(guidance.say("{site}, {address}, printed on {date}", { site: line.dataset.site, address, date }));
  // Where a browser has nothing for the edge of a sheet, the line stands once, at the end.
  if (!("CSSMarginRule" in window)) {
    const before = line.textContent;
    line.textContent = printed;
    undo.push(() => { line.textContent = before; });
    return;
  }
  const { style } = document.documentElement;
  style.setProperty("--g-foot", quoted(printed)); // for print.css
  line.hidden = true;
  undo.push(() => {
    style.removeProperty("--g-foot");
    line.hidden = false;
  });
}

window.addEventListener("beforeprint", () => {
  const article = document.querySelector(".md-content article");
  const line = document.querySelector(".g-paper");
  unfoldAll();
  clearDates();
  if (article) noteAddresses(article);
  if (line) signSheets(line);
});
window.addEventListener("afterprint", () => {
  undo.forEach(step => { step(); });
  undo = [];
});

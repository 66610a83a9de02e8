/* Choosing case studies to compare: a button at each of them, and a bar that says how many are chosen. Part of
   pages with case studies; page.js loads it on others once something is chosen. The choice stays in this
   browser; where it keeps nothing, for as long as the page is open. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var KEY = "guidance.compare";
  var MOST = 4;
  var chosen = stored([]);
  var bar = null;

  function stored(otherwise) {
    try { return clean(JSON.parse(localStorage.getItem(KEY) || "[]")); } catch (refused) { return otherwise; }
  }

  /* Up to four identifiers, each once, whatever was kept or asked for. */
  function clean(ids) {
    var fine = (Array.isArray(ids) ? ids : []).filter(function (id) {
      return typeof id === "string" && /^[a-z0-9-]{1,100}$/.test(id);
    });
    return Array.from(new Set(fine)).slice(0, MOST);
  }

  function set(ids) {
    chosen = clean(ids);
    try {
      if (chosen.length) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    } catch (refused) { /* for this page only */ }
    refresh();
  }

  function toggle(id) {
    if (chosen.includes(id)) set(chosen.filter(function (other) { return other !== id; }));
    else if (chosen.length < MOST) set(chosen.concat(id));
    else say(guidanceSay("{number} are chosen already. Take one away first.", { number: MOST }));
  }

  /* A button for a case study. Its title tells buttons of one page apart for those who only hear them. */
  function button(id, title) {
    var made = site.button("g-choose", site.make("span", "g-choose__does"));
    if (title) made.append(site.make("span", "g-hidden", " " + title));
    made.dataset.compare = id;
    label(made);
    return made;
  }

  function label(made) {
    var isChosen = chosen.includes(made.dataset.compare);
    made.classList.toggle("g-choose--chosen", isChosen);
    made.firstChild.textContent = isChosen ? guidanceSay("Remove from comparison") : guidanceSay("Add to comparison");
  }

  function refresh() {
    document.querySelectorAll("button[data-compare]").forEach(label);
    if (chosen.length && !bar) makeBar();
    if (bar) fillBar();
  }

  function makeBar() {
    var main = document.querySelector("main");
    if (!main || site.pageAt(location.href) === "compare.html") return;
    bar = site.make("div", "g-chosen", site.make("p", "g-chosen__count"));
    bar.firstChild.setAttribute("role", "status");
    var clear = site.button("g-chosen__clear", guidanceSay("Clear"));
    clear.append(site.make("span", "g-hidden", " " + guidanceSay("the choice of case studies to compare")));
    clear.addEventListener("click", function () { set([]); });
    bar.append(site.link("compare.html", guidanceSay("Compare")), clear);
    main.append(bar);
  }

  function fillBar() {
    var count = chosen.length;
    bar.classList.toggle("g-chosen--empty", !count);
    document.documentElement.classList.toggle("g-choosing", count > 0);
    var go = bar.querySelector("a");
    go.hidden = count < 2;
    go.hash = "cases=" + chosen.join(",");
    if (!count) say(guidanceSay("No case study chosen"));
    else if (count === 1) say(guidanceSay("1 case study chosen. Add another to compare."));
    else say(guidanceCount(count, "case study chosen", "case studies chosen"));
  }

  function say(text) {
    if (bar) bar.firstChild.textContent = text;
  }

  /* On the page of a case study, and on every card that leads to one. */
  function addToPage() {
    var here = site.caseAt(location.href);
    var lead = document.querySelector(".md-content .g-lead");
    if (here && lead) lead.after(site.make("p", "g-choose-here", button(here, "")));
    addToCards(document);
  }

  function addToCards(box) {
    box.querySelectorAll(".g-card > :is(h2, h3) > a[href]").forEach(function (link) {
      var card = link.closest(".g-card");
      var id = site.caseAt(link.href);
      if (id && !card.querySelector("button[data-compare]")) card.append(button(id, link.textContent));
    });
  }

  document.addEventListener("click", function (event) {
    var pressed = event.target.closest && event.target.closest("button[data-compare]");
    if (pressed) toggle(pressed.dataset.compare);
  });

  // Chosen in another tab, or on a page that this one was left for.
  function catchUp() { chosen = stored(chosen); refresh(); }
  window.addEventListener("storage", function (event) { if (event.key === KEY) catchUp(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) catchUp(); });

  // The finder has drawn new cards.
  document.addEventListener("guidance:cards", function (event) { addToCards(event.detail); });

  window.guidanceCompare = {
    most: MOST, button: button, set: set, get: function () { return chosen.slice(); }
  };
  addToPage();
  // There from the start where something can be chosen, so that a screen reader hears the first choice.
  if (document.querySelector("button[data-compare]")) makeBar();
  if (bar) bar.classList.add("g-chosen--empty");
  if (chosen.length) refresh();
})();

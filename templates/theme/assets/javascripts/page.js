/* What every page can do with scripts on. Without them nothing is lost but the choice of colours. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var root = document.documentElement;

  /* The choice of colours, in the footer. */
  var form = document.querySelector(".g-colours");
  if (form) {
    form.elements.colours.value = root.dataset.colours || "";
    form.hidden = false;
    form.addEventListener("change", function () {
      var colours = form.elements.colours.value;
      if (colours) root.dataset.colours = colours;
      else delete root.dataset.colours;
      try { localStorage.setItem("guidance.colours", colours); } catch (refused) { /* for this page only */ }
    });
  }

  /* The menu closes with Escape, and when focus or a click goes elsewhere. */
  var menu = document.querySelector(".g-menu");
  if (menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    ["focusin", "click"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
  }

  /* A table that is too wide scrolls by itself, and by keyboard too. Observed, not measured: a question for its
     width while the page is still being put together would lay out everything twice. */
  var boxes = typeof ResizeObserver === "function" && new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      var box = entry.target;
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  });
  document.querySelectorAll(".md-typeset table:not([class])").forEach(function (table) {
    var box = document.createElement("div");
    if (table.closest(".g-scroll")) return;
    box.className = "g-scroll";
    table.before(box);
    box.append(table);
    if (boxes) boxes.observe(box);
  });

  /* Where an address leads into something that is folded away, it unfolds. */
  function unfold() {
    var target = document.getElementById(location.hash.slice(1));
    var folded = target && target.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", unfold);
  unfold();

  /* In the contents beside the page, the section that is being read: the last whose heading has passed the
     upper fifth of the window. */
  var entries = new Map();
  document.querySelectorAll(".g-toc .md-nav__link").forEach(function (link) {
    var heading = document.getElementById(link.hash.slice(1));
    if (heading) entries.set(heading, { link: link, isPassed: false });
  });
  if (entries.size && typeof IntersectionObserver === "function") {
    var passing = new IntersectionObserver(function (changes) {
      var read = null;
      changes.forEach(function (change) { entries.get(change.target).isPassed = change.isIntersecting; });
      entries.forEach(function (entry) { if (entry.isPassed) read = entry; });
      entries.forEach(function (entry) { entry.link.classList.toggle("md-nav__link--active", entry === read); });
    }, { rootMargin: "9999999px 0px -80%" });
    entries.forEach(function (entry, heading) { passing.observe(heading); });
  }

  function load(name) {
    site.load("assets/javascripts/" + name + ".js").catch(function () { /* the page is whole without it */ });
  }

  /* The formats of a citation, for who wants to cite the page. */
  var citing = document.querySelector(".g-citing");
  if (citing) citing.addEventListener("toggle", function () { load("cite"); });

  /* What a reader has chosen or said before, on this page or on another; most have not. */
  function loadChosen() {
    if (isStored("guidance.compare") && !window.guidanceCompare) load("compare");
    if (isStored("guidance.yours") && !window.guidanceYours) load("yours");
  }

  function isStored(key) {
    try { return Boolean(localStorage.getItem(key)); } catch (refused) { return false; }
  }

  // When every script of the page has run: they build on each other. A page may come from the browser's memory,
  // and the choice from another tab.
  document.addEventListener("DOMContentLoaded", loadChosen);
  window.addEventListener("pageshow", loadChosen);
  window.addEventListener("storage", loadChosen);

  /* Everything that is folded away is there on paper. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll(".md-content details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });
})();

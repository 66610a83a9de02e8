/* What every page can do with scripts on. Without them nothing is lost but the choice of colours. */
(function () {
  "use strict";
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

  /* Material acts on single letters (f, s, p, n ...) with no way to turn that off. People who speak to
     their computer set them off by accident (WCAG 2.1.4), so they never arrive. */
  window.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if ("fs/pn,.".includes(event.key) && !typing) event.stopPropagation();
  }, true);

  /* A table that Material's script wraps and that is too wide must scroll by keyboard too. */
  document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });

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

/* A glossary word shows its meaning in place. Without scripts, or in a browser that has no popovers, it
   is what it is in the page: a link to the words at its foot. */
(function () {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  var box = null;
  var current = null;
  var WORDS = "a[href^='#term-']";

  function meaningOf(link) {
    var mark = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    var term = mark && mark.closest("dt");
    var meaning = term && term.nextElementSibling;
    return meaning && meaning.tagName === "DD" ? { term: mark.textContent, meaning: meaning } : null;
  }

  function makeBox() {
    box = document.createElement("div");
    box.className = "g-popover";
    box.id = "__term";
    box.popover = "auto";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "__term_title");
    // Also when the browser closes it, because of a click elsewhere.
    box.addEventListener("beforetoggle", function (event) {
      if (event.newState === "closed" && current) current.setAttribute("aria-expanded", "false");
    });
  }

  function fill(found) {
    var title = document.createElement("p");
    var close = document.createElement("button");
    title.id = "__term_title";
    title.className = "g-popover__title";
    title.textContent = found.term;
    close.type = "button";
    close.className = "g-popover__close";
    close.textContent = guidanceSay("Close");
    close.addEventListener("click", function () { box.hidePopover(); current.focus(); });
    var meaning = document.createElement("div");
    found.meaning.childNodes.forEach(function (node) { meaning.append(node.cloneNode(true)); });
    meaning.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    box.replaceChildren(title, meaning, close);
  }

  function place(link) {
    var gap = 8;
    var where = link.getClientRects()[0];
    var width = Math.min(360, root().clientWidth - 2 * gap);
    box.style.width = width + "px";
    box.style.left = Math.max(gap, Math.min(where.left, root().clientWidth - width - gap)) + scrollX + "px";
    var below = where.bottom + gap;
    var fits = below + box.offsetHeight <= innerHeight || where.top < box.offsetHeight + gap;
    box.style.top = (fits ? below : where.top - box.offsetHeight - gap) + scrollY + "px";
  }

  function root() { return document.documentElement; }

  function show(link, found) {
    if (!box) makeBox();
    current = link;
    fill(found);
    // Right after the word's paragraph, so that reading on from the word comes upon it.
    (link.closest("p, li, dd, td, h2, h3") || link).append(box);
    box.showPopover();
    place(link);
    link.setAttribute("aria-expanded", "true");
    box.focus({ preventScroll: true });
  }

  document.querySelectorAll(WORDS).forEach(function (link) {
    if (!meaningOf(link)) return;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(WORDS);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var found = meaningOf(link);
    if (!found) return;
    event.preventDefault();
    show(link, found);
  });

  // The browser closes a popover on Escape; where focus goes then is left to the page.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box || !box.matches(":popover-open")) return;
    event.preventDefault();
    event.stopPropagation();
    box.hidePopover();
    current.focus();
  }, true);
})();

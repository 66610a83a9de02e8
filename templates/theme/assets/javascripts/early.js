/* Runs before the page is drawn, so that it never flashes in the wrong colours. */
(function () {
  "use strict";
  var root = document.documentElement;
  var colours = null;

  root.classList.replace("no-js", "js");
  // A browser may refuse storage, for example to a page opened from a folder.
  try { colours = localStorage.getItem("guidance.colours"); } catch (refused) { /* follow the device */ }
  if (colours === "light" || colours === "dark") root.dataset.colours = colours;
})();

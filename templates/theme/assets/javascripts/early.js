/* Runs before the page is drawn, so that it never flashes in the wrong colours. */
(() => {
  "use strict";
  const root = document.documentElement;
  let colours = null;

  root.classList.replace("no-js", "js");
  // A browser may refuse storage, for example to a page opened from a folder.
  try { colours = localStorage.getItem("guidance.colours"); } catch { /* follow the device */ }
  if (colours === "light" || colours === "dark") root.dataset.colours = colours;
})();

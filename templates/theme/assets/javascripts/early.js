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

/* What Material's bundle expects to find; it sets these with an inline script. */
var __md_scope = new URL("/", location);
function __md_hash(text) {
  return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
}
function __md_get(key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (refused) { return null; }
}
function __md_set(key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (refused) { /* nothing is remembered */ }
}

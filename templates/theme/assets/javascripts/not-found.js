/* For the page that answers where there is none. It is shown at any address, so its links start at the top of the
   server. Where the site lies below another one, and the server does not mend the links, this does.

   The page asks for this script in its own folder and in each above it. What comes from the nearest of these comes
   from the site, and knows where that is. */
(() => {
  "use strict";
  const root = new URL("../../", document.currentScript.src).pathname;

  function mend(element, name) {
    element.setAttribute(name, root + element.getAttribute(name).slice(1));
  }

  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }

  /* A script that failed does not load again by a new address: another takes its place. */
  function runAgain(failed) {
    const script = document.createElement("script");
    script.src = root + failed.getAttribute("src").slice(1);
    script.async = false; // in their order
    failed.replaceWith(script);
  }

  // At the top all is well; and the nearest has been here before the others.
  if (root === "/" || !document.querySelector("link[href^='/']")) return;
  each("a[href^='/'], link[href^='/']", element => { mend(element, "href"); });
  each("img[src^='/']", element => { mend(element, "src"); });
  document.addEventListener("DOMContentLoaded", () => {
    // They did load when there is another site of this kind at the top of the server.
    if (!window.guidance?.root) each("script[src^='/']", runAgain);
  });
})();

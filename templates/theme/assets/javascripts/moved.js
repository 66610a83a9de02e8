/* On a page that has moved: leads on to the new address, with the query and the anchor of the old one. An
   anchor that the new page has no place for leads to where the old page's content is. */
(() => {
  "use strict";
  const { location: to, anchors } = document.currentScript.dataset;
  const target = new URL(to, location.href);
  const known = JSON.parse(anchors);
  const anchor = location.hash.slice(1);
  if (Object.hasOwn(known, anchor)) target.hash = known[anchor];
  else if (!target.hash) target.hash = anchor;
  if (!target.search) target.search = location.search;
  location.replace(target.href);
})();

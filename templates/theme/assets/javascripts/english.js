/* In a site in another language than English: says of words that scripts put into the page, and that nobody has
   translated yet, that they are English. `guidance.say` puts marks around them; here elements come in their place,
   before anything is drawn. Loaded in no other site, and before all other scripts. */
(() => {
  "use strict";
  const MARKS = /[\ue010\ue013]/;
  const ATTRIBUTES = ["alt", "aria-label", "label", "placeholder", "title"];
  // These hold text alone.
  const BARE = ["OPTION", "TEXTAREA", "TITLE"];

  function without(text) { return text.split(/[\ue010\ue013]/).join(""); }

  function nodesOf(text) {
    return guidance.stretches(text).map(part => {
      if (!part.isEnglish) return part.words;
      const made = document.createElement("span");
      made.lang = "en";
      made.append(part.words);
      return made;
    });
  }

  function isEnglish(element) {
    const said = element.closest("[lang]");
    return said !== null && said.lang === "en";
  }

  function tellText(node) {
    if (!node.parentNode || !MARKS.test(node.data)) return;
    if (BARE.includes(node.parentNode.tagName)) {
      node.parentNode.lang = "en";
      node.data = without(node.data);
    } else if (isEnglish(node.parentNode)) node.data = without(node.data);
    else node.replaceWith(...nodesOf(node.data));
  }

  function tellAttribute(element, name) {
    const value = element.getAttribute(name);
    if (!value || !MARKS.test(value)) return;
    if (!element.textContent) element.lang = "en"; // says nothing else
    element.setAttribute(name, without(value));
  }

  function tell(node) {
    if (node.nodeType === Node.TEXT_NODE) return tellText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return undefined;
    [node].concat(Array.from(node.querySelectorAll("*"))).forEach(element => {
      ATTRIBUTES.forEach(name => { tellAttribute(element, name); });
    });
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    return found.forEach(tellText);
  }

  new MutationObserver(changes => {
    changes.forEach(change => {
      if (change.type === "attributes") tellAttribute(change.target, change.attributeName);
      else if (change.type === "characterData") tellText(change.target);
      else change.addedNodes.forEach(tell);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
})();

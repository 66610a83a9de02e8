/* How what was found looks: one entry for each page, with its sections. Text is only ever set as text. */
(function (search) {
  "use strict";
  var MOST_SECTIONS = 3;

  /* An element. `content` is text, an element, or a list of both. */
  search.make = function (tag, attributes, content) {
    var element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function (pair) { element.setAttribute(pair[0], pair[1]); });
    element.append.apply(element, [].concat(content === undefined ? [] : content));
    return element;
  };

  search.link = function (address, content) {
    return search.make("a", { href: new URL(address.replace(/^\//, ""), window.guidanceSite.root) }, content);
  };

  /* Pagefind marks words with <mark>, and writes < and > of the page itself as entities. */
  function marked(excerpt) {
    return excerpt.split(/(<mark>.*?<\/mark>)/).map(function (part) {
      var isMarked = part.startsWith("<mark>");
      var text = part.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      return isMarked ? search.make("mark", {}, text) : text;
    });
  }

  function weight(section) {
    return section.weighted_locations.reduce(function (sum, place) { return sum + place.balanced_score; }, 0);
  }

  function isPage(section) { return !section.anchor || section.anchor.element === "h1"; }

  /* The sections that have most of the words, in the order of the page. */
  function bestSections(page) {
    var sections = page.sub_results.filter(function (section) { return !isPage(section); });
    var best = sections.slice().sort(function (a, b) { return weight(b) - weight(a); }).slice(0, MOST_SECTIONS);
    return sections.filter(function (section) { return best.includes(section); });
  }

  function sectionEntry(section) {
    return search.make("li", {}, [
      search.link(section.url, section.title),
      search.make("p", {}, marked(section.excerpt))
    ]);
  }

  /* The entry of one page: `page` is what Pagefind read, `kind` what kind of page it is. */
  search.entry = function (page, kindOf) {
    var kind = guidanceValue(kindOf);
    var opening = page.sub_results.find(isPage);
    var sections = bestSections(page);
    var excerpt = opening ? opening.excerpt : sections.length ? "" : page.excerpt;
    var entry = search.make("li", { "class": "g-find__entry" }, [
      search.make("p", { "class": "g-find__kind" }, page.meta.local ? kind + ", " + page.meta.local : kind),
      search.make("h3", {}, search.link(page.url, page.meta.title))
    ]);
    if (excerpt) entry.append(search.make("p", {}, marked(excerpt)));
    if (sections.length) entry.append(search.make("ul", { "aria-label": guidanceSay("Sections") }, sections.map(sectionEntry)));
    return entry;
  };
})(window.guidanceSearch);

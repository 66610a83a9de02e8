/* How what was found looks: one entry for each page, with its sections. Text is only ever set as text. */
const MOST_SECTIONS = 3;

/* An element. `content` is text, an element, or a list of both. */
function make(tag, attributes = {}, content = []) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => { element.setAttribute(name, value); });
  element.append(...[content].flat());
  return element;
}

function link(address, content) {
  return make("a", { href: new URL(address.replace(/^\//, ""), guidance.root) }, content);
}

/* Pagefind marks words with <mark>, and writes < and > of the page itself as entities. */
function marked(excerpt) {
  return excerpt.split(/(<mark>.*?<\/mark>)/).map(part => {
    const isMarked = part.startsWith("<mark>");
    const text = part.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    return isMarked ? make("mark", {}, text) : text;
  });
}

function weight(section) {
  return section.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
}

function isPage(section) { return !section.anchor || section.anchor.element === "h1"; }

/* The sections that have most of the words, in the order of the page. */
function bestSections(page) {
  const sections = page.sub_results.filter(section => !isPage(section));
  const best = [...sections].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_SECTIONS);
  return sections.filter(section => best.includes(section));
}

function sectionEntry(section) {
  return make("li", {}, [
    link(section.url, section.title),
    make("p", {}, marked(section.excerpt))
  ]);
}

/* The entry of one page: `page` is what Pagefind read, `kind` what kind of page it is. */
function entry(page, kindOf) {
  const kind = guidance.value(kindOf);
  const opening = page.sub_results.find(isPage);
  const sections = bestSections(page);
  const excerpt = opening ? opening.excerpt : sections.length ? "" : page.excerpt;
  const made = make("li", { "class": "g-search-dialog__entry" }, [
    make("p", { "class": "g-search-dialog__kind" }, page.meta.local ? `${kind}, ${page.meta.local}` : kind),
    make("h3", {}, link(page.url, page.meta.title))
  ]);
  if (excerpt) made.append(make("p", {}, marked(excerpt)));
  if (sections.length) made.append(make("ul", { "aria-label": guidance.say("Sections") }, sections.map(sectionEntry)));
  return made;
}

Object.assign(guidanceSearch, { make, link, entry });

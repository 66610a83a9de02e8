/* For a reader who has said what their organisation is: case studies like it come first in the evidence, and
   a case study says what it has in common. Shown to nobody else. */
const { make } = guidance;
let yours = null;
const page = guidance.pageAt(location.href);
const byId = {};
const facets = {};

function read(all) {
  all.facets.forEach((facet, position) => { facets[facet.id] = { position, options: facet.options }; });
  all.cases.forEach(item => { byId[item.id] = item; });
}

function has(item, facet, option) {
  const known = facets[facet];
  return item.facets[known.position].some(position => known.options[position][0] === option);
}

/* What a case study has in common with the reader's organisation, in words. */
function common(item) {
  const words = yours.types.map((type, position) => has(item, "type", type) ? lower(yours.titles.types[position]) : "");
  if (yours.size && has(item, "size", yours.size)) words.push(guidance.say("{size} size", { size: lower(yours.titles.size) }));
  if (yours.nation && has(item, "nation", yours.nation)) words.push(yours.titles.nation);
  return words.filter(Boolean);
}

/* As in a sentence; abbreviations stay. */
function lower(title) { return /^.[A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1); }

/* Of the same type; for who gave no type, of the same size; failing that, of the same nation. */
function isLike(item) {
  if (yours.types.length) return yours.types.some(type => has(item, "type", type));
  return yours.size ? has(item, "size", yours.size) : has(item, "nation", yours.nation);
}

/* Those like theirs first, then by how much they have in common; else as they were. */
function ordered(entries) {
  return [...entries].sort((a, b) => isLike(b.item) - isLike(a.item) || common(b.item).length - common(a.item).length);
}

function entriesOf(links) {
  return Array.from(links).map(link => ({ link, item: byId[guidance.caseAt(link.href)] }))
    .filter(entry => entry.item);
}

function badge() { return make("span", "g-badge g-yours__like", guidance.say("like yours")); }

/* The links of an evidence line change places; the words between them stay where they are. */
function sortLine(line) {
  const entries = entriesOf(line.querySelectorAll("a[href]"));
  const marks = entries.map(entry => {
    const mark = document.createTextNode("");
    entry.link.replaceWith(mark);
    return mark;
  });
  ordered(entries).forEach((entry, position) => {
    marks[position].replaceWith(entry.link);
    if (isLike(entry.item)) entry.link.after(" ", badge());
  });
}

/* A list of practices: in each, the last link leads to the case study. What says how many more there are
   stays at the end. */
function sortList(list) {
  const links = Array.from(list.children, line => line.querySelector(":scope > a:last-of-type")).filter(Boolean);
  const entries = entriesOf(links);
  const rest = links.map(link => link.parentNode).find(line => !entries.some(entry => entry.link.parentNode === line));
  ordered(entries).forEach(entry => {
    list.insertBefore(entry.link.parentNode, rest ?? null);
    if (isLike(entry.item)) entry.link.after(" ", badge());
  });
}

/* The practices on a recommendation's page: each is a heading with what follows it. */
function sortPractices() {
  const entries = entriesOf(document.querySelectorAll(".md-content h3 > a[href]"));
  if (!entries.length) return;
  entries.forEach(entry => { entry.nodes = nodesOf(entry.link.parentNode); });
  const end = document.createComment("");
  entries.at(-1).nodes.at(-1).after(end);
  ordered(entries).forEach(entry => {
    end.before(...entry.nodes);
    if (isLike(entry.item)) addBadge(entry.nodes);
    moveContents(entry.nodes[0].id);
  });
  end.remove();
}

/* Among the types of the organisation, where the practice names them. */
function addBadge(nodes) {
  const types = nodes[1]?.querySelector(".g-badge");
  if (types) types.before(badge(), " ");
  else nodes[0].after(make("p", "", badge()));
}

function nodesOf(heading) {
  const nodes = [heading];
  let next = heading.nextElementSibling;
  while (next && !/^(H1|H2|H3|NAV|SECTION|ASIDE|FOOTER)$/.test(next.tagName)) {
    nodes.push(next);
    next = next.nextElementSibling;
  }
  return nodes;
}

/* The table of contents lists them in the same order. */
function moveContents(anchor) {
  const link = document.querySelector(`.g-toc a[href="#${CSS.escape(anchor)}"]`);
  const entry = link?.closest("li");
  entry?.parentNode.append(entry);
}

function summary() {
  const words = yours.titles.types.map(lower);
  if (yours.size) words.push(guidance.say("{size} size", { size: lower(yours.titles.size) }));
  return guidance.list(words.concat(yours.nation ? yours.titles.nation : []));
}

function note(start, text) {
  const change = guidance.link("your-organisation.html", guidance.say("Change"));
  change.append(make("span", "g-hidden", " " + guidance.say("what is kept about your organisation")));
  const made = make("p", "g-yours__note", make("strong", "", start + ": "), text + " ", change);
  const lead = document.querySelector(".md-content .g-lead");
  if (lead) lead.after(made);
  return made;
}

function caseNote(item) {
  const words = common(item);
  note(guidance.say("In common with yours"), words.length ? `${guidance.list(words)}.` : guidance.say("nothing that is reported."));
}

function themeNote(theme) {
  const found = Object.values(byId).filter(item => has(item, "theme", theme));
  const like = found.filter(isLike).length;
  const made = note(guidance.say("Your organisation"), like
    ? guidance.count(like, "of the {whole} case studies that show this theme is like yours. They come first.", "of the {whole} case studies that show this theme are like yours. They come first.", { whole: found.length })
    : guidance.say("no case study that shows this theme is like yours yet."));
  const lists = yours.types.map((type, position) => {
    const isThere = found.some(item => has(item, "type", type));
    return isThere && guidance.link(`organisation-types/${type}.html#${theme}`, yours.titles.types[position]);
  }).filter(Boolean);
  lists.forEach((list, position) => { made.append(position ? ", " : ` ${guidance.say("See them all:")} `, list); });
  if (lists.length) made.append(".");
}

function recommendationNote() {
  note(guidance.say("Your organisation"), document.querySelector(".g-yours__like") ? guidance.say("case studies like yours come first.")
    : guidance.say("no case study that shows this is like yours yet."));
}

/* The list of case studies starts with their types, unless its address says what to show. */
function finderNote() {
  if (yours.types.length) guidanceFinder.begin({ type: yours.types });
  const made = note(guidance.say("Your organisation"), `${summary()}.`);
  const forget = guidance.button("g-small-button", guidance.say("Forget it"));
  forget.addEventListener("click", () => {
    guidance.organisation.clear();
    made.replaceChildren(guidance.say("Nothing is kept about your organisation any more."));
    made.tabIndex = -1;
    made.focus();
  });
  made.append(" ", forget);
  document.querySelector(".g-yours__invitation")?.remove();
}

function show() {
  const item = byId[guidance.caseAt(location.href)];
  const theme = /^themes\/([a-z0-9-]+)\.html$/.exec(page);
  document.querySelectorAll(".g-evidence p").forEach(sortLine);
  document.querySelectorAll(".g-practices ul").forEach(sortList);
  if (page.startsWith("recommendations/")) {
    sortPractices();
    recommendationNote();
  }
  if (item) caseNote(item);
  else if (theme && theme[1] !== "index") themeNote(theme[1]);
  else if (document.getElementById("finder")) finderNote();
}

function loadStyle() {
  const style = make("link");
  style.rel = "stylesheet";
  style.href = `${guidance.root}assets/stylesheets/yours.css`;
  document.head.append(style);
}

/* A promise that they are in the page. `said`: what the reader has said. */
guidanceFinder.showLikeYours = async said => {
  yours = said;
  loadStyle();
  read(await guidance.loadCases());
  show();
};

/* What the finder's page is built from. */
const { make, button } = guidance;
const { mostWords, wordsOf, orderOf } = guidanceFinder;
const ORDERS = [
  ["relevance", guidance.say("Best match first")],
  ["title", guidance.say("Title, A to Z")],
  ["team", guidance.say("Team size, largest first")],
  ["organisation", guidance.say("Organisation size, largest first")],
  ["newest", guidance.say("Newest first")]
];

/* The form. It is made once; later only its numbers change. `choose` is called with a facet, an option
   and whether it is now chosen. */
function buildForm(data, choose, takeWords) {
  const words = make("input");
  words.type = "search";
  words.id = "finder-words";
  words.maxLength = mostWords;
  words.autocomplete = "off";
  words.addEventListener("input", later(takeWords));
  const chosen = make("span", "g-finder__chosen");
  const facets = data.facets.map(facet => buildFacet(facet, choose));
  const panel = make("details", "g-finder__panel", make("summary", "", guidance.say("Narrow down"), chosen));
  panel.append(...facets.map(facet => facet.element));
  const done = button("g-button g-finder__done");
  panel.append(done);
  const labelled = make("div", "g-finder__words", labelOf(words, guidance.say("Words in title or summary")), words);
  const form = make("form", "g-finder__form", labelled, panel);
  form.setAttribute("aria-label", guidance.say("Narrow down the case studies"));
  form.addEventListener("submit", event => { event.preventDefault(); takeWords(); });
  return { form, words, panel, chosen, facets, done };
}

function buildFacet(facet, choose) {
  const options = facet.options.map(option => buildOption(facet, option, choose));
  const chosen = make("span", "g-finder__chosen");
  const fields = make("fieldset", "", make("legend", "g-hidden", facet.title));
  fields.append(...options.map(option => option.element));
  const summary = make("summary", "", facet.title, chosen);
  const element = make("details", "g-finder__facet", summary, fields);
  element.open = facet.open;
  return { element, options, chosen };
}

function buildOption(facet, option, choose) {
  const check = make("input");
  check.type = "checkbox";
  check.name = facet.id;
  check.value = option[0];
  check.addEventListener("change", () => { choose(facet.id, option[0], check.checked); });
  const count = make("span", "g-finder__count");
  const element = make("label", "g-finder__option", check, make("span", "", option[1]), " ", count);
  return { element, check, count };
}

function labelOf(field, text) {
  const label = make("label", "", text);
  label.htmlFor = field.id;
  return label;
}

function buildResults(showMore) {
  const built = {
    status: make("p", "g-finder__status"),
    order: make("select"),
    notice: make("p", "g-note g-finder__notice"),
    chips: make("ul", "g-finder__chips"),
    empty: make("div", "g-note g-finder__empty"),
    cards: make("div", "g-cards"),
    more: button("g-button g-button--quiet")
  };
  built.more.addEventListener("click", showMore);
  built.status.setAttribute("role", "status");
  built.status.tabIndex = -1;
  built.order.id = "finder-order";
  built.chips.setAttribute("aria-label", guidance.say("What you have chosen"));
  built.rest = make("div", "g-finder__more", built.more);
  const order = make("div", "g-finder__order", labelOf(built.order, guidance.say("Sort by")), built.order);
  built.results = make("section", "g-finder__results",
    make("h2", "g-hidden", guidance.say("Case studies found")),
    make("div", "g-finder__bar", built.status, order),
    built.notice, built.chips, built.empty, built.cards, built.rest);
  return built;
}

/* Without words, nothing matches better than something else. */
function fillOrders(select, query) {
  const hasWords = wordsOf(query.words).length > 0;
  const orders = ORDERS.filter(order => hasWords || order[0] !== "relevance");
  if (select.length !== orders.length) {
    select.replaceChildren(...orders.map(order => new Option(order[1], order[0])));
  }
  select.value = orderOf(query);
}

/* What an empty result says, and what its button does. */
function adviceOn(best, facet) {
  if (!best) return { text: guidance.say("Taking away one thing is not enough here."), action: guidance.say("Clear all") };
  if (!facet) {
    return { text: guidance.count(best.gives, "Try other words first: without them, there would be {number} case study.", "Try other words first: without them, there would be {number} case studies."), action: guidance.say("Remove the words") };
  }
  const name = `“${facet.title}”`;
  return {
    text: guidance.count(best.gives, "Loosen {name} first: without it, there would be {number} case study.", "Loosen {name} first: without it, there would be {number} case studies.", { name }),
    action: guidance.say("Remove what is chosen in {name}", { name })
  };
}

function noticeOf(unknown) {
  const named = unknown.slice(0, 3).map(text => "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”");
  const parts = { parts: named.join(", ") };
  return unknown.length > 3 ? guidance.say("The finder does not know some parts of this address and leaves them out: {parts} and more.", parts)
    : guidance.say("The finder does not know a part of this address and leaves it out: {parts}.", parts);
}

/* A case study, looking as it does in the lists that the server makes. */
function buildCard(data, item) {
  const link = make("a", "", item.title);
  link.href = `${item.id}.html`;
  const meta = make("p", "g-meta");
  optionsOf(data, item, "type").forEach(type => { addBadge(meta, "g-badge--type", type[1]); });
  if (optionsOf(data, item, "kind")[0][0] === "initiative") addBadge(meta, "g-badge--initiative", guidance.say("Initiative"));
  meta.append(guidance.list(sizesOf(item)) || guidance.say("size not reported"));
  if (item.told) meta.append("; " + item.told);
  const summary = make("p", "g-finder__summary", item.summary || "");
  const element = make("div", "g-card", make("h3", "", link), summary, meta);
  element.dataset.case = item.id;
  return element;
}

function addBadge(meta, className, text) { meta.append(make("span", "g-badge " + className, text), " "); }

function optionsOf(data, item, identifier) {
  const position = data.facets.findIndex(facet => facet.id === identifier);
  return item.facets[position].map(option => data.facets[position].options[option])
    .filter(option => option[0] !== "not-reported");
}

function sizesOf(item) {
  return [
    ["staff", guidance.say("{number} staff"), guidance.say("about {number} staff")],
    ["wte", guidance.say("{number} WTE"), guidance.say("about {number} WTE")],
    ["headcount", guidance.say("{number} people"), guidance.say("about {number} people")]
  ].filter(([name]) => item[name] !== null).map(([name, exact, about]) => {
    const words = item.about.includes(name) ? about : exact;
    return words.replace("{number}", guidance.number(item[name]));
  });
}

/* Only when somebody has stopped typing: each letter would be announced otherwise. */
function later(action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 200);
  };
}

Object.assign(guidanceFinder, { buildForm, buildResults, fillOrders, adviceOn, noticeOf, buildCard });

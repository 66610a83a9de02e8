/* The finder: all case studies, narrowed down by facets and words. It takes the place of the list that
   the page has without scripts. count.js does the sums, parts.js builds what is seen.

   For other scripts:
   - each card has data-case, the identifier of its case study; `guidance:cards` is sent to the document,
     with the cards' box in `detail`, whenever cards were drawn;
   - guidanceFinder.begin({facet: [options]}) chooses something to start with, unless the address says
     what to show. */
const box = document.getElementById("finder");
const data = window.guidanceCases;
const finder = guidanceFinder;
const PART = 30;
const AHEAD = 2000;
const WIDE = window.matchMedia("(min-width: 60em)");
const FEEDS = { type: "organisation-type", theme: "theme" };
const { make } = guidance;
let start = finder.nothing();
let query = finder.nothing();
let result = null;
let shown = PART;
let isTyping = false;
let said = "";
let parts = null;

/* What the reader does. */
function choose(facet, option, isChosen) {
  const choices = { ...query.choices };
  choices[facet] = (choices[facet] || []).filter(other => other !== option)
    .concat(isChosen ? option : []);
  change({ choices });
}

function takeWords() {
  const words = parts.words.value.slice(0, finder.mostWords);
  if (words === query.words) return;
  // One step back undoes all that was typed, not its last letter.
  change({ words }, isTyping);
  isTyping = true;
}

/* Takes away all choices of a facet; behind the last facet stand the words. */
function loosen(facet) {
  const choices = { ...query.choices };
  if (facet < data.facets.length) delete choices[data.facets[facet].id];
  change({ choices, words: facet < data.facets.length ? query.words : "" });
  parts.status.focus();
}

function clear() {
  change(finder.nothing());
  parts.status.focus();
}

function change(changes, replaces) {
  isTyping = false;
  query = { ...query, ...changes };
  if (query.order === "relevance" && !finder.wordsOf(query.words).length) query.order = "";
  shown = PART;
  parts.notice.hidden = true;
  if ("words" in changes && changes.words !== parts.words.value) parts.words.value = changes.words;
  remember(replaces);
  draw();
}

function showMore() {
  const first = shown;
  shown += PART;
  remember(true);
  drawCards(first);
  announce();
  parts.cards.children[first].querySelector("a").focus();
}

/* The state lives in the address, so that it can be shared and Back works. */
function remember(replaces) {
  history[replaces ? "replaceState" : "pushState"]({ finderShown: shown }, "", addressNow());
}

/* False where the address is about something else; then all stays as it is. */
function restore() {
  const read = finder.read(location.hash, data);
  if (!read) return false;
  query = location.hash.length > 1 ? read.query : start;
  shown = Math.min(Number(history.state && history.state.finderShown) || PART, data.cases.length);
  isTyping = false;
  parts.words.value = query.words;
  drawNotice(read.unknown);
  draw();
  return true;
}

/* What is seen. */
function draw() {
  // Words are looked for in all summaries, so those come first.
  if (!finder.wordsOf(query.words).length || hasAllSummaries()) drawNow();
  else guidance.loadSummaries(data).then(drawNow);
}

function hasAllSummaries() { return data.cases.every(item => "summary" in item); }

function drawNow() {
  result = finder.count(data, query);
  result.sorted = finder.sort(data, result.found, query);
  data.facets.forEach(drawFacet);
  finder.fillOrders(parts.order, query);
  drawChips();
  drawEmpty();
  drawFeed();
  drawCards(0);
  announce();
}

function drawNotice(unknown) {
  parts.notice.textContent = finder.noticeOf(unknown);
  parts.notice.hidden = !unknown.length;
}

function drawFacet(facet, position) {
  const chosen = query.choices[facet.id] || [];
  const part = parts.facets[position];
  part.options.forEach((option, index) => {
    const gives = result.counts[position][index];
    option.check.checked = chosen.includes(option.check.value);
    option.count.textContent = guidance.number(gives);
    option.element.classList.toggle("g-finder__option--none", gives === 0);
  });
  part.chosen.textContent = chosen.length ? " " + guidance.say("{number} chosen", { number: chosen.length }) : "";
  if (chosen.length) part.element.open = true;
}

function drawChips() {
  const chips = [];
  data.facets.forEach(facet => {
    facet.options.forEach(option => {
      if (!(query.choices[facet.id] || []).includes(option[0])) return;
      chips.push(chip(option[1], facet.title, () => { choose(facet.id, option[0], false); }));
    });
  });
  if (query.words.trim()) {
    chips.push(chip(`“${query.words.trim()}”`, guidance.say("words"), () => { change({ words: "" }); }));
  }
  parts.chosen.textContent = chips.length ? " " + guidance.say("{number} chosen", { number: chips.length }) : "";
  if (chips.length) chips.push(make("li", "", button("g-finder__clear", clear, guidance.say("Clear all"))));
  parts.chips.hidden = !chips.length;
  parts.chips.replaceChildren(...chips);
}

function button(className, action, text) {
  const element = guidance.button(className, text);
  element.addEventListener("click", action);
  return element;
}

/* A choice, as a button that takes it away. Focus moves on to the next. */
function chip(text, kind, takeAway) {
  const element = button("g-finder__chip", () => {
    const place = Array.from(parts.chips.children).indexOf(element.parentNode);
    takeAway();
    (parts.chips.hidden ? parts.status : parts.chips.children[place].firstChild).focus();
  }, text);
  element.prepend(make("span", "g-hidden", guidance.say("Remove {kind}:", { kind }) + " "));
  return make("li", "", element);
}

function drawEmpty() {
  parts.empty.hidden = result.found.length > 0;
  if (parts.empty.hidden) return;
  const best = finder.loosen(result.without);
  const advice = finder.adviceOn(best, best && data.facets[best.facet]);
  parts.empty.replaceChildren(
    make("p", "", advice.text),
    button("g-button", best ? () => { loosen(best.facet); } : clear, advice.action)
  );
}

/* Cards from a position on: those before it are there already. */
function drawCards(first) {
  const indices = result.sorted.slice(first, shown);
  const cards = indices.map(index => finder.buildCard(data, data.cases[index]));
  guidance.loadSummaries(data, indices).then(() => {
    cards.forEach((card, place) => {
      const summary = card.querySelector(".g-finder__summary");
      if (!summary.textContent) summary.textContent = data.cases[indices[place]].summary || "";
    });
  });
  if (first) parts.cards.append(...cards);
  else parts.cards.replaceChildren(...cards);
  const left = result.sorted.length - shown;
  parts.rest.hidden = left <= 0;
  parts.more.textContent = guidance.say("Show {number} more", { number: Math.min(left, PART) });
  document.dispatchEvent(new CustomEvent("guidance:cards", { detail: parts.cards }));
}

function announce() {
  const number = result.found.length;
  const text = number ? found(number, data.cases.length) : guidance.say("No case study fits all of this");
  if (said !== text) parts.status.textContent = said = text;
  parts.done.textContent = guidance.count(number, "Show {number} case study", "Show {number} case studies");
}

function found(number, whole) {
  const values = { found: guidance.number(number), shown: guidance.number(shown) };
  if (number === whole && shown >= number) return guidance.count(number, "case study", "case studies");
  if (number === whole) return guidance.count(number, "{number} case study, the first {shown} shown", "{number} case studies, the first {shown} shown", values);
  return shown >= number ? guidance.count(whole, "{found} of {number} case study", "{found} of {number} case studies", values)
    : guidance.count(whole, "{found} of {number} case study, the first {shown} shown", "{found} of {number} case studies, the first {shown} shown", values);
}

finder.begin = choices => {
  if (!parts) return;
  start = finder.read(`#${finder.write({ choices }, data)}`, data).query;
  if (location.hash.length < 2) restore();
};

/* The address of what is shown, with its filter, even where "Your organisation" and not the address set it. */
function addressNow() {
  const text = finder.write(query, data) || (finder.write(start, data) ? "all" : "");
  return location.href.split("#")[0] + (text ? `#${text}` : "");
}

/* The feed for what is chosen: there is one for each organisation type and each theme, but not for several at once. */
function feedNow() {
  const chosen = Object.entries(query.choices).flatMap(([facet, options]) => options.map(option => [facet, option]));
  const [facet, option] = chosen.length === 1 && !query.words ? chosen[0] : [];
  return Object.hasOwn(FEEDS, facet ?? "") ? `feeds/${FEEDS[facet]}-${option}.xml` : "";
}

function drawFeed() {
  const feed = feedNow();
  parts.feed.replaceChildren(...feed ? [guidance.link(feed, guidance.say("Follow what is new here (feed)"))] : []);
}

function unfold() { parts.panel.open = WIDE.matches; }

/* On a narrow screen the choices stand above what they find. */
function fold() {
  parts.panel.open = false;
  parts.status.focus();
}

/* The finder comes where the list was. */
function build() {
  parts = { ...finder.buildForm(data, choose, takeWords), ...finder.buildResults(showMore) };
  parts.order.addEventListener("change", () => { change({ order: parts.order.value }); });
  // Who comes near the choices will want other cards than the first.
  ["pointerenter", "focusin"].forEach(kind => {
    parts.form.addEventListener(kind, () => {
      if (data.cases.length <= AHEAD) guidance.loadSummaries(data);
    }, { once: true });
  });
  parts.done.addEventListener("click", fold);
  parts.feed = make("p", "g-finder__feed");
  parts.results.querySelector(".g-finder__bar").after(guidance.shareButton(guidance.say("Copy a link to this list"), addressNow), parts.feed);
  box.append(parts.form, parts.results);
  box.classList.add("g-finder--ready");
  unfold();
  WIDE.addEventListener("change", unfold);
  window.addEventListener("popstate", restore);
  if (!restore()) draw();
}

if (box && data) build();

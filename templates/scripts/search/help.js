/* What the search says when it has nothing to show: before the first word, and when nothing was found. */
const { make, link, facets, find } = guidanceSearch;
const PLACES = [["themes/index.html", guidance.say("Themes")], ["case-studies/index.html", guidance.say("Case studies")], ["glossary.html", guidance.say("Glossary")]];
const MOST_WORDS = 4;

function places(opening) {
  return make("div", {}, [
    make("p", {}, opening),
    make("ul", {}, PLACES.map(([address, title]) => make("li", {}, link(address, title))))
  ]);
}

function helpStart() {
  return [
    make("p", {}, guidance.say("Type a word, a role or an abbreviation, such as CNIO. Or choose from the lists to see all pages of a kind.")),
    places(guidance.say("You can also start from one of these:"))
  ];
}

function without(chosen, facet, title) {
  return { ...chosen, [facet]: chosen[facet].filter(other => other !== title) };
}

/* Searches that ask for less: each without one of the choices, and for each of the words alone. */
function proposals(words, chosen) {
  const looser = [];
  facets.forEach(facet => {
    chosen[facet.id].forEach(title => {
      looser.push({ title: guidance.say("Without \u201c{title}\u201d", { title: guidance.value(title) }), words, chosen: without(chosen, facet.id, title) });
    });
  });
  if (looser.length > 1) looser.push({ title: guidance.say("Without any of them"), words, chosen: { kind: [], type: [], theme: [] } });
  const single = words.replace(/"/g, "").split(" ").filter(Boolean).slice(0, MOST_WORDS);
  if (single.length > 1) {
    single.forEach(word => {
      looser.push({ title: guidance.say("Only \u201c{word}\u201d", { word }), words: word, chosen });
    });
  }
  return looser;
}

async function button(proposal, retry) {
  const found = await find(proposal.words, proposal.chosen);
  if (!found.results.length) return null;
  const title = proposal.title + ": " + guidance.count(found.results.length, "page", "pages");
  const element = make("button", { type: "button" }, title);
  element.addEventListener("click", () => { retry(proposal); });
  return make("li", {}, element);
}

/* When nothing was found. `retry` is called with the proposal that a reader takes up. */
async function helpOut(words, chosen, retry) {
  const buttons = await Promise.all(proposals(words, chosen).map(proposal => button(proposal, retry)));
  const found = buttons.filter(Boolean);
  const help = [make("p", {}, guidance.say("Check the spelling, or try fewer or other words."))];
  if (found.length) help.push(make("p", {}, guidance.say("These would find something:")), make("ul", { "class": "g-search-dialog__loosen" }, found));
  return help.concat(places(guidance.say("Or look in one of these:")));
}

Object.assign(guidanceSearch, { places, helpStart, helpOut });

/* "Teams like yours": of the groups in the page, those that the reader's organisation belongs to come first and
   are open; the others are put away behind a button. For who has said nothing, all of them stay. */
const { make } = guidance;
const box = document.getElementById("teams");
const place = document.getElementById("teams-yours");
const groups = Array.from(box.children);
let isAll = false;

function idsOf(said) {
  return [
    ...said.types.map(type => `type-${type}`), said.size && `size-${said.size}`, said.nation && `nation-${said.nation}`
  ].filter(Boolean).map(name => `teams-${name}`);
}

function titlesOf(said) { return [...said.titles.types, said.titles.size, said.titles.nation].filter(Boolean); }

function change() { return guidance.link("your-organisation.html", guidance.say("Say what your organisation is")); }

function arrange(ids) {
  const own = groups.filter(group => ids.includes(group.id));
  const others = groups.filter(group => !ids.includes(group.id));
  box.replaceChildren(...own, ...others);
  own.forEach((group, position) => { group.hidden = false; group.open = position === 0 || group.open; });
  others.forEach(group => { group.hidden = own.length > 0 && !isAll; });
  return own;
}

function showAll() {
  const button = guidance.button("g-small-button", guidance.say("Show the other groups too"));
  button.addEventListener("click", () => {
    isAll = true;
    draw();
    box.querySelector("summary").focus();
  });
  return button;
}

function draw() {
  const said = guidance.organisation.get();
  const own = arrange(said ? idsOf(said) : []);
  if (!said) {
    place.replaceChildren(make("p", "g-yours__note g-screen", guidance.say("This page follows what you say about your organisation."), " ", change(), "."));
    return;
  }
  const there = own.map(group => group.id);
  const missing = titlesOf(said).filter((_, position) => !there.includes(idsOf(said)[position]));
  const words = [make("strong", "", `${guidance.say("Your organisation")}: `), `${guidance.list(titlesOf(said))}. `];
  if (!own.length) words.push(guidance.say("No case study is from an organisation like yours yet. These are of all the others."), " ");
  else if (missing.length) words.push(guidance.say("No case study yet: {titles}.", { titles: guidance.list(missing) }), " ");
  words.push(guidance.link("your-organisation.html", guidance.say("Change")));
  if (own.length && !isAll) words.push(" ", showAll());
  place.replaceChildren(make("p", "g-yours__note", words));
}

draw();
// Said in another tab.
window.addEventListener("storage", draw);

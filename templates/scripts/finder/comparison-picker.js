/* Choosing a case study from a list, by words of its title or its type of organisation. */
const { make } = guidance;
const MOST = 20;

/* Opens the list under a heading. `pick` is called with the identifier of what is chosen; those to leave
   out are not offered. Closing it gives focus back to where it was. */
function open(heading, leaveOut, pick) {
  return guidance.loadCases().then(all => {
    const free = all.cases.filter(item => !leaveOut.includes(item.id)).map(withWords(all));
    const dialog = make("dialog", "g-picker");
    const title = make("h2", "", heading);
    const close = guidance.button("g-small-button", guidance.say("Close"));
    title.id = "__picker";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(title, list(free, id => { dialog.close(); pick(id); }), close);
    close.addEventListener("click", () => { dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); });
    document.getElementById("compare").append(dialog);
    dialog.showModal();
  });
}

/* Each with what it can be found by: its title, and its types under all their names. */
function withWords(all) {
  const position = all.facets.findIndex(facet => facet.id === "type");
  const types = all.facets[position].options.map(option => option.slice(1).join(" "));
  return item => {
    const ofIts = item.facets[position].map(option => types[option]);
    return { id: item.id, title: item.title, words: [item.title, ...ofIts].join(" ").toLowerCase() };
  };
}

function list(free, pick) {
  const field = make("input", "g-picker__field");
  const count = make("p", "g-picker__count");
  const items = make("ul", "g-picker__list");
  field.type = "search";
  count.setAttribute("role", "status");
  function fill() {
    const found = free.filter(fits(field.value));
    count.textContent = found.length > MOST ? guidance.say("The first {number} of {whole}", { number: MOST, whole: found.length })
      : guidance.say("{number} to choose from", { number: found.length });
    items.replaceChildren(...found.slice(0, MOST).map(item => entry(item, pick)));
  }
  field.addEventListener("input", fill);
  fill();
  return make("div", "", make("label", "", guidance.say("Words in its title or type of organisation"), field), count, items);
}

function fits(typed) {
  const words = typed.toLowerCase().split(/\s+/);
  return item => words.every(word => item.words.includes(word));
}

function entry(item, pick) {
  const made = guidance.button("g-picker__item", item.title);
  made.addEventListener("click", () => { pick(item.id); });
  return make("li", "", made);
}

guidanceFinder.comparisonPicker = { open };

/* On the list of recommendations: shows only those that serve a measure of another framework. Without a script,
   the measures are links to lists of their own. */
const { make } = guidance;
const rows = Array.from(document.querySelectorAll("[data-serves]"), mark => ({ row: mark.closest("tr"), serves: mark.dataset.serves.split(" ") }));
const groups = Array.from(document.querySelectorAll(".g-by-measure"));

function option(value, text) {
  const made = make("option", "", text);
  made.value = value;
  return made;
}

function optionsOf(group) {
  const made = make("optgroup", "", Array.from(group.querySelectorAll("li"), item =>
    option(item.querySelector("[data-measure]").dataset.measure, item.textContent)));
  made.label = group.querySelector("p").textContent;
  return made;
}

/* Themes of which nothing is left to see are hidden, with their headings. */
function show(measure) {
  rows.forEach(one => { one.row.hidden = Boolean(measure) && !one.serves.includes(measure); });
  document.querySelectorAll(".md-content table").forEach(table => {
    const isEmpty = Array.from(table.tBodies[0].rows).every(row => row.hidden);
    const box = table.closest(".g-scroll") || table;
    box.hidden = isEmpty;
    box.previousElementSibling.hidden = isEmpty;
  });
  return rows.filter(one => !one.row.hidden).length;
}

if (groups.length) {
  const select = make("select", "", option("", guidance.say("All recommendations")), groups.map(optionsOf));
  const label = make("label", "", guidance.say("Show"));
  const said = make("span", "g-by-measure__count");
  select.id = label.htmlFor = "by-measure";
  said.setAttribute("role", "status");
  groups[0].before(make("p", "g-by-measure__choice", label, " ", select, " ", said));
  groups.forEach(group => { group.hidden = true; });
  select.addEventListener("change", () => {
    said.textContent = guidance.say("{number} of {whole} recommendations", { number: show(select.value), whole: rows.length });
  });
  window.addEventListener("pageshow", () => { if (select.value) show(select.value); });
}

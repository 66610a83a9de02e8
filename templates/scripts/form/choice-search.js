/* A choice among many: a search field that shortens a list of the browser's own kind. Every word that is
   typed must stand somewhere in the choice's identifier, its title or its group's. */
const { make } = guidance;
const fields = guidanceForm.fields;

function plain(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }

function matching(choices, typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return choices.filter(choice => {
    const text = plain(choice.join(" "));
    return words.every(word => text.includes(word));
  });
}

function searched(field, choices) {
  const select = make("select", "g-form__select");
  const made = fields.single(field, select, fields.readSelect, (control, value) => {
    search.value = "";
    shorten();
    if (typeof value !== "string" || !value) {
      control.value = "";
      return fields.unshown(value);
    }
    fields.offer(control, value);
    return [];
  });
  const search = make("input", "g-form__text");
  const status = make("span", "g-form__found");
  const label = make("label", "g-form__search", guidance.say("Search these {number}", { number: choices.length }) + " ",
    make("span", "g-hidden", guidance.say("to choose: {label}", { label: field.label }) + " "));
  search.type = "search";
  search.id = fields.nextId();
  search.autocomplete = "off";
  label.htmlFor = search.id;
  status.setAttribute("role", "status");
  fields.fillSelect(select, choices);
  select.before(label, search, status);

  /* What is chosen stays, also where it doesn't match. */
  function shorten() {
    const chosen = select.value;
    const found = matching(choices, search.value);
    fields.fillSelect(select, found.concat(choices.filter(choice => choice[0] === chosen && !found.includes(choice))));
    if (chosen) fields.offer(select, chosen);
    status.textContent = search.value.trim() ? guidance.say("{number} of {whole} left in the list below", { number: found.length, whole: choices.length }) : "";
  }

  search.addEventListener("input", event => {
    event.stopPropagation(); // no value of the case study has changed
    shorten();
  });
  search.addEventListener("change", event => { event.stopPropagation(); });
  // Enter would send the form; here it goes on to the list.
  search.addEventListener("keydown", event => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    select.focus();
  });
  made.focus = () => { (select.value ? select : search).focus(); };
  return made;
}

guidanceForm.choiceSearch = { searched };

/* A choice among many: a search field that shortens a list of the browser's own kind. Every word that is
   typed must stand somewhere in the choice's identifier, its title or its group's. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var fields = window.guidanceFormFields;

  function plain(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }

  function matching(choices, typed) {
    var words = plain(typed).split(/\s+/).filter(Boolean);
    return choices.filter(function (choice) {
      var text = plain(choice.join(" "));
      return words.every(function (word) { return text.includes(word); });
    });
  }

  function searched(field, choices) {
    var select = make("select", "g-form__select");
    var made = fields.single(field, select, fields.readSelect, function (control, value) {
      search.value = "";
      shorten();
      if (typeof value !== "string" || !value) {
        control.value = "";
        return fields.unshown(value);
      }
      fields.offer(control, value);
      return [];
    });
    var search = make("input", "g-form__text");
    var status = make("span", "g-form__found");
    var label = make("label", "g-form__search", guidanceSay("Search these {number}", { number: choices.length }) + " ",
      make("span", "g-hidden", guidanceSay("to choose: {label}", { label: field.label }) + " "));
    search.type = "search";
    search.id = fields.nextId();
    search.autocomplete = "off";
    label.htmlFor = search.id;
    status.setAttribute("role", "status");
    fields.fillSelect(select, choices);
    select.before(label, search, status);

    /* What is chosen stays, also where it doesn't match. */
    function shorten() {
      var chosen = select.value;
      var found = matching(choices, search.value);
      fields.fillSelect(select, found.concat(choices.filter(function (choice) {
        return choice[0] === chosen && !found.includes(choice);
      })));
      if (chosen) fields.offer(select, chosen);
      status.textContent = search.value.trim() ? guidanceSay("{number} of {whole} left in the list below", { number: found.length, whole: choices.length }) : "";
    }

    search.addEventListener("input", function (event) {
      event.stopPropagation(); // no value of the case study has changed
      shorten();
    });
    search.addEventListener("change", function (event) { event.stopPropagation(); });
    // Enter would send the form; here it goes on to the list.
    search.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      select.focus();
    });
    made.focus = function () { (select.value ? select : search).focus(); };
    return made;
  }

  window.guidanceFormSearch = { searched: searched };
})();

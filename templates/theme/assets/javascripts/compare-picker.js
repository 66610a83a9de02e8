/* Choosing a case study from a list, by words of its title or its type of organisation. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var MOST = 20;

  /* Opens the list under a heading. `pick` is called with the identifier of what is chosen; those to leave
     out are not offered. Closing it gives focus back to where it was. */
  function open(heading, leaveOut, pick) {
    return site.loadCases().then(function (all) {
      var free = all.cases.filter(function (item) { return !leaveOut.includes(item.id); }).map(withWords(all));
      var dialog = make("dialog", "g-picker");
      var title = make("h2", "", heading);
      var close = site.button("g-choose", guidanceSay("Close"));
      title.id = "__picker";
      dialog.setAttribute("aria-labelledby", title.id);
      dialog.append(title, list(free, function (id) { dialog.close(); pick(id); }), close);
      close.addEventListener("click", function () { dialog.close(); });
      dialog.addEventListener("close", function () { dialog.remove(); });
      document.getElementById("compare").append(dialog);
      dialog.showModal();
    });
  }

  /* Each with what it can be found by: its title, and its types under all their names. */
  function withWords(all) {
    var position = all.facets.findIndex(function (facet) { return facet.id === "type"; });
    var types = all.facets[position].options.map(function (option) { return option.slice(1).join(" "); });
    return function (item) {
      var ofIts = item.facets[position].map(function (option) { return types[option]; });
      return { id: item.id, title: item.title, words: [item.title].concat(ofIts).join(" ").toLowerCase() };
    };
  }

  function list(free, pick) {
    var field = make("input", "g-picker__field");
    var count = make("p", "g-picker__count");
    var items = make("ul", "g-picker__list");
    field.type = "search";
    count.setAttribute("role", "status");
    function fill() {
      var found = free.filter(fits(field.value));
      count.textContent = found.length > MOST ? guidanceSay("The first {number} of {whole}", { number: MOST, whole: found.length })
        : guidanceSay("{number} to choose from", { number: found.length });
      items.replaceChildren.apply(items, found.slice(0, MOST).map(function (item) { return entry(item, pick); }));
    }
    field.addEventListener("input", fill);
    fill();
    return make("div", "", make("label", "", guidanceSay("Words in its title or type of organisation"), field), count, items);
  }

  function fits(typed) {
    var words = typed.toLowerCase().split(/\s+/);
    return function (item) {
      return words.every(function (word) { return item.words.includes(word); });
    };
  }

  function entry(item, pick) {
    var made = site.button("g-picker__item", item.title);
    made.addEventListener("click", function () { pick(item.id); });
    return make("li", "", made);
  }

  window.guidanceComparePicker = { open: open };
})();

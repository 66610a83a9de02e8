/* The facets of the search: check boxes, and how many pages each would give. */
(function (search) {
  "use strict";
  var make = search.make;

  function makeBox(facet, title) {
    var box = make("input", { type: "checkbox", name: facet.id, value: title });
    return make("label", {}, [box, make("span", {}, guidanceValue(title)), make("span", { "class": "g-find__sum" })]);
  }

  function makeGroup(facet, titles) {
    var boxes = titles.map(function (title) { return makeBox(facet, title); });
    return make("fieldset", {}, [make("legend", {}, facet.title)].concat(boxes));
  }

  /* Fill `place` with the options ({kind: [title], ...}). `changed` is called when a reader changes a choice. */
  search.makeFacets = function (place, options, changed) {
    var summary = make("summary");
    var clear = make("button", { type: "button", "class": "g-find__clear" }, guidanceSay("Clear all"));
    var groups = search.facets.map(function (facet) { return makeGroup(facet, options[facet.id]); });
    place.replaceChildren.apply(place, [summary, clear].concat(groups));
    place.hidden = false;

    function boxes() { return Array.from(place.querySelectorAll("input")); }

    function show() {
      var count = boxes().filter(function (box) { return box.checked; }).length;
      summary.textContent = count ? guidanceSay("Narrow down ({number} chosen)", { number: count }) : guidanceSay("Narrow down");
      clear.hidden = !count;
    }

    place.addEventListener("change", function () {
      show();
      changed();
    });
    clear.addEventListener("click", function () {
      boxes().forEach(function (box) { box.checked = false; });
      summary.focus();
      show();
      changed();
    });

    return {
      chosen: function () {
        var chosen = { kind: [], type: [], theme: [] };
        boxes().forEach(function (box) { if (box.checked) chosen[box.name].push(box.value); });
        return chosen;
      },
      choose: function (chosen) {
        boxes().forEach(function (box) { box.checked = chosen[box.name].includes(box.value); });
        show();
      },
      hasChoice: function () { return boxes().some(function (box) { return box.checked; }); },
      count: function (counts) {
        boxes().forEach(function (box) {
          var count = counts[box.name][box.value] || 0;
          var label = box.parentElement;
          label.lastChild.textContent = guidanceNumber(count);
          label.classList.toggle("g-find__none", !count);
        });
      }
    };
  };
})(window.guidanceSearch);

/* What the search says when it has nothing to show: before the first word, and when nothing was found. */
(function (search) {
  "use strict";
  var make = search.make;
  var PLACES = [["themes/index.html", guidanceSay("Themes")], ["case-studies/index.html", guidanceSay("Case studies")], ["glossary.html", guidanceSay("Glossary")]];
  var MOST_WORDS = 4;

  search.places = function (opening) {
    return make("div", {}, [
      make("p", {}, opening),
      make("ul", {}, PLACES.map(function (place) { return make("li", {}, search.link(place[0], place[1])); }))
    ]);
  };

  search.helpStart = function () {
    return [
      make("p", {}, guidanceSay("Type a word, a role or an abbreviation, such as CNIO. Or choose from the lists to see all pages of a kind.")),
      search.places(guidanceSay("You can also start from one of these:"))
    ];
  };

  function without(chosen, facet, title) {
    var fewer = Object.assign({}, chosen);
    fewer[facet] = chosen[facet].filter(function (other) { return other !== title; });
    return fewer;
  }

  /* Searches that ask for less: each without one of the choices, and for each of the words alone. */
  function proposals(words, chosen) {
    var looser = [];
    search.facets.forEach(function (facet) {
      chosen[facet.id].forEach(function (title) {
        looser.push({ title: guidanceSay("Without \u201c{title}\u201d", { title: guidanceValue(title) }), words: words, chosen: without(chosen, facet.id, title) });
      });
    });
    if (looser.length > 1) looser.push({ title: guidanceSay("Without any of them"), words: words, chosen: { kind: [], type: [], theme: [] } });
    var single = words.replace(/"/g, "").split(" ").filter(Boolean).slice(0, MOST_WORDS);
    if (single.length > 1) {
      single.forEach(function (word) {
        looser.push({ title: guidanceSay("Only \u201c{word}\u201d", { word: word }), words: word, chosen: chosen });
      });
    }
    return looser;
  }

  async function button(proposal, retry) {
    var found = await search.find(proposal.words, proposal.chosen);
    if (!found.results.length) return null;
    var title = proposal.title + ": " + guidanceCount(found.results.length, "page", "pages");
    var element = make("button", { type: "button" }, title);
    element.addEventListener("click", function () { retry(proposal); });
    return make("li", {}, element);
  }

  /* When nothing was found. `retry` is called with the proposal that a reader takes up. */
  search.helpOut = async function (words, chosen, retry) {
    var buttons = await Promise.all(proposals(words, chosen).map(function (proposal) { return button(proposal, retry); }));
    var found = buttons.filter(Boolean);
    var help = [make("p", {}, guidanceSay("Check the spelling, or try fewer or other words."))];
    if (found.length) help.push(make("p", {}, guidanceSay("These would find something:")), make("ul", { "class": "g-find__loosen" }, found));
    return help.concat(search.places(guidanceSay("Or look in one of these:")));
  };
})(window.guidanceSearch);

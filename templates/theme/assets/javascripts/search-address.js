/* What is searched for, as the end of an address: #search=board+papers&kind=theme,role&type=mental-health.
   People shorten, mistype and forward addresses: whatever stands there becomes a search, and what could
   not be read is said in `notes`. */
(function (search) {
  "use strict";
  var LONGEST = search.longest = 200;

  /* { words, chosen: {kind: [title], ...}, notes: [sentence] }. `options` has the titles of each facet. */
  search.readAddress = function (hash, options) {
    var fields = new URLSearchParams(hash.slice(1));
    var words = (fields.get("search") || "").replace(/\s+/g, " ").trim();
    var notes = [];
    if (words.length > LONGEST) notes.push(guidanceSay("Only the first {number} characters are looked for.", { number: LONGEST }));
    if (/%(?![0-9a-f]{2})/i.test(hash) || /\uFFFD/.test(Array.from(fields.values()).join())) {
      notes.push(guidanceSay("A part of the address could not be read."));
    }
    var chosen = readFacets(fields, options, notes);
    return { words: Array.from(words).slice(0, LONGEST).join(""), chosen: chosen, notes: notes };
  };

  function readFacets(fields, options, notes) {
    var names = search.facets.map(function (facet) { return facet.id; });
    var isUnknown = Array.from(fields.keys()).some(function (name) { return name !== "search" && !names.includes(name); });
    var chosen = {};
    names.forEach(function (name) {
      var slugs = (fields.getAll(name).join(",")).split(",").filter(Boolean);
      chosen[name] = options[name].filter(function (title) { return slugs.includes(search.slug(title)); });
      if (new Set(slugs).size > chosen[name].length) isUnknown = true;
    });
    if (isUnknown) notes.push(guidanceSay("The address asks for something that this search does not have. That was left out."));
    return chosen;
  }

  search.writeAddress = function (words, chosen) {
    var hash = "#search=" + encodeURIComponent(words.toWellFormed ? words.toWellFormed() : words).replace(/%20/g, "+");
    search.facets.forEach(function (facet) {
      if (chosen[facet.id].length) hash += "&" + facet.id + "=" + chosen[facet.id].map(search.slug).join(",");
    });
    return hash;
  };
})(window.guidanceSearch);

/* Other words for a search, from the glossary and the vocabulary: CNIO for chief nursing information
   officer, and back. `groups` are lists of words that mean the same. */
(function (search) {
  "use strict";
  var MOST_OTHERS = 3;

  /* Small letters without signs, accents or a last s, with a space at each end. */
  function fold(text) {
    var words = text.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase().match(/[\p{L}\p{N}&]+/gu) || [];
    return " " + words.map(function (word) {
      return word.length > 2 ? word.replace(/([^s])s$/, "$1") : word;
    }).join(" ") + " ";
  }

  /* Every word of a group that stands in the query; the longest first, none inside another. */
  function findNames(query, groups) {
    var found = [];
    groups.forEach(function (group) {
      group.forEach(function (name) {
        if (query.includes(fold(name))) found.push({ folded: fold(name), group: group });
      });
    });
    found.sort(function (a, b) { return b.folded.length - a.folded.length; });
    return found.filter(function (name, index) {
      return !found.slice(0, index).some(function (longer) {
        return longer.folded !== name.folded && longer.folded.includes(name.folded);
      });
    });
  }

  /* Whether all words of `fewer` are in `more`: then pages found by `more` are found by `fewer` too. */
  function holds(more, fewer) {
    return fewer.trim().split(" ").every(function (word) { return more.includes(" " + word + " "); });
  }

  /* Up to three other ways to say a query. In turns, so that each meaning of a word gets its chance. */
  search.otherWords = function (query, groups) {
    var folded = fold(query);
    var known = [folded];
    var others = [];
    var names = findNames(folded, groups);
    var longest = Math.max.apply(null, names.map(function (name) { return name.group.length; }).concat(0));
    for (var turn = 0; turn < longest; turn += 1) {
      names.forEach(function (name) {
        var other = name.group[turn];
        if (!other || others.length === MOST_OTHERS) return;
        var isAll = name.folded === folded;
        var words = isAll ? other : folded.replace(name.folded, " " + other + " ").trim();
        if (known.some(function (before) { return holds(fold(words), before); })) return;
        known.push(fold(words));
        // A name of several words is looked for as it stands.
        others.push({ words: words, query: isAll && / /.test(other) ? '"' + other + '"' : words });
      });
    }
    return others;
  };
})(window.guidanceSearch);

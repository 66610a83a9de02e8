/* The sums behind the finder, without its page: which case studies fit, how many each option would give,
   what stands in the way, in which order, and how all of it is written in an address.

   `data` is window.guidanceCases. A query is {choices: {facet: [options]}, words: "", order: ""}, with
   identifiers as in the data. */
(function () {
  "use strict";
  var finder = window.guidanceFinder = window.guidanceFinder || {};
  var MOST_WORDS = 200;
  var ORDERS = ["relevance", "title", "team", "organisation", "newest"];
  var prepared = new WeakMap();

  /* Small letters without accents; an apostrophe is nothing, any other sign a space. */
  finder.fold = function (text) {
    return text.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  };

  finder.wordsOf = function (text) {
    return Array.from(new Set(finder.fold(text).split(" ").filter(Boolean)));
  };

  finder.nothing = function () { return { choices: {}, words: "", order: "" }; };

  /* What keywords are looked for in, once for each case study, when all summaries are there. A space comes
     first, so that " train" finds training, and "rain" does not. */
  function textsOf(data) {
    if (!prepared.has(data)) prepared.set(data, data.cases.map(function (item) { return textOf(data, item); }));
    return prepared.get(data);
  }

  function textOf(data, item) {
    var options = item.facets.map(function (positions, facet) {
      return positions.map(function (position) {
        var option = data.facets[facet].options[position];
        return option[0] === "not-reported" ? "" : option.slice(1).join(" ");
      }).join(" ");
    });
    var title = " " + finder.fold(item.title);
    var facets = " " + finder.fold(options.join(" "));
    var summary = " " + finder.fold(item.summary || "");
    return { title: title, facets: facets, summary: summary, all: title + facets + summary };
  }

  /* For each facet: which positions are chosen; null where nothing is. */
  function chosenIn(data, choices) {
    return data.facets.map(function (facet) {
      var chosen = choices[facet.id] || [];
      return chosen.length ? facet.options.map(function (option) { return chosen.includes(option[0]); }) : null;
    });
  }

  /* Within a facet any choice will do; every facet, and every word, must be met.

     found:   the positions of the case studies that meet all.
     counts:  for each option of each facet, how many it would give: all else must be met, but what is
              chosen beside it in its own facet does not count.
     without: how many there would be without each facet's choices, and last, without the words. */
  finder.count = function (data, query) {
    var chosen = chosenIn(data, query.choices);
    var words = finder.wordsOf(query.words);
    var texts = words.length ? textsOf(data) : [];
    var counts = data.facets.map(function (facet) { return facet.options.map(function () { return 0; }); });
    var without = data.facets.map(function () { return 0; }).concat(0);
    var found = [];

    function add(item, facet) {
      item.facets[facet].forEach(function (position) { counts[facet][position] += 1; });
    }

    data.cases.forEach(function (item, index) {
      var missed = missedBy(item, chosen, words.length ? texts[index] : null, words);
      // Who misses one facet only still counts for the options of that one.
      if (missed.length === 0) {
        found.push(index);
        chosen.forEach(function (_, facet) { add(item, facet); });
      } else if (missed.length === 1) {
        without[missed[0]] += 1;
        if (missed[0] < chosen.length) add(item, missed[0]);
      }
    });
    return {
      found: found,
      counts: counts,
      without: without.map(function (more) { return found.length + more; })
    };
  };

  /* The facets that a case study does not meet, as positions, up to two: more make no difference.
     The words stand behind the last facet. */
  function missedBy(item, chosen, text, words) {
    var missed = [];
    for (var facet = 0; facet < chosen.length && missed.length < 2; facet += 1) {
      var wanted = chosen[facet];
      if (wanted && !item.facets[facet].some(function (position) { return wanted[position]; })) missed.push(facet);
    }
    if (missed.length < 2 && text && !words.every(function (word) { return text.all.includes(" " + word); })) {
      missed.push(chosen.length);
    }
    return missed;
  }

  /* Which facet to loosen when nothing is found: the one whose removal gives most. Null where none helps. */
  finder.loosen = function (without) {
    var most = Math.max.apply(null, without);
    return most > 0 ? { facet: without.indexOf(most), gives: most } : null;
  };

  finder.orderOf = function (query) {
    var hasWords = finder.wordsOf(query.words).length > 0;
    if (query.order && (query.order !== "relevance" || hasWords)) return query.order;
    return hasWords ? "relevance" : "title";
  };

  finder.sort = function (data, found, query) {
    // The data is in the order of the titles.
    var values = { title: function () { return 0; } };
    var words = finder.wordsOf(query.words);
    var texts = words.length ? textsOf(data) : [];
    values.relevance = function (index) { return relevance(texts[index], words); };
    values.team = function (index) { return known(data.cases[index].wte); };
    values.organisation = function (index) { return known(data.cases[index].staff); };
    values.newest = function (index) { return Date.parse(data.cases[index].reviewed); };
    var valueOf = values[finder.orderOf(query)];
    var keyed = found.map(function (index) { return { index: index, value: valueOf(index) }; });
    keyed.sort(function (a, b) { return b.value - a.value || a.index - b.index; });
    return keyed.map(function (entry) { return entry.index; });
  };

  // What is not reported comes last.
  function known(number) { return number === null ? -1 : number; }

  /* A word in the title says most about a case study; a whole word says more than a beginning. */
  function relevance(text, words) {
    return words.reduce(function (sum, word) {
      return sum + 8 * weight(text.title, word) + 4 * weight(text.facets, word) + weight(text.summary, word);
    }, 0);
  }

  function weight(text, word) {
    if ((text + " ").includes(" " + word + " ")) return 2;
    return text.includes(" " + word) ? 1 : 0;
  }

  /* Null where an address is about something else: another part of the page, or the site's search. */
  finder.read = function (hash, data) {
    var query = finder.nothing();
    var unknown = [];
    var text = hash.replace(/^#/, "");
    if (text === "" || text === "all") return { query: query, unknown: unknown };
    if (!text.includes("=") || /(^|&)search=/.test(text)) return null;
    text.split("&").filter(Boolean).forEach(function (part) {
      var name = decode(part.split("=")[0]);
      var value = decode(part.slice(part.indexOf("=") + 1));
      if (name === null || value === null || !part.includes("=")) unknown.push(part);
      else take(query, name, value, data, unknown);
    });
    return { query: query, unknown: unknown };
  };

  function decode(text) {
    try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch (broken) { return null; }
  }

  function take(query, name, value, data, unknown) {
    var facet = data.facets.find(function (one) { return one.id === name; });
    if (name === "words") {
      query.words = value.slice(0, MOST_WORDS);
      if (value.length > MOST_WORDS) unknown.push(value.slice(MOST_WORDS));
    } else if (name === "sort") {
      if (ORDERS.includes(value)) query.order = value;
      else unknown.push(value);
    } else if (facet) {
      var known = facet.options.map(function (option) { return option[0]; });
      var asked = value.split(",").filter(Boolean).concat(query.choices[name] || []);
      query.choices[name] = known.filter(function (option) { return asked.includes(option); });
      unknown.push.apply(unknown, asked.filter(function (option) { return !known.includes(option); }).slice(0, 3));
    } else {
      unknown.push(name || "=");
    }
  }

  /* The part of an address behind #; empty where nothing is asked for. */
  finder.write = function (query, data) {
    var parts = data.facets.filter(function (facet) { return (query.choices[facet.id] || []).length; })
      .map(function (facet) { return facet.id + "=" + query.choices[facet.id].join(","); });
    if (query.words) parts.push("words=" + encodeURIComponent(query.words));
    if (query.order) parts.push("sort=" + query.order);
    return parts.join("&");
  };
})();

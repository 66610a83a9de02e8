/* What the finder's page is built from. */
(function () {
  "use strict";
  var finder = window.guidanceFinder;
  var make = window.guidanceSite.make;
  var button = window.guidanceSite.button;
  // Facets with many options stay folded away until somebody wants them.
  var OPEN_AT_FIRST = ["type", "theme", "nation"];
  var ORDERS = [
    ["relevance", guidanceSay("Best match first")],
    ["title", guidanceSay("Title, A to Z")],
    ["team", guidanceSay("Team size, largest first")],
    ["organisation", guidanceSay("Organisation size, largest first")],
    ["newest", guidanceSay("Newest first")]
  ];

  /* The form. It is made once; later only its numbers change. `choose` is called with a facet, an option
     and whether it is now chosen. */
  finder.buildForm = function (data, choose, takeWords) {
    var words = make("input");
    words.type = "search";
    words.id = "finder-words";
    words.maxLength = 200;
    words.autocomplete = "off";
    words.addEventListener("input", later(takeWords));
    var chosen = make("span", "g-finder__chosen");
    var facets = data.facets.map(function (facet) { return buildFacet(facet, choose); });
    var panel = make("details", "g-finder__panel", make("summary", "", guidanceSay("Narrow down"), chosen));
    panel.append.apply(panel, facets.map(function (facet) { return facet.element; }));
    var done = button("g-button g-finder__done");
    panel.append(done);
    var labelled = make("div", "g-finder__words", labelOf(words, guidanceSay("Words in title or summary")), words);
    var form = make("form", "g-finder__form", labelled, panel);
    form.setAttribute("aria-label", guidanceSay("Narrow down the case studies"));
    form.addEventListener("submit", function (event) { event.preventDefault(); takeWords(); });
    return { form: form, words: words, panel: panel, chosen: chosen, facets: facets, done: done };
  };

  function buildFacet(facet, choose) {
    var options = facet.options.map(function (option) { return buildOption(facet, option, choose); });
    var chosen = make("span", "g-finder__chosen");
    var fields = make("fieldset", "", make("legend", "g-hidden", facet.title));
    fields.append.apply(fields, options.map(function (option) { return option.element; }));
    var summary = make("summary", "", facet.title, chosen);
    var element = make("details", "g-finder__facet", summary, fields);
    element.open = OPEN_AT_FIRST.includes(facet.id);
    return { element: element, options: options, chosen: chosen };
  }

  function buildOption(facet, option, choose) {
    var check = make("input");
    check.type = "checkbox";
    check.name = facet.id;
    check.value = option[0];
    check.addEventListener("change", function () { choose(facet.id, option[0], check.checked); });
    var count = make("span", "g-finder__count");
    var element = make("label", "g-finder__option", check, make("span", "", option[1]), " ", count);
    return { element: element, check: check, count: count };
  }

  function labelOf(field, text) {
    var label = make("label", "", text);
    label.htmlFor = field.id;
    return label;
  }

  finder.buildResults = function (showMore) {
    var built = {
      status: make("p", "g-finder__status"),
      order: make("select"),
      notice: make("p", "g-note g-finder__notice"),
      chips: make("ul", "g-finder__chips"),
      empty: make("div", "g-note g-finder__empty"),
      cards: make("div", "g-cards"),
      more: button("g-button g-button--quiet")
    };
    built.more.addEventListener("click", showMore);
    built.status.setAttribute("role", "status");
    built.status.tabIndex = -1;
    built.order.id = "finder-order";
    built.chips.setAttribute("aria-label", guidanceSay("What you have chosen"));
    built.rest = make("div", "g-finder__more", built.more);
    var order = make("div", "g-finder__order", labelOf(built.order, guidanceSay("Sort by")), built.order);
    built.results = make("section", "g-finder__results",
      make("h2", "g-hidden", guidanceSay("Case studies found")),
      make("div", "g-finder__bar", built.status, order),
      built.notice, built.chips, built.empty, built.cards, built.rest);
    return built;
  };

  /* Without words, nothing matches better than something else. */
  finder.fillOrders = function (select, query) {
    var hasWords = finder.wordsOf(query.words).length > 0;
    var orders = ORDERS.filter(function (order) { return hasWords || order[0] !== "relevance"; });
    if (select.length !== orders.length) {
      select.replaceChildren.apply(select, orders.map(function (order) { return new Option(order[1], order[0]); }));
    }
    select.value = finder.orderOf(query);
  };

  /* What an empty result says, and what its button does. */
  finder.adviceOn = function (best, facet) {
    if (!best) return { text: guidanceSay("Taking away one thing is not enough here."), action: guidanceSay("Clear all") };
    if (!facet) {
      return { text: guidanceCount(best.gives, "Try other words first: without them, there would be {number} case study.", "Try other words first: without them, there would be {number} case studies."), action: guidanceSay("Remove the words") };
    }
    var name = "“" + facet.title + "”";
    return {
      text: guidanceCount(best.gives, "Loosen {name} first: without it, there would be {number} case study.", "Loosen {name} first: without it, there would be {number} case studies.", { name: name }),
      action: guidanceSay("Remove what is chosen in {name}", { name: name })
    };
  };

  finder.noticeOf = function (unknown) {
    var named = unknown.slice(0, 3).map(function (text) {
      return "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”";
    });
    var parts = { parts: named.join(", ") };
    return unknown.length > 3 ? guidanceSay("The finder does not know some parts of this address and leaves them out: {parts} and more.", parts)
      : guidanceSay("The finder does not know a part of this address and leaves it out: {parts}.", parts);
  };

  /* A case study, looking as it does in the lists that the server makes. */
  finder.buildCard = function (data, item) {
    var link = make("a", "", item.title);
    link.href = item.id + ".html";
    var meta = make("p", "g-meta");
    optionsOf(data, item, "type").forEach(function (type) { addBadge(meta, "g-badge--type", type[1]); });
    if (optionsOf(data, item, "kind")[0][0] === "initiative") addBadge(meta, "g-badge--initiative", guidanceSay("Initiative"));
    meta.append(guidanceList(sizesOf(item)) || guidanceSay("size not reported"));
    var summary = make("p", "g-finder__summary", item.summary || "");
    var element = make("div", "g-card", make("h3", "", link), summary, meta);
    element.dataset.case = item.id;
    return element;
  };

  function addBadge(meta, className, text) { meta.append(make("span", "g-badge " + className, text), " "); }

  function optionsOf(data, item, identifier) {
    var position = data.facets.findIndex(function (facet) { return facet.id === identifier; });
    return item.facets[position].map(function (option) { return data.facets[position].options[option]; })
      .filter(function (option) { return option[0] !== "not-reported"; });
  }

  function sizesOf(item) {
    return [
      ["staff", guidanceSay("{number} staff"), guidanceSay("about {number} staff")],
      ["wte", guidanceSay("{number} WTE"), guidanceSay("about {number} WTE")],
      ["headcount", guidanceSay("{number} people"), guidanceSay("about {number} people")]
    ].filter(function (size) { return item[size[0]] !== null; }).map(function (size) {
      return size[item.about.includes(size[0]) ? 2 : 1].replace("{number}", guidanceNumber(item[size[0]]));
    });
  }

  /* Only when somebody has stopped typing: each letter would be announced otherwise. */
  function later(action) {
    var timer = 0;
    return function () {
      clearTimeout(timer);
      timer = setTimeout(action, 200);
    };
  }
})();

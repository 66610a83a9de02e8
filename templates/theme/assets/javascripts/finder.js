/* The finder: all case studies, narrowed down by facets and words. It takes the place of the list that
   the page has without scripts. finder-count.js does the sums, finder-parts.js builds what is seen.

   For other scripts:
   - each card has data-case, the identifier of its case study; `guidance:cards` is sent to the document,
     with the cards' box in `detail`, whenever cards were drawn;
   - guidanceFinder.begin({facet: [options]}) chooses something to start with, unless the address says
     what to show. */
(function () {
  "use strict";
  var box = document.getElementById("finder");
  var data = window.guidanceCases;
  var finder = window.guidanceFinder;
  if (!box || !data) return;

  var PART = 30;
  var AHEAD = 2000;
  var WIDE = window.matchMedia("(min-width: 60em)");
  var site = window.guidanceSite;
  var make = site.make;
  var start = finder.nothing();
  var query = finder.nothing();
  var result = null;
  var shown = PART;
  var isTyping = false;
  var said = "";
  var parts = Object.assign(finder.buildForm(data, choose, takeWords), finder.buildResults(showMore));

  /* What the reader does. */
  function choose(facet, option, isChosen) {
    var choices = Object.assign({}, query.choices);
    choices[facet] = (choices[facet] || []).filter(function (other) { return other !== option; })
      .concat(isChosen ? option : []);
    change({ choices: choices });
  }

  function takeWords() {
    var words = parts.words.value.slice(0, 200);
    if (words === query.words) return;
    // One step back undoes all that was typed, not its last letter.
    change({ words: words }, isTyping);
    isTyping = true;
  }

  /* Takes away all choices of a facet; behind the last facet stand the words. */
  function loosen(facet) {
    var choices = Object.assign({}, query.choices);
    if (facet < data.facets.length) delete choices[data.facets[facet].id];
    change({ choices: choices, words: facet < data.facets.length ? query.words : "" });
    parts.status.focus();
  }

  function clear() {
    change(finder.nothing());
    parts.status.focus();
  }

  function change(changes, replaces) {
    isTyping = false;
    query = Object.assign({}, query, changes);
    if (query.order === "relevance" && !finder.wordsOf(query.words).length) query.order = "";
    shown = PART;
    parts.notice.hidden = true;
    if ("words" in changes && changes.words !== parts.words.value) parts.words.value = changes.words;
    remember(replaces);
    draw();
  }

  function showMore() {
    var first = shown;
    shown += PART;
    remember(true);
    drawCards(first);
    announce();
    parts.cards.children[first].querySelector("a").focus();
  }

  /* The state lives in the address, so that it can be shared and Back works. */
  function remember(replaces) {
    var text = finder.write(query, data) || (finder.write(start, data) ? "all" : "");
    var address = location.href.split("#")[0] + (text ? "#" + text : "");
    history[replaces ? "replaceState" : "pushState"]({ finderShown: shown }, "", address);
  }

  /* False where the address is about something else; then all stays as it is. */
  function restore() {
    var read = finder.read(location.hash, data);
    if (!read) return false;
    query = location.hash.length > 1 ? read.query : start;
    shown = Math.min(Number(history.state && history.state.finderShown) || PART, data.cases.length);
    isTyping = false;
    parts.words.value = query.words;
    drawNotice(read.unknown);
    draw();
    return true;
  }

  /* What is seen. */
  function draw() {
    // Words are looked for in all summaries, so those come first.
    if (!finder.wordsOf(query.words).length || hasAllSummaries()) drawNow();
    else site.loadSummaries(data).then(drawNow);
  }

  function hasAllSummaries() { return data.cases.every(function (item) { return "summary" in item; }); }

  function drawNow() {
    result = finder.count(data, query);
    result.sorted = finder.sort(data, result.found, query);
    data.facets.forEach(drawFacet);
    finder.fillOrders(parts.order, query);
    drawChips();
    drawEmpty();
    drawCards(0);
    announce();
  }

  function drawNotice(unknown) {
    parts.notice.textContent = finder.noticeOf(unknown);
    parts.notice.hidden = !unknown.length;
  }

  function drawFacet(facet, position) {
    var chosen = query.choices[facet.id] || [];
    var part = parts.facets[position];
    part.options.forEach(function (option, index) {
      var gives = result.counts[position][index];
      option.check.checked = chosen.includes(option.check.value);
      option.count.textContent = guidanceNumber(gives);
      option.element.classList.toggle("g-finder__option--none", gives === 0);
    });
    part.chosen.textContent = chosen.length ? " " + guidanceSay("{number} chosen", { number: chosen.length }) : "";
    if (chosen.length) part.element.open = true;
  }

  function drawChips() {
    var chips = [];
    data.facets.forEach(function (facet) {
      facet.options.forEach(function (option) {
        if (!(query.choices[facet.id] || []).includes(option[0])) return;
        chips.push(chip(option[1], facet.title, function () { choose(facet.id, option[0], false); }));
      });
    });
    if (query.words.trim()) {
      chips.push(chip("“" + query.words.trim() + "”", guidanceSay("words"), function () { change({ words: "" }); }));
    }
    parts.chosen.textContent = chips.length ? " " + guidanceSay("{number} chosen", { number: chips.length }) : "";
    if (chips.length) chips.push(make("li", "", button("g-finder__clear", clear, guidanceSay("Clear all"))));
    parts.chips.hidden = !chips.length;
    parts.chips.replaceChildren.apply(parts.chips, chips);
  }

  function button(className, action, text) {
    var element = site.button(className, text);
    element.addEventListener("click", action);
    return element;
  }

  /* A choice, as a button that takes it away. Focus moves on to the next. */
  function chip(text, kind, takeAway) {
    var element = button("g-finder__chip", function () {
      var place = Array.from(parts.chips.children).indexOf(element.parentNode);
      takeAway();
      (parts.chips.hidden ? parts.status : parts.chips.children[place].firstChild).focus();
    }, text);
    element.prepend(make("span", "g-hidden", guidanceSay("Remove {kind}:", { kind: kind }) + " "));
    return make("li", "", element);
  }

  function drawEmpty() {
    parts.empty.hidden = result.found.length > 0;
    if (parts.empty.hidden) return;
    var best = finder.loosen(result.without);
    var advice = finder.adviceOn(best, best && data.facets[best.facet]);
    parts.empty.replaceChildren(
      make("p", "", advice.text),
      button("g-button", best ? function () { loosen(best.facet); } : clear, advice.action)
    );
  }

  /* Cards from a position on: those before it are there already. */
  function drawCards(first) {
    var indices = result.sorted.slice(first, shown);
    var cards = indices.map(function (index) { return finder.buildCard(data, data.cases[index]); });
    site.loadSummaries(data, indices).then(function () {
      cards.forEach(function (card, place) {
        var summary = card.querySelector(".g-finder__summary");
        if (!summary.textContent) summary.textContent = data.cases[indices[place]].summary || "";
      });
    });
    if (first) parts.cards.append.apply(parts.cards, cards);
    else parts.cards.replaceChildren.apply(parts.cards, cards);
    var left = result.sorted.length - shown;
    parts.rest.hidden = left <= 0;
    parts.more.textContent = guidanceSay("Show {number} more", { number: Math.min(left, PART) });
    document.dispatchEvent(new CustomEvent("guidance:cards", { detail: parts.cards }));
  }

  function announce() {
    var number = result.found.length;
    var text = number ? found(number, data.cases.length) : guidanceSay("No case study fits all of this");
    if (said !== text) parts.status.textContent = said = text;
    parts.done.textContent = guidanceCount(number, "Show {number} case study", "Show {number} case studies");
  }

  function found(number, whole) {
    var values = { found: guidanceNumber(number), shown: guidanceNumber(shown) };
    if (number === whole && shown >= number) return guidanceCount(number, "case study", "case studies");
    if (number === whole) return guidanceCount(number, "{number} case study, the first {shown} shown", "{number} case studies, the first {shown} shown", values);
    return shown >= number ? guidanceCount(whole, "{found} of {number} case study", "{found} of {number} case studies", values)
      : guidanceCount(whole, "{found} of {number} case study, the first {shown} shown", "{found} of {number} case studies, the first {shown} shown", values);
  }

  finder.begin = function (choices) {
    start = finder.read("#" + finder.write({ choices: choices }, data), data).query;
    if (location.hash.length < 2) restore();
  };

  function unfold() { parts.panel.open = WIDE.matches; }

  /* On a narrow screen the choices stand above what they find. */
  function fold() {
    parts.panel.open = false;
    parts.status.focus();
  }

  parts.order.addEventListener("change", function () { change({ order: parts.order.value }); });
  // Who comes near the choices will want other cards than the first.
  ["pointerenter", "focusin"].forEach(function (kind) {
    parts.form.addEventListener(kind, function () {
      if (data.cases.length <= AHEAD) site.loadSummaries(data);
    }, { once: true });
  });
  parts.done.addEventListener("click", fold);
  box.append(parts.form, parts.results);
  box.classList.add("g-finder--ready");
  unfold();
  WIDE.addEventListener("change", unfold);
  window.addEventListener("popstate", restore);
  if (!restore()) draw();
})();

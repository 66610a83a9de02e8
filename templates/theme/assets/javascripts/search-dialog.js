/* The search as readers see it: a dialog with a field, facets and results. */
(function (search) {
  "use strict";
  var PART = 8;
  var WAIT = 60;
  var WAIT_TO_SAY = 800;
  var make = search.make;

  var words = "";
  var facets = null;
  var shownAddress = null;
  var shownWords = null;
  var latest = 0;
  var timers = {};
  var parts = {};
  var dialog = makeDialog();

  search.dialog = { show: show, hide: function () { dialog.close(); } };

  function makeDialog() {
    parts.field = make("input", {
      id: "g-find-field", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", maxlength: search.longest, "aria-describedby": "g-find-keys"
    });
    parts.form = make("form", { role: "search" }, [make("label", { "for": "g-find-field" }, guidanceSay("Search this site")), parts.field]);
    parts.closing = make("button", { type: "button", "class": "g-find__close" }, guidanceSay("Close"));
    parts.notes = make("div", { "class": "g-find__notes" });
    parts.facets = make("details", { "class": "g-find__facets", hidden: "" });
    parts.count = make("p", { "class": "g-find__count" });
    parts.others = make("p", { "class": "g-find__others" });
    parts.list = make("ol", { "class": "g-find__list" });
    parts.more = make("button", { type: "button", "class": "g-find__more", hidden: "" }, guidanceSay("More results"));
    parts.help = make("div", { "class": "g-find__help" });
    parts.said = make("p", { role: "status", "class": "g-hidden" });
    var found = make("div", { "class": "g-find__found" }, [parts.count, parts.others, parts.list, parts.more, parts.help]);
    var whole = make("dialog", { "class": "g-find", "aria-labelledby": "g-find-title" }, [
      make("div", { "class": "g-find__head" }, [
        make("h2", { id: "g-find-title" }, guidanceSay("Search")), parts.form, parts.closing
      ]),
      parts.notes,
      make("div", { "class": "g-find__body" }, [parts.facets, found]),
      makeFoot(),
      parts.said
    ]);
    document.body.append(whole);
    listen(whole);
    return whole;
  }

  function makeFoot() {
    var box = make("input", { type: "checkbox" });
    box.checked = search.hasKey();
    box.addEventListener("change", function () { search.setKey(box.checked); });
    return make("div", { "class": "g-find__foot" }, [
      make("p", { id: "g-find-keys" }, guidanceSay("The up and down arrow keys move through the results. Escape closes the search.")),
      make("label", {}, [box, " " + guidanceSay("The / key opens the search, as Ctrl and K do")])
    ]);
  }

  function listen(whole) {
    parts.closing.addEventListener("click", function () { whole.close(); });
    whole.addEventListener("close", function () {
      clearTimeout(timers.say);
      search.close();
    });
    // A click beside the dialog lands on the dialog itself.
    whole.addEventListener("click", function (event) { if (event.target === whole) whole.close(); });
    whole.addEventListener("keydown", move);
    parts.field.addEventListener("input", function () {
      words = parts.field.value.replace(/\s+/g, " ").trim();
      clearTimeout(timers.find);
      timers.find = setTimeout(update, WAIT);
    });
    parts.form.addEventListener("submit", function (event) {
      event.preventDefault();
      clearTimeout(timers.find);
      var isShown = shownWords === words && dialog.getAttribute("aria-busy") === "false";
      Promise.resolve(isShown || update()).then(function () { focusEntry(0); });
    });
    parts.more.addEventListener("click", function () { parts.more.showNext(); });
    parts.list.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (link && isHere(link)) followHere(event, link);
    });
  }

  /* A result on this very page: the dialog makes way, and reading goes on at the place. */
  function isHere(link) { return link.hash && link.href.split("#")[0] === location.href.split("#")[0]; }

  function followHere(event, link) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    location.hash = link.hash;
    dialog.close();
    var place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  }

  function entries() { return Array.from(parts.list.querySelectorAll("a")); }

  function focusEntry(index) {
    var links = entries();
    if (index < 0) parts.field.focus();
    else if (links.length) links[Math.min(index, links.length - 1)].focus();
  }

  function move(event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    var at = entries().indexOf(document.activeElement);
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (at < 0 && document.activeElement !== parts.field) return;
    event.preventDefault();
    focusEntry(at + step);
  }

  /* Opened by a button or a key, when the address says nothing yet, or by an address with a search in it.
     `typed` was typed before there was a field. */
  function show(address, typed) {
    if (!dialog.open) {
      dialog.showModal();
      parts.facets.open = window.matchMedia("(min-width: 48em)").matches;
    }
    parts.field.focus();
    if (typed) words = parts.field.value = typed;
    if (address === shownAddress || address === "#search=" && shownAddress) {
      parts.field.select();
      search.write(shownAddress);
      return;
    }
    shownAddress = address;
    parts.count.textContent = guidanceSay("Getting the search ready\u2026");
    search.start().then(function (index) { begin(index, address); }, fail);
  }

  function begin(index, address) {
    var asked = search.readAddress(address, index.options);
    if (!facets) facets = search.makeFacets(parts.facets, index.options, update);
    // Who has typed already, while the search got ready, has the last word.
    if (address !== "#search=") words = parts.field.value = asked.words;
    else asked.chosen.type = typesToStartWith(index.options.type);
    facets.choose(asked.chosen);
    parts.notes.replaceChildren.apply(parts.notes, asked.notes.map(function (note) { return make("p", {}, note); }));
    update();
  }

  /* For a reader who has said what their organisation is, and asks for nothing yet. */
  function typesToStartWith(types) {
    var yours = window.guidanceYours && window.guidanceYours.get();
    return yours ? types.filter(function (title) { return yours.titles.types.includes(title); }) : [];
  }

  function fail() {
    shownAddress = null;
    dialog.setAttribute("aria-busy", "false");
    say(guidanceSay("The search index could not be loaded."));
    parts.count.textContent = guidanceSay("The search index could not be loaded.");
    parts.help.replaceChildren(search.places(guidanceSay("You can still look in these places:")));
  }

  /* Find again and show what was found, unless something newer was asked for meanwhile. */
  async function update() {
    if (!facets) return;
    var turn = latest += 1;
    dialog.setAttribute("aria-busy", "true");
    var chosen = facets.chosen();
    var asks = words || facets.hasChoice();
    shownAddress = search.writeAddress(words, chosen);
    if (dialog.open) search.write(shownAddress);
    try {
      var found = await search.find(words, chosen);
      var results = asks ? found.results : [];
      var reading = read(results.slice(0, PART), found);
      if (turn === latest && !entriesShown()) await showBest(reading, turn);
      var first = await Promise.all(reading);
      var help = asks ? results.length ? [] : await search.helpOut(words, chosen, retry) : search.helpStart();
    } catch (failure) {
      if (turn === latest) fail();
      return;
    }
    if (turn !== latest) return;
    shownWords = words;
    facets.count(found.counts);
    parts.list.replaceChildren.apply(parts.list, first);
    parts.help.replaceChildren.apply(parts.help, help);
    parts.others.textContent = asks && found.others.length ? guidanceSay("Also searched for: {words}", { words: found.others.join(", ") }) : "";
    showCount(asks ? guidanceCount(results.length, "page found", "pages found") : "");
    offerMore(results, found, turn);
    dialog.setAttribute("aria-busy", "false");
  }

  /* Where nothing stands yet, the best result need not wait for the other seven. */
  async function showBest(reading, turn) {
    // A failure of any of them is met where all are awaited.
    Promise.all(reading).catch(function () {});
    if (!reading.length) return;
    var best = await reading[0];
    if (turn !== latest) return;
    parts.help.replaceChildren();
    parts.list.replaceChildren(best);
  }

  /* An array of promises of entries, in the order of the results. */
  function read(results, found) {
    return results.map(async function (result) {
      return search.entry(await result.read(), found.kindOf(result));
    });
  }

  /* The button for the results after those that are shown. */
  function offerMore(results, found, turn) {
    var shown = entriesShown();
    parts.more.hidden = shown >= results.length;
    parts.more.textContent = guidanceSay("More results ({number})", { number: guidanceNumber(results.length - shown) });
    parts.more.showNext = async function () {
      var next = await Promise.all(read(results.slice(shown, shown + PART), found));
      if (turn !== latest) return;
      parts.list.append.apply(parts.list, next);
      next[0].querySelector("a").focus();
      offerMore(results, found, turn);
    };
  }

  function entriesShown() { return parts.list.children.length; }

  /* Something that helpOut proposed: other words, or fewer facets. */
  function retry(proposal) {
    words = parts.field.value = proposal.words;
    facets.choose(proposal.chosen);
    parts.field.focus();
    update();
  }

  function showCount(text) {
    parts.count.textContent = text;
    say(text);
  }

  /* Not at each letter: who types and listens hears the count once, at the end. */
  function say(text) {
    clearTimeout(timers.say);
    timers.say = setTimeout(function () { parts.said.textContent = text; }, WAIT_TO_SAY);
  }
})(window.guidanceSearch);

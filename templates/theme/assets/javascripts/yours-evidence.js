/* For a reader who has said what their organisation is: case studies like it come first in the evidence, and
   a case study says what it has in common. Loaded for nobody else. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var yours = window.guidanceYours.get();
  var page = site.pageAt(location.href);
  var byId = {};
  var facets = {};

  function read(all) {
    all.facets.forEach(function (facet, position) { facets[facet.id] = { position: position, options: facet.options }; });
    all.cases.forEach(function (item) { byId[item.id] = item; });
  }

  function has(item, facet, option) {
    var known = facets[facet];
    return item.facets[known.position].some(function (position) { return known.options[position][0] === option; });
  }

  /* What a case study has in common with the reader's organisation, in words. */
  function common(item) {
    var words = yours.types.map(function (type, position) {
      return has(item, "type", type) ? lower(yours.titles.types[position]) : "";
    });
    if (yours.size && has(item, "size", yours.size)) words.push(guidanceSay("{size} size", { size: lower(yours.titles.size) }));
    if (yours.nation && has(item, "nation", yours.nation)) words.push(yours.titles.nation);
    return words.filter(Boolean);
  }

  /* As in a sentence; abbreviations stay. */
  function lower(title) { return /^.[A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1); }

  /* Of the same type; for who gave no type, of the same size; failing that, of the same nation. */
  function isLike(item) {
    if (yours.types.length) return yours.types.some(function (type) { return has(item, "type", type); });
    return yours.size ? has(item, "size", yours.size) : has(item, "nation", yours.nation);
  }

  /* Those like theirs first, then by how much they have in common; else as they were. */
  function ordered(entries) {
    return entries.slice().sort(function (a, b) {
      return isLike(b.item) - isLike(a.item) || common(b.item).length - common(a.item).length;
    });
  }

  function entriesOf(links) {
    return Array.from(links).map(function (link) { return { link: link, item: byId[site.caseAt(link.href)] }; })
      .filter(function (entry) { return entry.item; });
  }

  function badge() { return make("span", "g-badge g-yours__like", guidanceSay("like yours")); }

  /* The links of an evidence line change places; the words between them stay where they are. */
  function sortLine(line) {
    var entries = entriesOf(line.querySelectorAll("a[href]"));
    var marks = entries.map(function (entry) {
      var mark = document.createTextNode("");
      entry.link.replaceWith(mark);
      return mark;
    });
    ordered(entries).forEach(function (entry, position) {
      marks[position].replaceWith(entry.link);
      if (isLike(entry.item)) entry.link.after(" ", badge());
    });
  }

  /* The practices on a recommendation's page: each is a heading with what follows it. */
  function sortPractices() {
    var entries = entriesOf(document.querySelectorAll(".md-content h3 > a[href]"));
    if (!entries.length) return;
    entries.forEach(function (entry) { entry.nodes = nodesOf(entry.link.parentNode); });
    var end = document.createComment("");
    last(last(entries).nodes).after(end);
    ordered(entries).forEach(function (entry) {
      end.before.apply(end, entry.nodes);
      if (isLike(entry.item)) addBadge(entry.nodes);
      moveContents(entry.nodes[0].id);
    });
    end.remove();
  }

  /* Among the types of the organisation, where the practice names them. */
  function addBadge(nodes) {
    var types = nodes[1] && nodes[1].querySelector(".g-badge");
    if (types) types.before(badge(), " ");
    else nodes[0].after(make("p", "", badge()));
  }

  function last(list) { return list[list.length - 1]; }

  function nodesOf(heading) {
    var nodes = [heading];
    var next = heading.nextElementSibling;
    while (next && !/^(H1|H2|H3|NAV|SECTION|ASIDE|FOOTER)$/.test(next.tagName)) {
      nodes.push(next);
      next = next.nextElementSibling;
    }
    return nodes;
  }

  /* The table of contents lists them in the same order. */
  function moveContents(anchor) {
    var link = document.querySelector('.g-toc a[href="#' + CSS.escape(anchor) + '"]');
    var entry = link && link.closest("li");
    if (entry) entry.parentNode.append(entry);
  }

  function summary() {
    var words = yours.titles.types.map(lower);
    if (yours.size) words.push(guidanceSay("{size} size", { size: lower(yours.titles.size) }));
    return guidanceList(words.concat(yours.nation ? yours.titles.nation : []));
  }

  function note(start, text) {
    var change = site.link("your-organisation.html", guidanceSay("Change"));
    change.append(make("span", "g-hidden", " " + guidanceSay("what is kept about your organisation")));
    var made = make("p", "g-yours__note", make("strong", "", start + ": "), text + " ", change);
    var lead = document.querySelector(".md-content .g-lead");
    if (lead) lead.after(made);
    return made;
  }

  function caseNote(item) {
    var words = common(item);
    note(guidanceSay("In common with yours"), words.length ? guidanceList(words) + "." : guidanceSay("nothing that is reported."));
  }

  function themeNote(theme) {
    var found = Object.values(byId).filter(function (item) { return has(item, "theme", theme); });
    var like = found.filter(isLike).length;
    var made = note(guidanceSay("Your organisation"), like
      ? guidanceCount(like, "of the {whole} case studies that show this theme is like yours. They come first.", "of the {whole} case studies that show this theme are like yours. They come first.", { whole: found.length })
      : guidanceSay("no case study that shows this theme is like yours yet."));
    var lists = yours.types.map(function (type, position) {
      var isThere = found.some(function (item) { return has(item, "type", type); });
      return isThere && site.link("case-studies/by-type/" + type + "/" + theme + ".html", yours.titles.types[position]);
    }).filter(Boolean);
    lists.forEach(function (list, position) { made.append(position ? ", " : " " + guidanceSay("See them all:") + " ", list); });
    if (lists.length) made.append(".");
  }

  function recommendationNote() {
    note(guidanceSay("Your organisation"), document.querySelector(".g-yours__like") ? guidanceSay("case studies like yours come first.")
      : guidanceSay("no case study that shows this is like yours yet."));
  }

  /* The list of case studies starts with their types, unless its address says what to show. */
  function finderNote() {
    if (yours.types.length && window.guidanceFinder && window.guidanceFinder.begin) {
      window.guidanceFinder.begin({ type: yours.types });
    }
    var made = note(guidanceSay("Your organisation"), summary() + ".");
    var forget = site.button("g-choose", guidanceSay("Forget it"));
    forget.addEventListener("click", function () {
      window.guidanceYours.clear();
      made.replaceChildren(guidanceSay("Nothing is kept about your organisation any more."));
      made.tabIndex = -1;
      made.focus();
    });
    made.append(" ", forget);
    var invitation = document.querySelector(".g-yours__invitation");
    if (invitation) invitation.remove();
  }

  function show() {
    var item = byId[site.caseAt(location.href)];
    var theme = /^themes\/([a-z0-9-]+)\.html$/.exec(page);
    document.querySelectorAll(".g-evidence p").forEach(sortLine);
    if (page.startsWith("recommendations/")) {
      sortPractices();
      recommendationNote();
    }
    if (item) caseNote(item);
    else if (theme && theme[1] !== "index") themeNote(theme[1]);
    else if (document.getElementById("finder")) finderNote();
  }

  var style = make("link");
  style.rel = "stylesheet";
  style.href = new URL("../stylesheets/yours.css", document.currentScript.src);
  document.head.append(style);
  site.loadCases().then(function (all) {
    read(all);
    show();
  }, function () { /* the page stays as it is for everybody */ });
})();

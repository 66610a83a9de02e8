/* Finding, without the page: Pagefind for the words, and our own sums for the facets.

   Pagefind fetches its index. Where a page was opened from a folder, browsers refuse that; then
   everything comes from one script, and Pagefind is handed a `fetch` of its own that reads from it. */
(function (search) {
  "use strict";
  var site = window.guidanceSite;
  var FACETS = search.facets = [
    { id: "kind", title: guidanceSay("Kind of page") },
    { id: "type", title: guidanceSay("Organisation type") },
    { id: "theme", title: guidanceSay("Theme") }
  ];
  // A page that is found by other words than those asked for stands a little lower.
  var OTHER_WORDS = 0.8;
  // So many pages need no other words to find more, each of which would fetch another part of the index.
  var ENOUGH = 100;
  // How many words of a page show what it is about, when no words were asked for.
  var OPENING = 30;
  var starting = null;

  search.slug = function (title) {
    return title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  };

  /* Everything a search needs: { parts, groups, read, options, pages }. A failure may be tried again. */
  search.start = function () {
    if (!starting) {
      starting = start();
      starting.catch(function () { starting = null; });
    }
    return starting;
  };

  async function start() {
    var words = site.load("assets/data/words.js");
    var files = location.protocol === "file:" ? await openArchive() : openFolder();
    var loaded = await Promise.all([prepare(files, ""), files.read("facets.json"), words]);
    var facets = readFacets(await loaded[1].json());
    // A site of very many pages has several indexes: where a page is in another than the first, its id says so.
    var others = Array.from(new Set(Array.from(facets.pages.keys(), folderOf))).filter(Boolean);
    var parts = await Promise.all(others.map(function (folder) { return prepare(files, folder); }));
    var index = { parts: [loaded[0]].concat(parts), groups: window.guidanceWords.groups, read: files.read };
    return Object.assign(index, facets);
  }

  function folderOf(id) { return id.slice(0, id.indexOf("/") + 1); }

  /* One index: { folder, pagefind }. With a program of its own, which has memory for one. */
  async function prepare(files, folder) {
    var module = await files.importPagefind(folder);
    var made = module.createInstance({ basePath: files.base + folder, baseUrl: "/", noWorker: true });
    await made.init();
    return { folder: folder, pagefind: made };
  }

  function openFolder() {
    var base = new URL("pagefind/", site.root).href;
    return {
      base: base,
      read: async function (name) {
        var answer = await fetch(base + name);
        if (!answer.ok) throw new Error(name);
        return answer;
      },
      importPagefind: function (folder) { return import(base + folder + "pagefind.js"); }
    };
  }

  async function openArchive() {
    await site.load("assets/search-offline.js");
    var files = window.guidanceSearchFiles;
    var archive = await unpack(files.archive);
    var base = "/pagefind/";
    files.archive = "";

    async function read(name) {
      var place = files.places[name];
      if (!place) throw new Error(name);
      return new Response(archive.subarray(place[0], place[0] + place[1]));
    }

    async function importPagefind(folder) {
      // For this module alone, `fetch` is ours: it has the address without its base and its time stamp.
      search.fetch = function (address) { return read(address.replace(base, "").replace(/\?.*/, "")); };
      var own = "const fetch = window.guidanceSearch.fetch;\n";
      var code = new Blob([own, await (await read(folder + "pagefind.js")).text()], { type: "text/javascript" });
      return import(URL.createObjectURL(code));
    }
    return { base: base, read: read, importPagefind: importPagefind };
  }

  async function unpack(packed) {
    var letters = atob(packed);
    var bytes = new Uint8Array(letters.length);
    for (var at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return new Uint8Array(await new Response(gunzip(bytes)).arrayBuffer());
  }

  function gunzip(bytes) { return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")); }

  /* { options: {kind: [title]}, pages: Map of id to {kind: [title]} }. Types and themes in their own order. */
  function readFacets(written) {
    var order = window.guidanceWords.order;
    var options = {};
    var pages = new Map();
    FACETS.forEach(function (facet, index) {
      options[facet.id] = written.options[index].slice().sort(function (a, b) {
        return order.indexOf(a) - order.indexOf(b);
      });
    });
    written.pages.forEach(function (row) {
      var values = {};
      FACETS.forEach(function (facet, index) {
        values[facet.id] = row[index].map(function (position) { return written.options[index][position]; });
      });
      row[FACETS.length].split(" ").forEach(function (id) { pages.set(id, values); });
    });
    return { options: options, pages: pages };
  }

  /* Whether a page fits what is chosen: one of the options within a facet, and that for each facet. */
  function fits(values, chosen, except) {
    return FACETS.every(function (facet) {
      var wanted = chosen[facet.id];
      return facet.id === except || !wanted.length
        || values[facet.id].some(function (value) { return wanted.includes(value); });
    });
  }

  /* How many pages each option would give, with all that is chosen in the other facets. */
  function count(found, pages, chosen) {
    var counts = {};
    FACETS.forEach(function (facet) {
      var sums = counts[facet.id] = {};
      found.forEach(function (result) {
        var values = pages.get(result.id);
        if (!fits(values, chosen, facet.id)) return;
        values[facet.id].forEach(function (value) { sums[value] = (sums[value] || 0) + 1; });
      });
    });
    return counts;
  }

  /* The pages that have these words, in all indexes. */
  async function ask(index, words) {
    var parts = index.parts.length > 1 ? await whoKnows(index.parts, words) : index.parts;
    var answers = await Promise.all(parts.map(async function (part) {
      var answer = await part.pagefind.search(words);
      return answer.results.map(function (result) {
        return { id: part.folder + result.id, score: result.score, read: result.data };
      });
    }));
    return answers.flat();
  }

  /* The indexes with all of the words that any of them has: each ignores those that are on none of its pages. */
  async function whoKnows(parts, words) {
    var each = Array.from(new Set(words.replace(/"/g, " ").trim().split(/\s+/)));
    var known = await Promise.all(parts.map(async function (part) {
      var answers = await Promise.all(each.map(function (word) { return part.pagefind.search(word); }));
      return each.filter(function (word, at) { return answers[at].results.length; });
    }));
    var most = new Set(known.flat()).size;
    return parts.filter(function (part, at) { return known[at].length === most; });
  }

  function merge(answers) {
    var best = new Map();
    answers.forEach(function (answer, index) {
      answer.forEach(function (result) {
        var score = result.score * (index ? OTHER_WORDS : 1);
        var known = best.get(result.id);
        if (!known || known.score < score) best.set(result.id, { id: result.id, score: score, read: result.read });
      });
    });
    return Array.from(best.values()).sort(function (a, b) { return b.score - a.score; });
  }

  /* What Pagefind would say of a page. It is not asked, because for no words it loads its whole index. */
  async function readPage(index, id) {
    var folder = folderOf(id);
    var answer = await index.read(folder + "fragment/" + id.slice(folder.length) + ".pf_fragment");
    var bytes = new Uint8Array(await answer.arrayBuffer());
    var text = await new Response(bytes[0] === 0x1f ? gunzip(bytes) : bytes).text();
    var page = JSON.parse(text.slice(text.indexOf("{")));
    var excerpt = page.content.split(/\s+/).slice(0, OPENING).join(" ").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return { url: page.url, meta: page.meta, sub_results: [], excerpt: excerpt };
  }

  function everyPage(index) {
    return Array.from(index.pages.keys(), function (id) {
      return { id: id, read: function () { return readPage(index, id); } };
    });
  }

  /* Pages for some words and for what is chosen ({kind: [], type: [], theme: []}), best first. No words
     find every page. Also the counts for each option, and the other words that found something. */
  search.find = async function (words, chosen) {
    var index = await search.start();
    if (!words) return answer(index, everyPage(index), chosen, []);
    var asked = await ask(index, words);
    var isEnough = asked.length >= ENOUGH || words[0] === '"';
    var others = isEnough ? [] : search.otherWords(words, index.groups);
    var more = await Promise.all(others.map(function (other) { return ask(index, other.query); }));
    var helpful = others.filter(function (other, at) { return more[at].length; });
    var found = merge([asked].concat(more));
    return answer(index, found, chosen, helpful.map(function (other) { return other.words; }));
  };

  function answer(index, found, chosen, others) {
    return {
      results: found.filter(function (result) { return fits(index.pages.get(result.id), chosen); }),
      counts: count(found, index.pages, chosen),
      kindOf: function (result) { return index.pages.get(result.id).kind[0]; },
      others: others
    };
  }

  // While the dialog is being made. Without it, a failure would show in the dialog all the same.
  search.start().catch(function () { /* tried again by the first search */ });
})(window.guidanceSearch);

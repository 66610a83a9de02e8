/* What several scripts of this site share: where the site is, its data, and elements made of plain text. */
(function () {
  "use strict";
  // A script knows its own address, however deep the page lies and wherever the site was put.
  var root = new URL("../../", document.currentScript.src).href;
  var loading = {};

  /* A promise that the script at an address in the site has run. Scripts load where fetch is refused: in a
     page that was opened from a folder. They run in the order in which they were asked for. */
  function load(path) {
    if (!loading[path]) {
      loading[path] = new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = root + path;
        script.async = false;
        script.onload = done;
        script.onerror = function () {
          delete loading[path]; // so that it can be tried again
          failed(new Error(path));
        };
        document.head.append(script);
      });
    }
    return loading[path];
  }

  /* All case studies as the finder knows them. */
  function loadCases() {
    var there = window.guidanceCases ? Promise.resolve() : load("assets/data/cases.js");
    return there.then(function () { return window.guidanceCases; });
  }

  /* The summaries of case studies at some positions, or of all: they come in parts, and each is put where it
     belongs. A part that doesn't come leaves them out. */
  function loadSummaries(all, positions) {
    var part = all.summaries.part;
    var wanted = new Set((positions || all.cases.map(function (_, position) { return position; }))
      .filter(function (position) { return !("summary" in all.cases[position]); })
      .map(function (position) { return Math.floor(position / part); }));
    return Promise.all(Array.from(wanted, function (number) {
      return load("assets/data/summaries/" + number + ".js").then(function () {
        all.summaries[number].forEach(function (text, index) { all.cases[number * part + index].summary = text; });
      }, function () { /* titles and facets are there all the same */ });
    })).then(function () { return all; });
  }

  /* The page of this site that an address leads to, such as `themes/team-working.html`; else empty. */
  function pageAt(address) {
    var bare = address.replace(/[?#].*$/, "");
    return bare.startsWith(root) ? bare.slice(root.length) : "";
  }

  /* The identifier of the case study whose page is at an address; else empty. */
  function caseAt(address) {
    var found = /^case-studies\/([a-z0-9-]+)\.html$/.exec(pageAt(address));
    return found && !/^(index|page-\d+)$/.test(found[1]) ? found[1] : "";
  }

  /* An element with a class, and texts or elements in it. Data only ever becomes text. */
  function make(tag, className) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    element.append.apply(element, Array.prototype.slice.call(arguments, 2));
    return element;
  }

  /* Relative to the page, like every link of the site: print spells out only addresses outside it. */
  function link(path, text) {
    var element = make("a", "", text);
    element.href = "../".repeat(pageAt(location.href).split("/").length - 1) + path;
    return element;
  }

  function button(className) {
    var element = make.apply(null, ["button"].concat(Array.prototype.slice.call(arguments)));
    element.type = "button";
    return element;
  }

  /* What is said in another language than English, from assets/data/labels.js; in English there is no such file.
     What has no translation there stands between two marks, wherever it goes: english.js puts elements in their
     place that say that it is English. What is no part of a page has to do without: see `plain`. */
  var told = window.guidanceLabels || { language: "en-GB", words: {}, values: {} };
  var START = "\ue010";
  var END = "\ue013";

  /* Words that are English in every language of the site. */
  function english(words) { return window.guidanceLabels ? START + words + END : words; }

  /* Said words for a place that can't tell languages apart: a file, a question of the browser. */
  function plain(words) { return words.replace(/[\ue010\ue013]/g, ""); }

  /* Said words in stretches of one language: {words, isEnglish}. A word without translation may stand in a
     sentence without one. */
  function stretches(words) {
    var depth = 0;
    return words.split(/([\ue010\ue013])/).reduce(function (made, part) {
      var last = made[made.length - 1];
      if (part === START || part === END) depth = Math.max(0, depth + (part === START ? 1 : -1));
      else if (part && last && last.isEnglish === depth > 0) last.words += part;
      else if (part) made.push({ words: part, isEnglish: depth > 0 });
      return made;
    }, []);
  }

  function ask(words) { return window.confirm(plain(words)); }

  function filled(words, values) {
    return words.replace(/\{(\w+)\}/g, function (name, key) { return values && key in values ? values[key] : name; });
  }

  /* Nodes of a said sentence with elements in it: <1>these words</1> come into the first, and so on. */
  function sentence(words) {
    var elements = Array.prototype.slice.call(arguments, 1);
    var isEnglish = words.startsWith(START);
    var nodes = (isEnglish ? words.slice(1, -1) : words).split(/(<\d+>.*?<\/\d+>)/).map(function (part) {
      var found = /^<(\d+)>(.*)<\/\d+>$/.exec(part);
      if (!found) return part;
      elements[found[1] - 1].prepend(found[2]);
      return elements[found[1] - 1];
    });
    if (!isEnglish) return nodes;
    var marked = make.apply(null, ["span", ""].concat(nodes));
    marked.lang = "en";
    return [marked];
  }

  function own(table, key) { return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : ""; }

  /* Words for readers in the language of the site, with values in the place of names in curly brackets. */
  window.guidanceSay = function (words, values) {
    return filled(own(told.words, words) || english(words), values);
  };

  /* A number and what is counted, or a sentence with {number} in it. Languages differ in how many forms they have. */
  window.guidanceCount = function (number, one, many, values) {
    function whole(words) { return words.includes("{number}") ? words : "{number} " + words; }

    var forms = own(told.words, whole(one));
    var form = forms ? forms[new Intl.PluralRules(told.language).select(number)] || forms.other : "";
    return filled(form || english(whole(number === 1 ? one : many)), Object.assign({ number: window.guidanceNumber(number) }, values));
  };

  /* One thing, another and a third. */
  window.guidanceList = function (words) {
    return new Intl.ListFormat(told.language, { type: "conjunction" }).format(words);
  };

  // To load the browser's tables of languages takes longer than to draw a page, and English and Welsh need none.
  var hasCommas = /^(?:en|cy)\b/.test(told.language);
  var numbers = null;
  window.guidanceNumber = function (number) {
    if (hasCommas && Number.isInteger(number)) return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
    numbers = numbers || new Intl.NumberFormat(told.language, { maximumFractionDigits: 6 });
    return numbers.format(number);
  };

  /* What readers call a value that the search narrows down by. The value itself is in English. */
  window.guidanceValue = function (value) { return own(told.values, value) || english(value); };

  window.guidanceSite = {
    root: root, load: load, loadCases: loadCases, loadSummaries: loadSummaries, pageAt: pageAt, caseAt: caseAt,
    make: make, link: link, button: button, plain: plain, confirm: ask, english: english, sentence: sentence, stretches: stretches, language: told.language
  };
})();

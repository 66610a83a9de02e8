/* "Cite this page": BibTeX and RIS, to copy or to save as a file. Loaded when a reader opens it; without scripts
   the citation in words is there. What goes into the formats stands in the attributes of that citation. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var box = document.querySelector(".g-citing");
  var cited = box.querySelector(".g-citing__plain").dataset;
  var status = site.make("p", "g-citing__said");

  // What has a meaning of its own in BibTeX or LaTeX, or what old programs can't read.
  var SIGNS = {
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
    "~": "{\\textasciitilde}", "^": "{\\textasciicircum}", "\\": "{\\textbackslash}",
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "\u00a0": "~", "…": "{\\ldots}",
    "ß": "{\\ss}", "æ": "{\\ae}", "ø": "{\\o}", "ł": "{\\l}", "£": "{\\pounds}", "ı": "{\\i}"
  };
  var ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": "\"", "\u0304": "=", "\u0307": ".",
    "\u0327": "c ", "\u030c": "v ", "\u0306": "u ", "\u030b": "H ", "\u0328": "k ", "\u030a": "r "
  };

  /* A text that BibTeX and LaTeX print as it is: their own signs escaped, accents written their way. */
  function forBibtex(text) {
    return Array.from(text.normalize("NFC"), function (character) {
      if (character in SIGNS) return SIGNS[character];
      var parts = Array.from(character.normalize("NFD"));
      var isAccented = parts.length === 2 && parts[0] < "\u0080" && parts[1] in ACCENTS;
      return isAccented ? "{\\" + ACCENTS[parts[1]] + parts[0] + "}" : character;
    }).join("");
  }

  function forAddress(sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); }

  function bibtex() {
    var publisher = forBibtex(cited.publisher);
    var fields = [
      cited.author ? ["author", "{" + forBibtex(cited.author) + "}"] : ["key", publisher],
      ["title", "{" + forBibtex(cited.title) + "}"],
      ["howpublished", publisher],
      ["year", cited.reviewed.slice(0, 4)],
      ["month", cited.reviewed.slice(5, 7)],
      ["note", "Version " + forBibtex(cited.version) + ", reviewed " + cited.reviewed]
    ];
    if (cited.address) fields.push(["url", cited.address.replace(/[{}\\]/g, forAddress)]);
    var lines = fields.map(function (field) { return "  " + field[0] + " = {" + field[1] + "},"; });
    return ["@misc{" + cited.name + ","].concat(lines, "}").join("\n");
  }

  function ris() {
    return [
      ["TY", "ELEC"], ["AU", cited.author], ["TI", cited.title], ["T2", cited.publisher], ["PB", cited.publisher],
      ["PY", cited.reviewed.slice(0, 4)], ["DA", cited.reviewed.replace(/-/g, "/")], ["ET", cited.version],
      ["LA", "en-GB"], ["UR", cited.address]
    ].filter(function (field) { return field[1]; }).concat([["ER", ""]])
      .map(function (field) { return field[0] + "  - " + field[1]; }).join("\n");
  }

  function say(words) {
    status.textContent = "";
    window.setTimeout(function () { status.textContent = words; }, 50);
  }

  function copy(shown) {
    var select = function () {
      var range = document.createRange();
      range.selectNodeContents(shown);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      var copied = false;
      try { copied = document.execCommand("copy"); } catch (refused) { /* said below */ }
      say(copied ? guidanceSay("Copied.") : guidanceSay("Your browser did not copy it. It is marked: copy it by hand."));
    };
    if (!navigator.clipboard) { select(); return; }
    navigator.clipboard.writeText(shown.textContent).then(function () { say(guidanceSay("Copied.")); }, select);
  }

  function save(text, name) {
    var address = URL.createObjectURL(new Blob([text + "\n"], { type: "text/plain;charset=utf-8" }));
    var link = site.make("a", "");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    say(guidanceSay("Saved as {name}.", { name: name }));
  }

  function button(words, act) {
    var made = site.button("", words);
    made.addEventListener("click", act);
    return made;
  }

  function add(name, ending, text) {
    var shown = site.make("pre", "", text);
    var head = site.make("p", "", name + " ",
      button(guidanceSay("Copy {name}", { name: name }), function () { copy(shown); }), " ",
      button(guidanceSay("Download {name}", { name: name }), function () { save(text, cited.name + "." + ending); }));
    box.append(site.make("div", "g-citing__format", head, shown));
  }

  add("BibTeX", "bib", bibtex());
  add("RIS", "ris", ris());
  status.setAttribute("role", "status");
  box.append(status);
})();

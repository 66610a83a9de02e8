/* "Cite this page": BibTeX and RIS, to copy or to save as a file. Loaded when a reader opens it; without scripts
   the citation in words is there. What goes into the formats stands in the attributes of that citation. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var box = document.querySelector(".g-citing");
  var cited = box.querySelector(".g-citing__plain").dataset;
  var status = site.make("p", "g-citing__said");

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
    var made = site.button("g-choose", words);
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

  status.setAttribute("role", "status");
  site.load("assets/javascripts/cite-formats.js").then(function () {
    add("BibTeX", "bib", window.guidanceCitation.bibtex(cited));
    add("RIS", "ris", window.guidanceCitation.ris(cited));
    box.append(status);
  }, function () { /* the citation in words is there */ });
})();

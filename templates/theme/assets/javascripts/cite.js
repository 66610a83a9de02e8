/* "Cite this page": copies a citation, or saves it as a file. Without this script it can be marked and copied. */
(function () {
  "use strict";
  var box = document.querySelector(".g-citing");
  if (!box) return;
  var status = box.querySelector(".g-citing__said");

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
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    say(guidanceSay("Saved as {name}.", { name: name }));
  }

  box.querySelectorAll("button").forEach(function (button) {
    var shown = button.closest(".g-citing__format").querySelector("pre");
    button.hidden = false;
    button.addEventListener("click", function () {
      if (button.dataset.name) save(shown.textContent, button.dataset.name);
      else copy(shown);
    });
  });
})();

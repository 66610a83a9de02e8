/* What of a file the form can't hold: keys that it doesn't know, values of the wrong kind, and comments. It
   stays in sight, and nothing is written, until somebody has decided on each. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;

  /* Draws `left` ([{at, value}]) and `notes` (texts) into a box. `forget(position)` takes one away. */
  function draw(box, fields, left, notes, forget) {
    var parts = [];
    if (left.length) {
      var list = make("ul");
      left.forEach(function (one, position) { list.append(entry(fields, one, position, forget)); });
      parts.push(make("h2", "", guidanceSay("Not taken over from the file")),
        make("p", "", guidanceSay("The form has no place for this. Copy what matters into a field that fits, then leave it out here.")), list);
    }
    if (notes.length) {
      var texts = notes.map(function (note) { return make("li", "", note); });
      parts.push(make("details", "", make("summary", "",
        guidanceCount(notes.length, "comment in the file will not be kept", "comments in the file will not be kept")),
        make.apply(null, ["ul", ""].concat(texts))));
    }
    box.replaceChildren.apply(box, parts);
    box.hidden = !parts.length;
  }

  function entry(fields, one, position, forget) {
    var name = one.at.length ? window.guidanceFormProblems.nameOf(fields, one.at) : guidanceSay("The whole file");
    var button = site.button("g-form__tool", guidanceSay("Leave it out"), make("span", "g-hidden", ": " + name));
    button.addEventListener("click", function () { forget(position); });
    return make("li", "", make("strong", "", name), " (" + one.at.join(".") + ")",
      make("pre", "g-form__left", typeof one.value === "string" ? one.value : JSON.stringify(one.value, null, 2)), button);
  }

  window.guidanceFormLeft = { draw: draw };
})();

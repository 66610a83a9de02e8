/* What of a file the form can't hold: keys that it doesn't know, values of the wrong kind, and comments. It
   stays in sight, and nothing is written, until somebody has decided on each. */
const { make } = guidance;

/* Draws `left` ([{at, value}]) and `notes` (texts) into a box. `forget(position)` takes one away. */
function draw(box, fields, left, notes, forget) {
  const parts = [];
  if (left.length) {
    const list = make("ul");
    left.forEach((one, position) => { list.append(entry(fields, one, position, forget)); });
    parts.push(make("h2", "", guidance.say("Not taken over from the file")),
      make("p", "", guidance.say("The form has no place for this. Copy what matters into a field that fits, then leave it out here.")), list);
  }
  if (notes.length) {
    const texts = notes.map(note => make("li", "", note));
    parts.push(make("details", "", make("summary", "",
      guidance.count(notes.length, "comment in the file will not be kept", "comments in the file will not be kept")),
      make("ul", "", texts)));
  }
  box.replaceChildren(...parts);
  box.hidden = !parts.length;
}

function entry(fields, one, position, forget) {
  const name = one.at.length ? guidanceForm.problems.nameOf(fields, one.at) : guidance.say("The whole file");
  const button = guidance.button("g-form__tool", guidance.say("Leave it out"), make("span", "g-hidden", ": " + name));
  button.addEventListener("click", () => { forget(position); });
  return make("li", "", make("strong", "", name), ` (${one.at.join(".")})`,
    make("pre", "g-form__unplaced", typeof one.value === "string" ? one.value : JSON.stringify(one.value, null, 2)), button);
}

guidanceForm.unplaced = { draw };

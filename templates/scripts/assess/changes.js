/* What has changed in the guidance since a team answered: new recommendations, others in new words, and those
   that are gone. Nothing of a team's own is dropped for it. */
const { make } = guidance;
const { answers, plan, charts } = guidanceAssess;
const FEW = 5;

/* `act` has goTo(id), noted(ids), holds(id) and remove(id). */
function draw(place, team, found, act) {
  const parts = [];
  if (found.fresh.length) parts.push(fresh(found.fresh, act));
  if (found.reworded.length) parts.push(reworded(found.reworded, team, act));
  if (found.gone.length) parts.push(gone(found.gone, team, act));
  place.hidden = !parts.length;
  if (parts.length) parts.unshift(make("h2", "", guidance.say("Changed since you answered")));
  place.replaceChildren(...parts);
}

function group(title, items) {
  const list = make("ul", "", items);
  return make("div", "g-assess__changed", make("h3", "", title), items.length > FEW ? charts.scrolling(list, title) : list);
}

/* `title` tells buttons of the same words apart, for those who only hear them. */
function button(words, title, pressed) {
  const made = guidance.button("g-small-button", words, title ? make("span", "g-hidden", ": " + title) : "");
  made.addEventListener("click", pressed);
  return made;
}

function question(id, act) {
  return button(answers.known.get(id).title, "", () => { act.goTo(id); });
}

function fresh(ids, act) {
  const made = group(guidance.count(ids.length, "new recommendation", "new recommendations"), ids.map(id => make("li", "", question(id, act))));
  made.append(make("p", "", button(guidance.say("I have seen them"), guidance.say("the new recommendations"), () => { act.noted(ids); })));
  return made;
}

function reworded(ids, team, act) {
  return group(guidance.count(ids.length, "Wording changed: {number} answer to check", "Wording changed: {number} answers to check"), ids.map(id => {
    const title = answers.known.get(id).title;
    const before = team.answers.get(id).title;
    return make("li", "", question(id, act), before && before !== title ? " " + guidance.say("(was “{title}”)", { title: before }) + " " : " ",
      button(guidance.say("My answer still holds"), title, () => { act.holds(id); }));
  }));
}

function gone(ids, team, act) {
  return group(guidance.count(ids.length, "No longer in the guidance: {number} answer kept", "No longer in the guidance: {number} answers kept"), ids.map(id => {
    const given = team.answers.get(id);
    const title = given.title || id;
    const said = [plan.titleOf(given.state), given.note, given.owner, plan.day(given.date)].filter(Boolean).join("; ");
    return make("li", "", make("strong", "", title), `: ${said} `, button(guidance.say("Remove"), title, () => { act.remove(id); }));
  }));
}

guidanceAssess.changes = { draw };

/* What has changed in the guidance since a team answered: new recommendations, others in new words, and those
   that are gone. Nothing of a team's own is dropped for it. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var answers = window.guidanceAnswers;
  var plan = window.guidancePlan;

  /* `act` has goTo(id), noted(ids), holds(id) and remove(id). */
  function draw(place, team, found, act) {
    var parts = [];
    if (found.fresh.length) parts.push(fresh(found.fresh, act));
    if (found.reworded.length) parts.push(reworded(found.reworded, team, act));
    if (found.gone.length) parts.push(gone(found.gone, team, act));
    place.hidden = !parts.length;
    if (parts.length) parts.unshift(make("h2", "", guidanceSay("Changed since you answered")));
    place.replaceChildren.apply(place, parts);
  }

  function group(title, items) {
    return make("div", "g-assess__changed", make("h3", "", title), make.apply(null, ["ul", ""].concat(items)));
  }

  /* `title` tells buttons of the same words apart, for those who only hear them. */
  function button(words, title, pressed) {
    var made = site.button("g-choose", words, title ? make("span", "g-hidden", ": " + title) : "");
    made.addEventListener("click", pressed);
    return made;
  }

  function question(id, act) {
    return button(answers.known.get(id).title, "", function () { act.goTo(id); });
  }

  function fresh(ids, act) {
    var made = group(guidanceCount(ids.length, "new recommendation", "new recommendations"), ids.map(function (id) { return make("li", "", question(id, act)); }));
    made.append(make("p", "", button(guidanceSay("I have seen them"), guidanceSay("the new recommendations"), function () { act.noted(ids); })));
    return made;
  }

  function reworded(ids, team, act) {
    return group(guidanceCount(ids.length, "Wording changed: {number} answer to check", "Wording changed: {number} answers to check"), ids.map(function (id) {
      var title = answers.known.get(id).title;
      var before = team.answers.get(id).title;
      return make("li", "", question(id, act), before && before !== title ? " " + guidanceSay("(was “{title}”)", { title: before }) + " " : " ",
        button(guidanceSay("My answer still holds"), title, function () { act.holds(id); }));
    }));
  }

  function gone(ids, team, act) {
    return group(guidanceCount(ids.length, "No longer in the guidance: {number} answer kept", "No longer in the guidance: {number} answers kept"), ids.map(function (id) {
      var given = team.answers.get(id);
      var title = given.title || id;
      var said = [plan.titleOf(given.state), given.note, given.owner, plan.day(given.date)].filter(Boolean).join("; ");
      return make("li", "", make("strong", "", title), ": " + said + " ", button(guidanceSay("Remove"), title, function () { act.remove(id); }));
    }));
  }

  window.guidanceAssessChanges = { draw: draw };
})();

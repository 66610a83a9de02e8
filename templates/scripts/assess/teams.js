/* Teams and people side by side, by theme and by recommendation. */
const { make } = guidance;
const { plan, charts, meeting, results } = guidanceAssess;
const ORDERS = [
  ["differ", guidance.say("Where answers differ most first")],
  ["theme", guidance.say("By theme")]
];

/* `act` has remove(id), startMeeting(id), and order(kind); `id` is that of a meeting that goes on, or empty. */
function draw(place, all, meetings, kind, act) {
  if (!all.length) {
    return place.replaceChildren(make("p", "", guidance.say("Nobody has answered yet. Open the saved files of those who have, or add a person or team and answer in turn.")));
  }
  const kept = document.activeElement?.id;
  place.replaceChildren(starts(meetings, act), charts.scrolling(themeTable(all, act), guidance.say("Side by side, by theme")),
    results.chooser("assess-meeting-order", guidance.say("Order of the recommendations, and of the meeting"), ORDERS, kind, act.order),
    ...results.inParts("teams", answerTable(all, kind)).map(part => part.matches("table") ? charts.scrolling(part, guidance.say("Side by side, by recommendation")) : part));
  if (kept && place.querySelector(`#${CSS.escape(kept)}`)) document.getElementById(kept).focus();
  return place;
}

function starts(meetings, act) {
  const begun = meetings.map(team => button(guidance.say("Go on with “{name}”", { name: meeting.nameOf(team) }), "g-button", () => { act.startMeeting(team.id); }));
  return make("p", "g-assess__actions", begun, button(begun.length ? guidance.say("Start another meeting") : guidance.say("Start the meeting"), begun.length ? "g-button g-button--quiet" : "g-button", () => { act.startMeeting(""); }));
}

function button(words, className, pressed) {
  const made = guidance.button(className, ...[words].flat());
  made.addEventListener("click", pressed);
  return made;
}

function heads(first, all, act) {
  return make("tr", "", charts.headCell(first, "col"), all.map(team => {
    const cell = charts.headCell(meeting.nameOf(team), "col");
    if (act) cell.append(button([guidance.say("Remove"), make("span", "g-hidden", " " + meeting.nameOf(team))], "g-small-button", () => { act.remove(team.id); }));
    return cell;
  }));
}

function table(caption, head, rows) {
  return make("table", "g-assess__table g-assess__teams",
    make("caption", "", caption), make("thead", "", head), make("tbody", "", rows));
}

function themeTable(all, act) {
  const themes = all.map(team => plan.byTheme(team));
  return table(guidance.say("In place, by theme"), heads(guidance.say("Theme"), all, act), themes[0].map((theme, position) => {
    const cells = themes.map(one => make("td", "", charts.standing(one[position]), charts.bar(one[position])));
    return make("tr", "", charts.headCell(theme.title, "row"), cells);
  }));
}

function answerTable(all, kind) {
  const rows = meeting.order(all, kind).map(id => {
    const head = charts.headCell(results.recommendation(id), "row");
    return make("tr", "", head, all.map(team => {
      const state = plan.stateOf(team, id);
      return make("td", state ? `g-assess__said--${state}` : "g-assess__none", plan.titleOf(state));
    }));
  });
  return table(guidance.say("Answers, by recommendation"), heads(guidance.say("Recommendation"), all, null), rows);
}

guidanceAssess.teams = { draw };

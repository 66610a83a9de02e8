/* Puts the self-assessment into its page, and listens to what happens around it: other tabs, and leaving. */
const { make } = guidance;
const { store, page, parts, answers, results, questions, teams } = guidanceAssess;
const state = page.state;

/* Each section's own place, behind its tools. */
function place(name, tools) {
  const section = document.getElementById("assess-" + name);
  page.places[name] = make("div", "g-assess__body g-assess__body--" + name);
  section.append(...tools, page.places[name]);
}

function followOtherTabs() {
  window.addEventListener("storage", event => {
    if (event.key !== store.key && event.key !== null) return;
    if (page.isWaiting()) page.keep();
    const found = store.takeIn(state.teams, state.stored);
    state.stored = found.ids;
    const team = state.teams.get(state.current);
    if (found.ids.length && (!team || answers.isUntouched(team))) state.teams.delete(state.current);
    page.begin(state.current);
    page.draw(document.activeElement?.closest("#assess-gaps") ? "gaps" : "");
    if (found.erased.length) page.bar.say(guidance.say("Another tab erased a team: {names}.", { names: found.erased.map(name => name || guidance.say("a team without a name")).join(", ") }));
    else if (found.taken) page.bar.say(guidance.count(found.taken, "Another tab changed {number} answer. You see it here now.", "Another tab changed {number} answers. You see them here now."));
  });
}

/* What this browser kept and nobody can read is the reader's all the same. */
function offerUnread(text) {
  page.bar.say(guidance.say("What this browser had kept can’t be read: it is damaged, or a newer version of this site wrote it. It is put aside, and you start anew."), [
    [guidance.say("Download what was kept"), () => { guidance.download("self-assessment-unread.json", text, "application/json"); }],
    [guidance.say("Erase it"), store.clearUnread]
  ]);
}

function begin(unread) {
  const start = document.getElementById("assess-start");
  start.append(page.changed, page.panel.element);
  fieldsOfQuestions();
  place("result", []);
  place("gaps", [results.orderChoice(state.order, page.setOrder)]);
  place("plan", parts.planTools(page.act));
  place("keep", parts.keepTools(page.act));
  place("compare", [make("p", "g-assess__actions", parts.opener("assess-add", guidance.say("Add saved files"), true, teams.add))]);
  teams.begin(page.places.compare, page.bar.say);
  page.draw("");
  if (unread) offerUnread(unread);
}

function fieldsOfQuestions() {
  questions.bindQuestions(document.getElementById("assess-questions"), page.binder, answers.known, page.change);
}

window.addEventListener("pagehide", () => { if (page.isWaiting()) page.keep(); });
window.addEventListener("beforeunload", event => {
  if (page.isWaiting()) page.keep();
  if (!state.isKept && !state.isSaved) event.preventDefault();
});
window.addEventListener("afterprint", () => { page.draw(""); });
begin(store.load().unread);
followOtherTabs();

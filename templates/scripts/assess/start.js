/* Puts the self-assessment into its page, and listens to what happens around it: other tabs, and leaving. */
const { make } = guidance;
const { store, page, parts, answers, results, questions, steps, one } = guidanceAssess;
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
    page.draw();
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
  document.getElementById("assess-start").append(page.changed, page.panel.element);
  questions.bind(document.getElementById("assess-questions"), answers.known, page.change);
  one.begin(document.getElementById("assess-one"), page.change);
  place("result", []);
  place("plan", [...parts.planTools(page.act), results.orderChoice(state.order, page.setOrder)]);
  place("keep", parts.keepTools(page.act));
  place("compare", parts.compareTools(page.act));
  steps.begin(page.draw);
  if (unread) offerUnread(unread);
}

window.addEventListener("pagehide", () => { if (page.isWaiting()) page.keep(); });
window.addEventListener("beforeunload", event => {
  if (page.isWaiting()) page.keep();
  if (!state.isKept && !state.isSaved) event.preventDefault();
});
window.addEventListener("beforeprint", page.drawPlan);
window.addEventListener("afterprint", page.draw);
begin(store.load().unread);
followOtherTabs();

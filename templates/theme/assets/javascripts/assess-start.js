/* Puts the self-assessment into its page, and listens to what happens around it: other tabs, and leaving. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;
  var store = window.guidanceAssessStore;
  var page = window.guidanceAssessPage;
  var parts = window.guidanceAssessPanel;
  var state = page.state;

  /* Each section's own place, behind its tools. */
  function place(name, tools) {
    var section = document.getElementById("assess-" + name);
    page.places[name] = make("div", "g-assess__body g-assess__body--" + name);
    section.append.apply(section, tools.concat(page.places[name]));
  }

  function followOtherTabs() {
    window.addEventListener("storage", function (event) {
      if (event.key !== store.key && event.key !== null) return;
      if (page.isWaiting()) page.keep();
      var found = store.takeIn(state.teams, state.stored);
      state.stored = found.ids;
      if (found.ids.length && window.guidanceAnswers.isUntouched(state.teams.get(state.current) || window.guidanceAnswers.blank())) state.teams.delete(state.current);
      page.begin(state.current);
      page.draw(document.activeElement && document.activeElement.closest("#assess-gaps") ? "gaps" : "");
      if (found.erased.length) page.bar.say(guidanceSay("Another tab erased a team: {names}.", { names: found.erased.map(function (name) { return name || guidanceSay("a team without a name"); }).join(", ") }));
      else if (found.taken) page.bar.say(guidanceCount(found.taken, "Another tab changed {number} answer. You see it here now.", "Another tab changed {number} answers. You see them here now."));
    });
  }

  /* What this browser kept and nobody can read is the reader's all the same. */
  function offerUnread(text) {
    page.bar.say(guidanceSay("What this browser had kept can’t be read: it is damaged, or a newer version of this site wrote it. It is put aside, and you start anew."), [
      [guidanceSay("Download what was kept"), function () {
        var link = make("a");
        link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        link.download = "self-assessment-unread.json";
        link.click();
      }],
      [guidanceSay("Erase it"), store.clearUnread]
    ]);
  }

  function begin(unread) {
    var start = document.getElementById("assess-start");
    start.append(page.changed, page.panel.element);
    fieldsOfQuestions();
    place("result", []);
    place("gaps", [window.guidanceAssessResult.orderChoice(state.order, page.setOrder)]);
    place("plan", parts.planTools(page.act));
    place("keep", parts.keepTools(page.act));
    place("compare", [make("p", "g-assess__actions", parts.opener("assess-add", guidanceSay("Add saved files"), true, window.guidanceAssessCompare.add))]);
    window.guidanceAssessCompare.begin(page.places.compare, page.bar.say);
    page.draw("");
    if (unread) offerUnread(unread);
  }

  function fieldsOfQuestions() {
    window.guidanceAssessForm.bindQuestions(document.getElementById("assess-questions"), page.binder, window.guidanceAnswers.known, page.change);
  }

  window.addEventListener("pagehide", function () { if (page.isWaiting()) page.keep(); });
  window.addEventListener("beforeunload", function (event) {
    if (page.isWaiting()) page.keep();
    if (!state.isKept && !state.isSaved) event.preventDefault();
  });
  window.addEventListener("afterprint", function () { page.draw(""); });
  begin(store.load().unread);
  followOtherTabs();
})();

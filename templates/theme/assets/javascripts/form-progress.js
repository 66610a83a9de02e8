/* How far somebody has come with the form: a list of its sections, each with its state in words. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;

  /* `sections`: [{id, title, names}], of which the one without names holds the file's name. */
  function makeProgress(sections) {
    var line = make("p", "g-form__sum");
    var bar = make("progress", "g-form__bar");
    var list = make("ol", "g-form__steps");
    var states = sections.map(function (section) {
      var link = make("a", "", section.title);
      var state = make("span", "g-form__state");
      link.href = "#" + section.id;
      link.addEventListener("click", function (event) {
        event.preventDefault(); // the address stays as it is
        document.getElementById(section.id).focus();
      });
      list.append(make("li", "", link, " ", state));
      return state;
    });
    var nav = make("nav", "g-form__progress", make("h2", "", guidanceSay("Sections")), line, bar, list);
    nav.setAttribute("aria-label", guidanceSay("Sections of the form"));
    bar.max = sections.length;
    bar.setAttribute("aria-label", guidanceSay("Sections that are done"));

    function update(data, problems, isNamed) {
      var done = sections.filter(function (section, place) {
        var wrong = section.names ? count(problems, section.names) : Number(!isNamed);
        var given = section.names ? section.names.some(function (name) { return hasContent(data[name]); }) : isNamed;
        var isDone = !wrong;
        states[place].textContent = wrong ? guidanceCount(wrong, "thing to do", "things to do") : given ? guidanceSay("done") : guidanceSay("optional, empty");
        states[place].className = "g-form__state" + (isDone ? given ? " g-form__state--done" : "" : " g-form__state--open");
        return isDone;
      }).length;
      bar.value = done;
      line.textContent = done === sections.length ? guidanceSay("Nothing is missing in any section.")
        : guidanceSay("{number} of {whole} sections have nothing left to do.", { number: done, whole: sections.length });
    }

    return { element: nav, update: update };
  }

  function count(problems, names) {
    return problems.filter(function (problem) { return names.includes(problem.at[0]); }).length;
  }

  function hasContent(value) {
    if (value === undefined || value === null || value === "") return false;
    return typeof value !== "object" || Object.values(value).some(hasContent);
  }

  window.guidanceFormProgress = { makeProgress: makeProgress, hasContent: hasContent };
})();

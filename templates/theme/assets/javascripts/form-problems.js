/* What the form says of mistakes: at each field, and all of them in a list that leads to the fields. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;

  /* `root`: the whole form as one record. `fields`: of the schema. */
  function makeBoard(root, fields) {
    var wrong = [];

    /* Says at the fields what is wrong there; only where `isDue(field)`. */
    function show(problems, isDue) {
      var found = new Map();
      problems.forEach(function (problem) {
        var field = root.find(problem.at);
        if (isDue(field)) found.set(field, (found.get(field) || []).concat(problem));
      });
      wrong.forEach(function (field) { if (!found.has(field)) field.show([]); });
      found.forEach(function (all, field) { field.show(all); });
      wrong = Array.from(found.keys());
    }

    /* A list of all problems, with a heading. Links lead to what has to be changed. */
    function summary(problems) {
      var title = make("h2", "", guidanceCount(problems.length, "There is {number} thing to correct", "There are {number} things to correct"));
      var list = make("ul");
      problems.forEach(function (problem) {
        var field = problem.field || root.find(problem.at);
        var link = make("a", "", problem.field ? problem.text : nameOf(fields, problem.at) + ": " + problem.text);
        link.href = "#" + field.id;
        link.addEventListener("click", function (event) {
          event.preventDefault(); // the address stays as it is: it may say something else
          field.focus();
        });
        list.append(make("li", "", link));
      });
      return [title, list];
    }

    return { show: show, summary: summary };
  }

  /* A place in words: “Members of the team, post 2, Role”. */
  function nameOf(fields, at) {
    var field = { kind: "record", fields: fields };
    var words = [];
    at.forEach(function (step) {
      if (field && field.kind === "list") {
        words.push(field.entry + " " + (step + 1));
        field = field.item;
      } else {
        field = field && field.fields && field.fields.find(function (one) { return one.name === step; });
        words.push(field ? field.label : String(step));
      }
    });
    return words.join(", ");
  }

  window.guidanceFormProblems = { makeBoard: makeBoard, nameOf: nameOf };
})();

/* The fields of the questions, and of the gaps, which show the same answers a second time: what is typed in one
   place is there in the other. */
(function () {
  "use strict";
  var site = window.guidanceSite;

  /* `change(id, changes, where)` is called with what somebody chose or typed, and the element that it is in. */
  function makeBinder(change) {
    var fields = new Map(); // identifier → [{element, part}]

    function add(element, id, part) {
      var isRadio = element.type === "radio";
      if (!fields.has(id)) fields.set(id, []);
      fields.set(id, fields.get(id).filter(function (field) { return field.element.id !== element.id || isRadio; })); // drawn anew
      fields.get(id).push({ element: element, part: part });
      element.addEventListener(isRadio ? "change" : "input", function () {
        var changes = {};
        changes[part] = element.value;
        change(id, changes, element);
      });
    }

    /* Everything of one recommendation that stands in a box. */
    function addAll(box, id) {
      box.querySelectorAll("input, textarea").forEach(function (element) {
        add(element, id, element.type === "radio" ? "state" : element.name);
      });
    }

    /* The answer, wherever it is shown but where somebody is typing it. */
    function show(id, given, except) {
      (fields.get(id) || []).forEach(function (field) {
        var value = given ? given[field.part] : "";
        if (field.element === except) return;
        if (field.element.type === "radio") field.element.checked = field.element.value === value;
        else if (field.element.value !== value) field.element.value = value;
      });
    }

    return { addAll: addAll, show: show };
  }

  function questionOf(id) { return document.getElementById("assess-" + id); }

  /* Binds the questions of the page; each gets a button that takes its answer back. */
  function bindQuestions(form, binder, known, change) {
    known.forEach(function (item, id) {
      var box = questionOf(id);
      var clear = site.button("g-choose g-assess__clear", guidanceSay("Clear"), site.make("span", "g-hidden", " " + guidanceSay("the answer to {title}", { title: item.title })));
      clear.hidden = true;
      clear.addEventListener("click", function () {
        box.querySelector("input").focus();
        change(id, { state: "" }, null);
      });
      box.querySelector(".g-assess__states").append(clear);
      binder.addAll(box, id);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  /* Marks on a question: what is new or changed, and what is written below the fold. */
  function mark(id, given, badge) {
    var box = questionOf(id);
    var old = box.querySelector("legend .g-badge--gap");
    var written = given ? ["note", "owner", "date"].filter(function (part) { return given[part]; }) : [];
    box.querySelector(".g-assess__clear").hidden = !(given && given.state);
    box.querySelector(".g-assess__more").classList.toggle("g-assess__more--written", written.length > 0);
    if (old) old.remove();
    if (badge) box.querySelector("legend").append(" ", site.make("span", "g-badge g-badge--gap", badge));
  }

  /* Shows a question with all its fields, and puts the focus there. */
  function goTo(id) {
    var box = questionOf(id);
    box.querySelector("details").open = true;
    box.scrollIntoView();
    (box.querySelector("input:checked") || box.querySelector("input")).focus({ preventScroll: true });
  }

  window.guidanceAssessForm = { makeBinder: makeBinder, bindQuestions: bindQuestions, mark: mark, goTo: goTo };
})();

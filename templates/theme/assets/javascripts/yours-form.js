/* The form of "Your organisation". */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var yours = window.guidanceYours;
  var form = document.getElementById("yours");
  var forget = document.getElementById("yours-clear");
  var status = form.querySelector("[role=status]");

  function checks() { return Array.from(form.querySelectorAll("[name=types]")); }

  function fill(said) {
    checks().forEach(function (check) { check.checked = Boolean(said) && said.types.includes(check.value); });
    form.elements.size.value = said ? said.size : "";
    form.elements.nation.value = said ? said.nation : "";
    forget.hidden = !said;
  }

  function read() {
    var chosen = checks().filter(function (check) { return check.checked; });
    return {
      types: chosen.map(function (check) { return check.value; }),
      size: form.elements.size.value,
      nation: form.elements.nation.value,
      titles: {
        types: chosen.map(function (check) { return check.parentNode.textContent.trim(); }),
        size: titleOf(form.elements.size),
        nation: titleOf(form.elements.nation)
      }
    };
  }

  function titleOf(select) { return select.value ? select.selectedOptions[0].textContent : ""; }

  function keep(event) {
    event.preventDefault();
    var said = read();
    if (!said.types.length && !said.size && !said.nation) return clear();
    var isKept = yours.set(said);
    forget.hidden = !isKept;
    if (isKept) {
      status.replaceChildren.apply(status, site.sentence(guidanceSay("Kept in this browser. Go on to <1>case studies</1> or <2>themes</2>."),
        site.link("case-studies/index.html", ""), site.link("themes/index.html", "")));
    } else {
      status.textContent = guidanceSay("Your browser keeps nothing for this site, perhaps because the window is private. So nothing changes.");
    }
  }

  function clear() {
    yours.clear();
    fill(null);
    status.textContent = guidanceSay("Nothing is kept about your organisation.");
  }

  form.addEventListener("submit", keep);
  forget.addEventListener("click", function () {
    clear();
    checks()[0].focus();
  });
  fill(yours.get());
  form.hidden = false;
})();

/* On paper a text field shows no more than its lines on the screen. So each gets its whole text beside it. */
(function () {
  "use strict";
  var make = window.guidanceSite.make;

  function follow(form) {
    window.addEventListener("beforeprint", function () {
      form.querySelectorAll("textarea").forEach(function (field) {
        if (field.value) field.after(make("div", "g-form__paper", field.value));
      });
    });
    window.addEventListener("afterprint", function () {
      form.querySelectorAll(".g-form__paper").forEach(function (copy) { copy.remove(); });
    });
  }

  window.guidanceFormPrint = { follow: follow };
})();

/* What the form says of mistakes: the words of the program's own catalogue, by code, which come with the
   form's data. No script has words of its own for them. */
(function () {
  "use strict";

  /* `values`: what the words name in curly brackets. */
  window.guidanceFormTell = function (code, values) {
    return window.guidanceForm.messages[code].replace(/\{(\w+)\}/g, function (name, key) {
      return values && key in values ? values[key] : name;
    });
  };
})();

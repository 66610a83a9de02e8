/* What becomes of a finished case study: a file to keep, and a way to hand it in. Nothing is sent by this
   script; a link to the project's repository is opened by whoever presses it. */
(function () {
  "use strict";
  var site = window.guidanceSite;
  var make = site.make;
  var LONGEST_ADDRESS = 8000;

  function save(name, text) {
    var link = make("a");
    var address = URL.createObjectURL(new Blob([text], { type: "text/yaml;charset=utf-8" }));
    link.href = address;
    link.download = name + ".yml";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  /* The panel for a case study without mistakes. `isKnown`: the site has one of this name already. */
  function ready(form, name, data, text, isKnown) {
    var title = make("h2", "", guidanceSay("Your case study is ready"));
    var shown = make("textarea", "g-form__text g-form__yaml");
    var copied = make("p", "g-form__note");
    var download = site.button("g-button", guidanceSay("Download {name}", { name: name + ".yml" }));
    var copy = site.button("g-button g-button--quiet", guidanceSay("Copy the text of the file"));
    title.tabIndex = -1;
    shown.value = text;
    shown.readOnly = true;
    shown.rows = 10;
    shown.setAttribute("aria-label", guidanceSay("The text of the file"));
    copied.setAttribute("role", "status");
    download.addEventListener("click", function () { save(name, text); });
    copy.addEventListener("click", function () {
      toClipboard(shown).then(function (isCopied) {
        copied.textContent = isCopied ? guidanceSay("Copied.") : guidanceSay("Your browser does not allow it. The text below is selected: copy it with Ctrl+C, or Cmd+C on a Mac.");
      });
    });
    return [title, make("p", "", guidanceSay("It passes every check that this page can make. Download the file to keep it.")),
      make("p", "g-form__actions", download, copy), copied]
      .concat(advice(form, name, data, text, isKnown))
      .concat(make("details", "", make("summary", "", guidanceSay("See the text of the file")), shown));
  }

  function toClipboard(shown) {
    var byHand = function () {
      shown.closest("details").open = true;
      shown.focus();
      shown.select();
      try { return document.execCommand("copy"); } catch (refused) { return false; }
    };
    if (!navigator.clipboard) return Promise.resolve(byHand());
    return navigator.clipboard.writeText(shown.value).then(function () { return true; }, byHand);
  }

  function advice(form, name, data, text, isKnown) {
    var publication = data.publication;
    if (publication.consent !== "true") {
      return [make("p", "g-note", guidanceSay("The organisation has not agreed to publication. Keep the file to yourself: whatever is handed in can be read by everybody in the project’s repository."))];
    }
    if (publication.visibility !== "public") {
      return [make("p", "g-note", guidanceSay("This case study is for inside an organisation only. Do not hand it in to the public repository: give the file to whoever looks after your own copy of this site."))];
    }
    if (!form.repository) {
      return [make("p", "", guidanceSay("To hand it in, give the file to whoever looks after this site."))];
    }
    return [make("h3", "", guidanceSay("Hand it in"))].concat(isKnown ? correction(form, name) : proposal(form, name, text));
  }

  function correction(form, name) {
    return [told(guidanceSay("This case study is on the site already. Copy the text above. Then <1>open the file in the project’s repository</1>, select all of it, paste, and press “Commit changes”."),
      form.repository + "/edit/main/" + form.folder + name + ".yml")];
  }

  function proposal(form, name, text) {
    var address = form.repository + "/new/main?filename=" + form.folder + encodeURIComponent(name) + ".yml";
    var whole = address + "&value=" + encodeURIComponent(text);
    if (whole.length <= LONGEST_ADDRESS) {
      return [told(guidanceSay("<1>Open a pull request</1>. This opens the project’s repository with the text filled in, and so sends it there. You need an account. Press “Commit changes”, then “Propose changes”."), whole)];
    }
    return [told(guidanceSay("The text is too long to be handed over by a link. Copy it with the button above. Then <1>start the file in the project’s repository</1>, paste the text, and press “Commit changes”, then “Propose changes”. You need an account."), address)];
  }

  /* A sentence with a link that leads out of the site. */
  function told(words, address) {
    var link = make("a");
    link.href = address;
    link.rel = "noreferrer";
    return make.apply(null, ["p", ""].concat(site.sentence(words, link)));
  }

  window.guidanceFormSend = { save: save, ready: ready };
})();

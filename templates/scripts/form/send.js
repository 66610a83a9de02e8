/* What becomes of a finished case study: a file to keep, and a way to hand it in. Nothing is sent by this
   script; a link to the project's repository is opened by whoever presses it. */
const { make } = guidance;
const LONGEST_ADDRESS = 8000;

function save(name, text) { guidance.download(`${name}.yml`, text, "text/yaml;charset=utf-8"); }

/* The panel for a case study without mistakes. `isKnown`: the site has one of this name already. `isDraft`: something of
   the checklist is missing. */
function ready(form, name, data, text, { isKnown, isDraft }) {
  const title = make("h2", "", isDraft ? guidance.say("Your draft is ready to be saved") : guidance.say("Your case study is ready"));
  const shown = make("textarea", "g-form__text g-form__yaml");
  const copied = make("p", "g-form__note");
  const download = guidance.button("g-button", guidance.say("Download {name}", { name: `${name}.yml` }));
  const copy = guidance.button("g-button g-button--quiet", guidance.say("Copy the text of the file"));
  title.tabIndex = -1;
  shown.value = text;
  shown.readOnly = true;
  shown.rows = 10;
  shown.setAttribute("aria-label", guidance.say("The text of the file"));
  copied.setAttribute("role", "status");
  download.addEventListener("click", () => { save(name, text); });
  copy.addEventListener("click", () => {
    toClipboard(shown).then(isCopied => {
      copied.textContent = isCopied ? guidance.say("Copied.") : guidance.say("Your browser does not allow it. The text below is selected: copy it with Ctrl+C, or Cmd+C on a Mac.");
    });
  });
  return [
    title,
    make("p", "", isDraft ? guidance.say("It is still a draft: the list above says what is missing before it can be published. Download the file to keep it.")
      : guidance.say("It passes every check that this page can make. Download the file to keep it.")),
    make("p", "g-form__actions", download, copy),
    copied,
    ...advice(form, name, data, text, isKnown),
    make("details", "", make("summary", "", guidance.say("See the text of the file")), shown)
  ];
}

function toClipboard(shown) {
  const byHand = () => {
    shown.closest("details").open = true;
    shown.focus();
    shown.select();
    try { return document.execCommand("copy"); } catch { return false; }
  };
  if (!navigator.clipboard) return Promise.resolve(byHand());
  return navigator.clipboard.writeText(shown.value).then(() => true, byHand);
}

function advice(form, name, data, text, isKnown) {
  const publication = data.publication;
  if (publication.consent !== "true") {
    return [make("p", "g-note", guidance.say("The organisation has not agreed to publication. Keep the file to yourself: whatever is handed in can be read by everybody in the project’s repository."))];
  }
  if (publication.visibility !== "public") {
    return [make("p", "g-note", guidance.say("This case study is for inside an organisation only. Do not hand it in to the public repository: give the file to whoever looks after your own copy of this site."))];
  }
  if (!form.repository) {
    if (!form.contact) return [make("p", "", guidance.say("To hand it in, give the file to whoever looks after this site."))];
    const mail = make("a", "", form.contact);
    mail.href = `mailto:${form.contact}`;
    return [make("p", "", guidance.say("To hand it in, send the file to:"), " ", mail)];
  }
  return [make("h3", "", guidance.say("Hand it in")), isKnown ? correction(form, name) : proposal(form, name, text)];
}

function correction(form, name) {
  return told(guidance.say("This case study is on the site already. Copy the text above. Then <1>open the file in the project’s repository</1>, select all of it, paste, and press “Commit changes”."),
    `${form.repository}/edit/main/${form.folder}${name}.yml`);
}

function proposal(form, name, text) {
  const address = `${form.repository}/new/main?filename=${form.folder}${encodeURIComponent(name)}.yml`;
  const whole = `${address}&value=${encodeURIComponent(text)}`;
  if (whole.length <= LONGEST_ADDRESS) {
    return told(guidance.say("<1>Open a pull request</1>. This opens the project’s repository with the text filled in, and so sends it there. You need an account. Press “Commit changes”, then “Propose changes”."), whole);
  }
  return told(guidance.say("The text is too long to be handed over by a link. Copy it with the button above. Then <1>start the file in the project’s repository</1>, paste the text, and press “Commit changes”, then “Propose changes”. You need an account."), address);
}

/* A sentence with a link that leads out of the site. */
function told(words, address) {
  const link = make("a");
  link.href = address;
  link.rel = "noreferrer";
  return make("p", "", guidance.sentence(words, link));
}

guidanceForm.send = { save, ready };

/* "Cite this page": BibTeX and RIS, to copy or to save as a file. Made when a reader opens it; without scripts
   the citation in words is there. What goes into the formats stands in the attributes of that citation. */
const box = document.querySelector(".g-citing");
const cited = box?.querySelector(".g-citing__plain").dataset;
const status = guidance.make("p", "g-citing__said");

function announce(words) {
  status.textContent = "";
  setTimeout(() => { status.textContent = words; }, 50);
}

function copy(shown) {
  guidance.copy(shown.textContent).then(isCopied => {
    if (!isCopied) window.getSelection().selectAllChildren(shown);
    announce(isCopied ? guidance.say("Copied.") : guidance.say("Your browser did not copy it. It is marked: copy it by hand."));
  });
}

function save(text, name) {
  guidance.download(name, `${text}\n`, "text/plain;charset=utf-8");
  announce(guidance.say("Saved as {name}.", { name }));
}

function button(words, act) {
  const made = guidance.button("g-small-button", words);
  made.addEventListener("click", act);
  return made;
}

function add(name, ending, text) {
  const shown = guidance.make("pre", "", text);
  const head = guidance.make("p", "", name + " ",
    button(guidance.say("Copy {name}", { name }), () => { copy(shown); }), " ",
    button(guidance.say("Download {name}", { name }), () => { save(text, `${cited.name}.${ending}`); }));
  box.append(guidance.make("div", "g-citing__format", head, shown));
}

function show() {
  add("BibTeX", "bib", guidance.citation.bibtex(cited));
  add("RIS", "ris", guidance.citation.ris(cited));
  box.append(status);
}

status.setAttribute("role", "status");
box?.addEventListener("toggle", show, { once: true });

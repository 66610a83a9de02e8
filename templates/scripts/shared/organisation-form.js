/* The form of "Your organisation". */
const yours = guidance.organisation;
const form = document.getElementById("yours");
const forget = document.getElementById("yours-clear");
const status = form?.querySelector("[role=status]");

function checks() { return Array.from(form.querySelectorAll("[name=types]")); }

function fill(said) {
  checks().forEach(check => { check.checked = Boolean(said) && said.types.includes(check.value); });
  form.elements.size.value = said ? said.size : "";
  form.elements.nation.value = said ? said.nation : "";
  forget.hidden = !said;
}

function read() {
  const chosen = checks().filter(check => check.checked);
  return {
    types: chosen.map(check => check.value),
    size: form.elements.size.value,
    nation: form.elements.nation.value,
    titles: {
      types: chosen.map(check => check.parentNode.textContent.trim()),
      size: titleOf(form.elements.size),
      nation: titleOf(form.elements.nation)
    }
  };
}

function titleOf(select) { return select.value ? select.selectedOptions[0].textContent : ""; }

function keep(event) {
  event.preventDefault();
  const said = read();
  if (!said.types.length && !said.size && !said.nation) return clear();
  const isKept = yours.set(said);
  forget.hidden = !isKept;
  if (isKept) {
    status.replaceChildren(
      ...guidance.sentence(guidance.say("Kept in this browser. Go on to <1>teams like yours</1>, <2>case studies</2> or <3>themes</3>."),
        guidance.link("teams-like-yours.html", ""), guidance.link("case-studies/index.html", ""), guidance.link("themes/index.html", ""))
    );
  } else {
    status.textContent = guidance.say("Your browser keeps nothing for this site, perhaps because the window is private. So nothing changes.");
  }
}

function clear() {
  yours.clear();
  fill(null);
  status.textContent = guidance.say("Nothing is kept about your organisation.");
}

function begin() {
  form.addEventListener("submit", keep);
  forget.addEventListener("click", () => {
    clear();
    checks()[0].focus();
  });
  fill(yours.get());
  form.hidden = false;
}

if (form) begin();

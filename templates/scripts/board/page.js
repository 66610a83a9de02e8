/* The form and the paper below it, drawn anew with each change. */
const { make } = guidance;
const { compose, store, known } = guidanceBoard;
const form = document.getElementById("board");
const place = document.getElementById("board-shown");
const status = make("p", "g-board__status");
const warnings = make("div", "g-board__warnings");
const ENDINGS = { word: "docx", odt: "odt" };
let said = store.blank();
let isKept = true;
let isSaved = true;

/* A text of the reader or of an address, short enough for a message. */
function short(text) { return text.length > 60 ? `${text.slice(0, 60)}…` : text; }

function say(words, tools) {
  status.replaceChildren(words, ...(tools || []).flatMap(([title, act]) => {
    const button = guidance.button("g-small-button", title);
    button.addEventListener("click", act);
    return [" ", button];
  }));
}

function warn(words, tools) {
  const made = make("p", "g-note g-board__warning", words);
  (tools || []).forEach(([title, act]) => {
    const button = guidance.button("g-small-button", title);
    button.addEventListener("click", () => { act(); made.remove(); form.elements.ask.focus(); });
    made.append(" ", button);
  });
  warnings.append(made);
}

/* Blocks as elements -------------------------------------------------------------------------------------- */

function partsOf(text, notes) {
  return [].concat(text).map(part => {
    if (typeof part === "string") return part;
    if (part.note) return noteMark(part.note, notes);
    if (part.strong) return make("strong", "", part.strong);
    if (part.blank) return make("span", "g-board__blank", part.blank);
    if (!part.href) return part.text;
    const link = make("a", "", part.text);
    link.href = part.href;
    return link;
  });
}

function noteMark(note, notes) {
  const number = notes.indexOf(note) + 1 || notes.push(note);
  const link = make("a", "", make("span", "g-hidden", `${guidance.say("Source")} `), String(number));
  link.href = `#board-note-${number}`;
  return make("sup", "", link);
}

function tableOf(table, notes) {
  const made = make("table", "g-board__table", make("caption", "g-hidden", table.caption));
  made.append(make("tbody", "", table.rows.map(([title, text]) => {
    const head = make("th", "", title[0].strong);
    head.scope = "row";
    return make("tr", "", head, make("td", "", partsOf(text, notes)));
  })));
  return made;
}

function elementOf(one, notes) {
  if (one.table) return tableOf(one.table, notes);
  if (one.title !== undefined) {
    const title = make("h2", "", one.title);
    title.id = "board-title";
    return title;
  }
  if (one.heading !== undefined) return make("h3", "", one.heading);
  return make("p", "", partsOf(one.text, notes));
}

function draw() {
  const notes = [];
  const made = [];
  let list = null;
  compose(said).blocks.forEach(one => {
    if (one.item === undefined) list = null;
    else if (!list) made.push(list = make("ul", ""));
    if (list) list.append(make("li", "", partsOf(one.item, notes)));
    else made.push(elementOf(one, notes));
  });
  const sources = make("ol", "g-board__notes", notes.map((note, position) => {
    const item = make("li", "", note);
    item.id = `board-note-${position + 1}`;
    return item;
  }));
  place.replaceChildren(...made, make("h3", "", guidance.say("Sources")), sources);
}

/* The form ------------------------------------------------------------------------------------------------ */

function fields() { return Array.from(known.blanks.keys(), id => form.elements[id]); }

function fill() {
  form.elements.ask.value = said.ask;
  form.elements.type.value = said.type;
  fields().forEach(field => {
    if (field === document.activeElement) return;
    const given = said.given[field.name] || "";
    field.value = given;
    // A date that no calendar has: what was kept is not lost, the field becomes one for any text.
    if (field.value !== given) {
      field.type = "text";
      field.value = given;
    }
    measure(field);
  });
}

/* A long text is kept whole, but two pages have no room for it. */
function measure(field) {
  const most = field.tagName === "TEXTAREA" ? known.longest.long : known.longest.short;
  const id = `${field.id}-long`;
  let note = document.getElementById(id);
  if (field.value.length <= most) {
    note?.remove();
    field.removeAttribute("aria-describedby");
    return;
  }
  if (!note) {
    note = make("p", "g-board__long");
    note.id = id;
    field.after(note);
    field.setAttribute("aria-describedby", id);
  }
  note.textContent = guidance.plain(guidance.say("{number} characters: that is more than a paper of two pages has room for ({most}). All of it is kept.", { number: guidance.number(field.value.length), most: guidance.number(most) }));
}

function keep() {
  const wasKept = isKept;
  isKept = store.save(said);
  isSaved = false;
  if (!isKept && wasKept) say(guidance.say("This browser keeps nothing more: its storage is full, or the window is private. What you write is here only while this page is open. Save the paper as a document."));
  else if (isKept && !wasKept) say(guidance.say("What you write is kept in this browser again."));
}

function change(event) {
  const { name, value } = event.target;
  if (name === "ask" || name === "type") said[name] = value;
  else {
    said.given[name] = value;
    measure(event.target);
  }
  keep();
  draw();
}

/* What one can do with the paper -------------------------------------------------------------------------- */

function save(kind) {
  guidance.load("assets/javascripts/documents.js").then(() => {
    const made = compose(said);
    const written = guidanceDocuments[kind](made.title, made.blocks, "paper");
    guidance.download(`board-paper-${said.ask}.${ENDINGS[kind]}`, written, written.type);
    isSaved = true;
    say(guidance.say("Saved as a document, among your downloads."));
  }, () => { say(guidance.say("Not saved: a part of this site did not load. Try again.")); });
}

function erase() {
  if (!guidance.confirm(guidance.say("Erase what you wrote for the board paper from this browser?"))) return;
  store.clear();
  said = { ...store.blank(), ask: said.ask, type: said.type };
  isSaved = true;
  fields().forEach(field => { field.value = ""; });
  fill();
  draw();
  say(guidance.say("Nothing that you wrote for the board paper is kept in this browser any more."));
}

function toolbar() {
  const acts = [
    [guidance.say("Save for Word (.docx)"), () => { save("word"); }, "g-button"],
    [guidance.say("Save as OpenDocument (.odt)"), () => { save("odt"); }, "g-button"],
    [guidance.say("Print"), () => { window.print(); }, "g-button"],
    [guidance.say("Erase what I wrote"), erase, "g-button g-button--quiet"]
  ];
  return make("p", "g-board__actions", acts.map(([title, act, look]) => {
    const button = guidance.button(look, title);
    button.addEventListener("click", act);
    return button;
  }));
}

/* Where it begins ----------------------------------------------------------------------------------------- */

/* What the address asks for (`board-paper.html?ask=cnio&type=acute`), else what was kept, else what the reader
   has said of their organisation. */
function begin() {
  const found = store.load();
  said = found.said;
  const yours = guidance.organisation.get();
  if (found.isNew && yours) said.type = yours.types.find(type => known.types.has(type)) || "";
  const asked = new URLSearchParams(location.search);
  const ask = asked.get("ask");
  const type = asked.get("type");
  if (known.asks.has(ask)) said.ask = ask;
  else if (ask) warn(guidance.say("The address asks for “{name}”, which this guidance doesn’t know. Choose what you ask for; what you wrote before is still here.", { name: short(ask) }));
  if (known.types.has(type)) said.type = type;
  else if (type) warn(guidance.say("The address names “{name}”, which is no type of organisation here. Choose one, or leave it open.", { name: short(type) }));
  if (found.unread) offerUnread(found.unread);
}

/* What this browser kept and nobody can read is the reader's all the same. */
function offerUnread(text) {
  warn(guidance.say("What this browser had kept of a board paper can’t be read: it is damaged, or a newer version of this site wrote it. It is put aside, and you start anew."), [
    [guidance.say("Download what was kept"), () => { guidance.download("board-paper-unread.json", text, "application/json"); }],
    [guidance.say("Erase it"), store.clearUnread]
  ]);
}

status.setAttribute("role", "status");
warnings.setAttribute("role", "status");
begin();
form.before(warnings);
form.append(toolbar(), status);
form.hidden = false;
fill();
draw();
form.addEventListener("input", change);
form.addEventListener("submit", event => { event.preventDefault(); });
window.addEventListener("storage", event => {
  if (event.key !== store.key || !event.newValue) return;
  const found = store.parse(event.newValue);
  if (!found) return;
  said = found;
  fill();
  draw();
  say(guidance.say("Another tab changed the paper. You see it here now."));
});
window.addEventListener("beforeunload", event => {
  if (!isKept && !isSaved) event.preventDefault();
});

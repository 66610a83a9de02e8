/* Teams side by side: those of this browser, and others from saved files, which stay only while the page is open. */
const { make } = guidance;
const { answers, plan, charts, files } = guidanceAssess;
const MOST = 8;
const shown = { place: null, say: null, teams: new Map(), current: "", guests: [], only: false };

/* Draws into `place`; `say` tells what became of files. */
function begin(place, say) {
  shown.place = place;
  shown.say = say;
}

function update(teams, current) {
  shown.teams = teams;
  shown.current = current;
  if (shown.place) draw(entries());
}

function forget() { shown.guests = []; }

function add(chosen) {
  Promise.all(chosen.map(files.read)).then(all => {
    const refused = all.map((read, position) => {
      const name = chosen[position].name;
      if (read.refused) return guidance.say("Not added: {name}. {reason}", { name, reason: read.refused });
      if (shown.guests.length + shown.teams.size >= MOST) {
        return guidance.say("Not added: {name}. {number} teams are the most.", { name, number: MOST });
      }
      shown.guests.push(read);
      return "";
    }).filter(Boolean);
    draw(entries());
    shown.say(refused.join(" ") || guidance.count(all.length, "file is added to the comparison.", "files are added to the comparison."));
  });
}

/* {team, note, remove} each: `remove` only for those from files. */
function entries() {
  const own = Array.from(shown.teams.values(), team => {
    const note = team.id === shown.current ? guidance.say("shown above") : guidance.say("in this browser");
    return { team, note, remove: null };
  });
  const guests = shown.guests.map(guest => ({ team: guest.team, note: originOf(guest), remove: () => { dismiss(guest); } }));
  return [...own, ...guests];
}

function dismiss(guest) {
  shown.guests = shown.guests.filter(other => other !== guest);
  draw(entries());
  document.getElementById("assess-add").focus();
}

/* Of what is read from a file: from when it is, and of which release of the guidance, where it says so. */
function originOf(guest) {
  const values = { day: plan.day(guest.saved), release: guest.release };
  if (guest.saved && guest.release) return guidance.say("from a file, saved on {day}, release {release}", values);
  if (guest.saved) return guidance.say("from a file, saved on {day}", values);
  return guest.release ? guidance.say("from a file, release {release}", values) : guidance.say("from a file");
}

function draw(columns) {
  const place = shown.place;
  if (columns.length < 2) {
    return place.replaceChildren(make("p", "", guidance.say("Add the saved file of another team, or of your own from an earlier day. Files are read in this browser, and forgotten when you leave the page.")));
  }
  return place.replaceChildren(
    charts.scrolling(themeTable(columns), guidance.say("Teams by theme")), rowSwitch(),
    charts.scrolling(answerTable(columns), guidance.say("Teams by recommendation")));
}

function nameOf(entry) { return entry.team.name || guidance.say("Team without a name"); }

function heads(first, columns, hasButtons) {
  return make("tr", "", charts.headCell(first, "col"), columns.map(entry => {
    const cell = charts.headCell(nameOf(entry), "col");
    if (entry.note) cell.append(make("small", "", entry.note));
    if (hasButtons && entry.remove) {
      const remove = guidance.button("g-small-button", guidance.say("Remove"), make("span", "g-hidden", " " + nameOf(entry)));
      remove.addEventListener("click", entry.remove);
      cell.append(remove);
    }
    return cell;
  }));
}

function table(caption, head, rows) {
  return make("table", "g-assess__table g-assess__teams",
    make("caption", "", caption), make("thead", "", head), make("tbody", "", rows));
}

function themeTable(columns) {
  const all = columns.map(entry => plan.byTheme(entry.team));
  return table(guidance.say("In place, by theme"), heads(guidance.say("Theme"), columns, true), all[0].map((theme, position) => {
    const cells = all.map(themes => make("td", "", charts.standing(themes[position]), charts.bar(themes[position])));
    return make("tr", "", charts.headCell(theme.title, "row"), cells);
  }));
}

function rowSwitch() {
  const box = make("input", "");
  box.type = "checkbox";
  box.checked = shown.only;
  box.id = "assess-only";
  box.addEventListener("change", () => {
    shown.only = box.checked;
    draw(entries());
    document.getElementById(box.id).focus();
  });
  return make("label", "g-assess__check", box, guidance.say("Only where answers differ"));
}

function answerTable(columns) {
  const statesOf = item => columns.map(entry => plan.stateOf(entry.team, item.id));
  const rows = Array.from(answers.known.values(), item => answerRow(item, statesOf(item))).filter(Boolean);
  const caption = rows.length ? guidance.say("Answers, by recommendation") : guidance.say("Answers, by recommendation: none differ");
  return table(caption, heads(guidance.say("Recommendation"), columns, false), rows);
}

function classOf(state) { return state ? `g-assess__said--${state}` : "g-assess__none"; }

/* Null where all teams say the same, and only what differs is wanted. */
function answerRow(item, states) {
  if (shown.only && new Set(states).size === 1) return null;
  const head = charts.headCell(guidance.link(`recommendations/${item.id}.html`, item.title), "row");
  return make("tr", "", head, states.map(state => make("td", classOf(state), plan.titleOf(state))));
}

guidanceAssess.teams = { begin, update, add, forget };

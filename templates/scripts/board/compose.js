/* The paper, as blocks that become a page, a Word document or an OpenDocument text (see documents/word.js).

   Its statements are those of the data. Besides them there is only what the reader wrote, and for everything
   that only their organisation can know a blank that says who can fill it in. */
const paper = guidanceBoardPaper;
const [OF_ASK, OF_TYPE] = paper.parts;
const TERMS = ["time", "cost", "money", "start", "reports"];
const HEAD = ["organisation", "meeting", "day", "sponsor"];
const LONGEST = { short: 200, long: 800 };
const WIDTHS = [3200, 6700];
const ASKS = new Map(paper.asks.map(ask => [ask[0], { id: ask[0], title: ask[1], sentence: ask[2] }]));
const TYPES = new Map(paper.types);
const BLANKS = new Map(paper.blanks.map(blank => [blank[0], { title: blank[1], who: blank[2] }]));

function asDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return text;
  return new Date(Date.UTC(found[1], found[2] - 1, found[3])).toLocaleDateString(guidance.language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/* What the reader wrote, or the blank. */
function filled(said, id) {
  const given = (said.given[id] || "").trim();
  if (given) return id === "day" ? asDay(given) : given;
  return { blank: guidance.say("[to be filled in by {who}]", { who: BLANKS.get(id).who }) };
}

function rows(said, ids) { return ids.map(id => [[{ strong: BLANKS.get(id).title }], [filled(said, id)]]); }

/* Links lead somewhere from another place only where the site is on a web server. */
function link(title, path) { return { text: title, href: location.protocol === "file:" ? "" : guidance.root + path }; }

function statement(place) {
  const [lead, text, note, , advice, helped] = paper.statements[place];
  const parts = [];
  if (lead) parts.push({ strong: `${lead}. ` });
  parts.push(text, { note: paper.notes[note][0] });
  if (helped) parts.push(" ", guidance.say("What helped there: {text}", { text: helped }));
  if (advice.length) {
    parts.push(" ", guidance.say("What the guidance advises:"), " ");
    advice.forEach(([title, path], position) => { parts.push(...(position ? ["; "] : []), link(title, path)); });
    parts.push(".");
  }
  return parts;
}

/* Places of statements by section. */
function sectionsOf(said) {
  const found = paper.papers[said.ask];
  const places = {};
  OF_ASK.forEach((name, position) => { places[name] = found.all[position]; });
  OF_TYPE.forEach((name, position) => { places[name] = found.types[said.type][position]; });
  return places;
}

/* The sources behind the notes, by their full titles: a board may not know the short ones. */
function inFull(places) {
  const used = Object.values(places).flat().flatMap(place => paper.notes[paper.statements[place][2]][1]);
  return Array.from(new Set(used)).sort((a, b) => a - b).map(number => {
    const [short, title, publisher, address] = paper.sources[number];
    return guidance.say("{short}: {title}. {publisher}", { short, title, publisher }) + (address ? ` ${address}` : "");
  });
}

function heading(text) { return { heading: text, level: 1 }; }

function own(said, id) { return { text: [{ strong: `${BLANKS.get(id).title}: ` }, filled(said, id)] }; }

function items(places) { return places.map(place => ({ item: statement(place) })); }

function alike(said, places) {
  const isOther = !said.type || paper.papers[said.ask].none.includes(said.type);
  const blocks = [heading(isOther ? paper.others : paper.sections.alike)];
  if (said.type && isOther) blocks.push({ text: guidance.say("No case study is from this type of organisation yet ({type}). These are from others.", { type: TYPES.get(said.type) }) });
  blocks.push(...items(places.alike));
  if (places.elsewhere.length) blocks.push({ text: [{ strong: `${paper.sections.elsewhere}:` }] }, ...items(places.elsewhere));
  return blocks;
}

/* `said`: {ask, type, given: {blank: text}}. Leads to {title, blocks}. */
function compose(said) {
  const ask = ASKS.get(said.ask);
  const places = sectionsOf(said);
  const { sections } = paper;
  const title = guidance.say("Paper for the board: {ask}", { ask: ask.title });
  return { title, blocks: [
    { title },
    { table: { caption: guidance.say("For which meeting"), widths: WIDTHS, rows: rows(said, HEAD) } },
    heading(sections.advice), { text: ask.sentence },
    { table: { caption: sections.advice, widths: WIDTHS, rows: rows(said, TERMS) } },
    ...items(places.advice),
    heading(sections.reasons), own(said, "reason"), ...items(places.reasons),
    heading(sections.brings), ...items(places.brings), own(said, "measure"),
    ...alike(said, places), own(said, "have"),
    heading(sections.survey), ...items(places.survey),
    heading(sections.obstacles), ...items(places.obstacles), own(said, "meet"),
    heading(sections.unknown), ...items(places.unknown),
    { text: [{ strong: `${guidance.say("Sources in full")}: ` }, inFull(places).join("; ")] },
    { text: guidance.say("Put together from “{site}”, release {release}. Everything with a footnote is from its source; the rest was written by the organisation.", { site: paper.site, release: paper.release }) }
  ] };
}

guidanceBoard.compose = compose;
guidanceBoard.known = { asks: ASKS, types: TYPES, blanks: BLANKS, longest: LONGEST };

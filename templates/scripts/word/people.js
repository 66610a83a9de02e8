/* Places who wrote the form, and the table of posts of question 1. As `generator/proforma/place_people.py`. */
const { rules } = guidanceWordRules;
const {
  asOne, alike, isBlank, readAmount, readPost, readTime, asNumber, findRole, findProfession
} = guidanceWord.words;
const { asProse, NAME_LINE } = guidanceWord.placing;
const VACANT = new RegExp(rules.vacant, "iu");
const HEADINGS = Object.entries(rules.staffHeadings).flatMap(([name, texts]) => texts.map(text => [name, text]));

/* Who told it, by job title. Several stand on lines of their own, or with semicolons between. */
function placeJobTitles(placing, rule, blocks) {
  const people = placing.usable(rule.id, blocks).flatMap(block => block.text.split(";"))
    .map(title => title.replace(/^[ ,:–\-()]+|[ ,:–\-()]+$/g, "")).filter(title => title && !isBlank(title))
    .map(title => ({ ...ofRole(title), title: placing.line(title, rule.id) }));
  if (people.length) placing.put("interviewed", people, rule.id, "put/people", { count: people.length });
}

function ofRole(title) {
  const role = findRole(title);
  return role ? { role } : {};
}

/* What stands in columns and lines that are headed as names. */
function namesInStaff(blocks, isOurs) {
  const lines = blocks.filter(block => NAME_LINE.test(block.text)).map(block => block.text.slice((`${block.text}:`).indexOf(":") + 1));
  return lines.concat(rowsOf(blocks, isOurs).flatMap(({ columns, cells }) =>
    cells.filter(block => columnOf(block, columns) === "names").map(block => block.text)));
}

function isInRow(block) { return Boolean(block.cell) || block.tag.includes("."); }

/* One entry for each row. What is not in a table can't be told apart, so it is left. */
function placeStaff(placing, rule, blocks) {
  const members = [];
  placing.leaveAll(rule.id, placing.usable(rule.id, blocks.filter(each => !isInRow(each))), "no-table");
  rowsOf(blocks.filter(isInRow), blocks.some(block => block.tag.includes("."))).forEach(({ columns, titles, cells }) => {
    const kept = cells.filter(block => columnOf(block, columns) !== "names");
    if (kept.length < cells.length) placing.note("omitted", rule.id, "name-dropped", { where: "Name" });
    const row = rowOf(placing, rule, kept, columns, titles);
    if (kept.some(block => VACANT.test(block.text))) placing.leave(rule.id, kept.map(block => block.text).join(" – "), "plan");
    else if (Object.keys(row).length) members.push(...oneEach(placing, rule, row).map(each => memberOf(placing, rule, each)));
  });
  if (members.length) placing.put("team.members", members, rule.id, "put/rows", { count: members.length });
}

/* Each row of posts: what its columns hold, what heads those that nobody knows, and its cells. */
function rowsOf(blocks, isOurs) {
  const inCells = blocks.filter(block => block.cell && !isBlank(block.text));
  const widest = Math.max(0, ...inCells.map(block => block.cell[2]));
  const names = isOurs || widest >= rules.staffColumns.length - 1 ? rules.staffColumns : rules.originalColumns;
  const rows = [];
  let columns = null;
  let titles = {};
  inRows(inCells).forEach(cells => {
    const heading = cells.some(block => block.isStruck || block.tag) ? null : columnsOf(cells);
    if (heading) {
      columns = heading;
      titles = Object.fromEntries(cells.map(block => [block.cell[2], block.text]));
    } else rows.push({ columns: columns || { ...names }, titles, cells });
  });
  return rows;
}

function inRows(blocks) {
  return blocks.reduce((rows, block, at) => {
    if (at && guidanceWord.choices.sameRow(blocks[at - 1], block)) rows[rows.length - 1].push(block);
    else rows.push([block]);
    return rows;
  }, []);
}

/* What each column holds, if the cells are headings: most of them have to be known. */
function columnsOf(cells) {
  const found = {};
  let names = 0;
  cells.forEach(block => {
    const column = block.cell[2];
    // Of two that are as like, the later in the alphabet.
    const best = HEADINGS.map(([name, text]) => ({ name, alike: alike(block.text, text) }))
      .reduce((one, other) => other.alike > one.alike || (other.alike === one.alike && other.name > one.name) ? other : one);
    if (rules.nameHeadings.includes(asOne(block.text))) {
      found[column] = "names";
      names += 1;
    } else if (best.alike >= rules.alike.heading && !Object.values(found).includes(best.name)) found[column] = best.name;
  });
  const number = Object.keys(found).length;
  if (number < 2 || number * 2 < cells.length) return null;
  const taken = Object.values(found);
  // Without a heading, a column that follows holds what stands there in the form of 2022.
  const rest = Object.fromEntries(rules.originalColumns.map((name, at) => [at, name]).filter(([, name]) => !taken.includes(name) && !names));
  const headed = Object.fromEntries(cells.map(block => [block.cell[2], "other"]));
  return { ...rest, ...headed, ...found };
}

function columnOf(block, columns) {
  const detail = block.tag.includes(".") ? block.tag.slice(block.tag.lastIndexOf(".") + 1) : "";
  return detail || (block.cell && columns[block.cell[2]]) || "other";
}

function rowOf(placing, rule, cells, columns, titles) {
  const row = {};
  placing.usable(rule.id, cells).forEach(block => {
    const name = columnOf(block, columns);
    const heading = titles[block.cell ? block.cell[2] : 0] || "";
    if (name !== "other") (row[name] ??= []).push(block.text);
    else if (placing.secrets.looksLikeName(block.text)) placing.note("omitted", rule.id, "name-dropped", { where: heading });
    else placing.leave(rule.id, heading ? `${heading}: ${block.text}` : block.text, "unknown-column");
  });
  return row;
}

/* A row into which somebody typed several posts, line by line, as one row for each. */
function oneEach(placing, rule, row) {
  const number = (row.title || []).length;
  const columns = Object.entries(row);
  if (number < 2) return [row];
  if (columns.every(([, lines]) => lines.length === number)) {
    return row.title.map((_, at) => Object.fromEntries(columns.map(([name, lines]) => [name, [lines[at]]])));
  }
  placing.leave(rule.id, columns.map(([, lines]) => lines.join("; ")).join(" – "), "several-posts");
  return [];
}

function memberOf(placing, rule, row) {
  const text = Object.fromEntries(Object.entries(row).map(([name, lines]) => [name, lines.join(" ")]));
  const { title, count } = readPost(text.title || "");
  const member = { ...(title ? { title: placing.line(title, rule.id) } : {}), ...ofRole(title) };
  if (!member.role) placing.note("editor", rule.id, "no-role", { title });
  const notes = [];
  if ("count" in text) {
    const amount = readAmount(text.count, true);
    if (amount.value !== null) member.count = asNumber(amount.value);
    if (!amount.isBare) notes.push(`How many: ${text.count}`);
  } else if (count) member.count = String(count);
  notes.push(...addBackground(placing, rule, member, text.background || ""));
  if ("time" in text) addTime(placing, rule, member, text.time);
  ["grade", "contract", "reports_to"].filter(name => name in text).forEach(name => { member[name] = placing.line(text[name], rule.id); });
  notes.push(...row.note || []);
  if (notes.length) member.note = asProse(notes.map(note => ({ text: note, isListed: false })));
  return member;
}

/* Fill in the profession that it names. Returns what it says beyond that, for the note of the post. */
function addBackground(placing, rule, member, background) {
  const profession = findProfession(background);
  if (profession) member.profession = profession;
  const title = rules.professions.find(each => each.id === profession)?.words[0] || "";
  if (!background || asOne(background) === asOne(title)) return [];
  if (profession) placing.note("understood", rule.id, "profession", { text: background, profession });
  else placing.note("unclear", rule.id, "profession/none", { text: background });
  return [`Clinical background: ${background}`];
}

function addTime(placing, rule, member, time) {
  const { wte, key } = readTime(time);
  const hasSeveral = "count" in member && member.count !== "1";
  const isClear = wte !== null && !hasSeveral;
  if (isClear) member.wte = asNumber(wte);
  member.time = placing.line(time, rule.id);
  placing.note(isClear ? "understood" : "unclear", rule.id, hasSeveral ? "time/several-posts" : key,
    { time, wte: wte === null ? "" : asNumber(wte) });
}

guidanceWord.people = { placeJobTitles, namesInStaff, placeStaff };

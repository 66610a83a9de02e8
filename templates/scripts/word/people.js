/* Places who wrote the form, and the table of posts of question 1. A column within what heads it says. As
   `generator/proforma/place_people.py`. */
const { rules } = guidanceWordRules;
const {
  says, begin, within, asOne, keyWords, likeness, isBlank, readAmount, readPost, readTime, asNumber, findRole, findProfession
} = guidanceWord.words;
const { detailOf, rowOf, groups } = guidanceWord.blocks;
const { asProse } = guidanceWord.placing;
const HEADINGS = Object.entries(rules.staff_headings).flatMap(([name, texts]) => texts.map(text => [name, text]));

/* Who told it, by job title. Several stand on lines of their own, or with semicolons between. */
function placeJobTitles(placing, rule, blocks) {
  const people = placing.usable(rule.id, blocks).flatMap(block => block.text.split(";"))
    .map(title => title.replace(/^[ ,:–\-()]+|[ ,:–\-()]+$/g, "")).filter(title => title && !isBlank(title))
    .map(title => ({ ...ofRole(title), title: placing.line(title, rule.id) }));
  if (people.length) placing.put("interviewed", people, rule.id);
}

function ofRole(title) {
  const role = findRole(title);
  return role ? { role } : {};
}

/* What stands in columns and lines that are headed as names. */
function namesInStaff(blocks) {
  const lines = blocks.filter(block => begin("name_line", block.text)).map(block => block.text.slice((`${block.text}:`).indexOf(":") + 1));
  return lines.concat(rowsOf(blocks).rows.flat().filter(cell => cell.name === "names").map(cell => cell.block.text));
}

/* One entry for each row. What stands in none, or in one that nothing heads, is left. */
function placeStaff(placing, rule, blocks) {
  const { rows, others } = rowsOf(blocks);
  placing.leave(rule.id, placing.usable(rule.id, others), "no-table");
  const members = rows.flatMap(row => {
    const kept = row.filter(cell => cell.name !== "names");
    if (kept.length < row.length) placing.note("omitted", rule.id, "name-dropped", { where: "Name" });
    const post = postOf(placing, rule, kept);
    const said = Object.values(post).map(lines => lines.join("; ")).join(" – ");
    const why = within("vacant", said) ? "plan" : says("sums", (post.title || []).join(" ")) ? "editor" : (post.title || []).length > 1 ? "several-posts" : "";
    if (why) placing.leave(rule.id, said, why);
    return why || !said ? [] : [memberOf(placing, rule, post)];
  });
  if (members.length) placing.put("team.members", members, rule.id);
}

/* Each row of posts, as {name, heading, block}, and what stands in none: outside tables, or above all headings. */
function rowsOf(blocks) {
  const rows = [];
  const others = [];
  let columns = null;
  groups(blocks, rowOf).forEach(group => {
    const cells = group.filter(block => !isBlank(block.text));
    const headings = rowOf(group[0]) && !cells.some(block => block.isStruck || block.tag) ? headingsOf(cells) : null;
    if (headings) columns = headings;
    else if (cells.some(detailOf) || (rowOf(group[0]) && columns)) rows.push(cells.map(block => ({ ...columnOf(block, columns), block })));
    else others.push(...cells);
  });
  return { rows, others };
}

function columnOf(block, columns) {
  if (detailOf(block)) return { name: detailOf(block), heading: "" };
  return columns?.[block.cell ? block.cell[2] : 0] || { name: "", heading: "" };
}

/* What a column with this heading within; empty when it is not known. Of two that are as like, the later in the alphabet. */
function nameOf(heading) {
  if (rules.name_headings.includes(asOne(heading))) return "names";
  const best = HEADINGS.map(([name, text]) => ({ name, alike: likeness(keyWords(heading), keyWords(text)) }))
    .reduce((one, other) => other.alike > one.alike || (other.alike === one.alike && other.name > one.name) ? other : one);
  return best.alike >= rules.alike.words ? best.name : "";
}

/* What each column within, and its heading, if the cells are headings: most of them have to be known. */
function headingsOf(cells) {
  const found = {};
  cells.forEach(block => {
    const name = nameOf(block.text);
    const isNew = name === "names" || !Object.values(found).some(one => one.name === name);
    found[block.cell[2]] = { name: isNew ? name : "", heading: block.text };
  });
  const known = Object.values(found).filter(one => one.name).length;
  return known > 1 && known * 2 >= cells.length ? found : null;
}

/* The lines of a post by what they say. What stands in a column that nobody knows is left. */
function postOf(placing, rule, row) {
  const post = {};
  const usable = placing.usable(rule.id, row.map(cell => cell.block));
  row.filter(cell => usable.includes(cell.block)).forEach(({ name, heading, block }) => {
    if (name) (post[name] ??= []).push(block.text);
    else if (placing.secrets.looksLikeName(block.text)) placing.note("omitted", rule.id, "name-dropped", { where: heading });
    else placing.leave(rule.id, heading ? `${heading}: ${block.text}` : block.text, "unknown-column");
  });
  return post;
}

function memberOf(placing, rule, post) {
  const text = Object.fromEntries(Object.entries(post).map(([name, lines]) => [name, lines.join(" ")]));
  const { title, count } = readPost(text.title || "");
  const member = { ...(title ? { title: placing.line(title, rule.id) } : {}), ...ofRole(title) };
  if (!member.role) placing.note("editor", rule.id, "no-role", { title });
  const notes = [];
  if ("count" in text) {
    const amount = readAmount(text.count, true);
    if (amount.value !== null) member.count = asNumber(amount.value);
    if (amount.value === null || amount.isApproximate) notes.push(`How many: ${text.count}`);
  } else if (count) member.count = String(count);
  notes.push(...addBackground(placing, rule, member, text.background || ""));
  if ("time" in text) addTime(placing, rule, member, text.time);
  ["grade", "contract", "reports_to"].filter(name => name in text).forEach(name => { member[name] = placing.line(text[name], rule.id); });
  notes.push(...post.note || []);
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
  const read = readTime(time);
  const { wte, key } = "count" in member && member.count !== "1" ? { wte: null, key: "time/several-posts" } : read;
  if (wte !== null) member.wte = asNumber(wte);
  member.time = placing.line(time, rule.id);
  placing.note(wte === null ? "unclear" : "understood", rule.id, key, { time, wte: wte === null ? "" : asNumber(wte) });
}

guidanceWord.people = { placeJobTitles, namesInStaff, placeStaff };

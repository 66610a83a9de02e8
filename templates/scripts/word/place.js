/* From answers to the fields of a case study: one function for each kind of question. The same as
   `generator/proforma/place_answers.py`. Values are texts, as in the form; longer ones are in the Markdown subset. */
const { rules, source } = guidanceWordRules;
const { says, WITHIN, isPlan, asOne, withoutMark, isMark, isBlank, readYesNo, readAmount, asNumber, readChoices, findOption } = guidanceWord.words;
const { detailOf, rowOf, groups } = guidanceWord.blocks;
const { makeSecrets, makePlacing, textsOf, linesOf, asProse, pointOf } = guidanceWord.placing;
const { placeJobTitles, namesInStaff, placeStaff } = guidanceWord.people;
const ABOUT_ORGANISATION = ["organisation", "ics"];

/* Everything that the form says, in its place. `today`: year-month-day. */
function placeAnswers(answers, today) {
  const inside = id => answers.byId.get(id) || [];
  const isAnonymous = readChoices(inside("anonymous"), rules.questions.find(rule => rule.id === "anonymous").options).ids.join() !== "false";
  const names = [...textsOf(inside("names")), ...namesInStaff(inside("staff"))];
  const texts = textsOf(Array.from(answers.byId.values()).flat());
  const placing = makePlacing(makeSecrets(names, texts, textsOf(inside("organisation")).join(" "), isAnonymous));
  placing.data.publication = {
    visibility: "public", anonymous: String(isAnonymous), reviewed: today,
    review_by: `${Number(today.slice(0, 4)) + 1}${today.slice(4) === "-02-29" ? "-02-28" : today.slice(4)}`
  };
  rules.questions.forEach(rule => { (SPECIAL[rule.id] || BY_KIND[rule.kind])(placing, rule, inside(rule.id)); });
  if (answers.asked.has("anonymous") || answers.isOurs) placing.note("understood", "anonymous", isAnonymous ? "anonymous" : "anonymous/named");
  groups(answers.left, each => `${each.question} ${each.why}`).forEach(group => {
    placing.leave(group[0].question, group.map(each => each.text).join("\n"), group[0].why);
  });
  if (source) placing.put("sources", [source]);
  return placing;
}

/* Nothing of it goes into an anonymous case study but the year. */
function placeContact(placing, rule, blocks) {
  const texts = textsOf(blocks);
  const isAboutIt = ABOUT_ORGANISATION.includes(rule.id);
  const years = new Set(texts.join(" ").match(WITHIN.year));
  if (rule.id === "date" && years.size === 1) placing.put("told.when", Array.from(years)[0], rule.id);
  else if (rule.id === "date" && texts.length) placing.leave(rule.id, blocks, "editor");
  else if (texts.length && (placing.secrets.isAnonymous || !isAboutIt)) placing.note("omitted", rule.id, isAboutIt ? "contact/anonymous" : "contact");
  else if (texts.length && rule.fields.length) {
    placing.put("organisation.name", placing.line(texts[0], rule.id), rule.id);
    placing.leave(rule.id, blocks.filter(block => texts.slice(1).includes(block.text)), "more");
  } else if (texts.length) placing.leave(rule.id, blocks, "editor");
}

function placeBox(placing, rule, blocks) { placing.addProse(rule.fields[0], linesOf(placing.usable(rule.id, blocks, false)), rule.id); }

function placeLine(placing, rule, blocks) {
  const found = placing.usable(rule.id, blocks);
  if (found.length) placing.put(rule.fields[0], placing.line(textsOf(found).join("; "), rule.id), rule.id);
}

function placeAmount(placing, rule, blocks) {
  const text = textsOf(placing.usable(rule.id, blocks, true)).join(" ");
  const [way, ...more] = rule.fields;
  const amount = readAmount(text, way !== "team.wte");
  if (amount.value === null) {
    placing.leave(rule.id, text, "no-number");
    return;
  }
  placing.put(way, asNumber(amount.value), rule.id);
  if (amount.isApproximate && more.length) placing.put(more[0], "true");
  else if (amount.isApproximate) placing.leave(rule.id, text, "more");
}

function leaveForEditor(placing, rule, blocks) { placing.leave(rule.id, placing.usable(rule.id, blocks), "editor"); }

/* One point for each entry of a list, or one for all of it where nothing is clearly a list. Our form asks for challenges
   in two columns, for the challenge and for what helped. Other copies have one. */
function placePoints(placing, rule, blocks) {
  const headings = rules.challenge_columns.map(asOne);
  const found = placing.usable(rule.id, blocks, false).filter(each => each.tag || !headings.includes(asOne(each.text)));
  const points = rule.kind === "challenges" && found.some(isResponse)
    ? groups(found, rowOf).flatMap(inside => (rowOf(inside[0]) ? challengesOf : pointsOf)(placing, rule, inside))
    : pointsOf(placing, rule, found);
  if (points.length) placing.put(rule.fields[0], points, rule.id);
}

function isResponse(block) { return detailOf(block) === "response" || Boolean(!block.tag && block.cell && block.cell[2]); }

function pointsOf(placing, rule, blocks) {
  const found = [];
  linesOf(blocks).forEach(line => {
    if (line.isListed || !found.length) found.push([line]);
    else found[found.length - 1].push(line);
  });
  if (found.length > 1 && !found[0][0].isListed && found[0][0].text.endsWith(":")) placing.leave(rule.id, found.shift(), "opening");
  if (found.length) placing.note("editor", rule.id, "long-titles");
  return found.map(lines => pointOf(placing, rule.id, lines));
}

function challengesOf(placing, rule, row) {
  const helped = row.filter(isResponse);
  const lines = linesOf(row.filter(block => !isResponse(block)).map(block => ({ ...block, cell: null })));
  if (lines.length) return [{ ...pointOf(placing, rule.id, lines), ...(helped.length ? { response: asProse(helped) } : {}) }];
  placing.leave(rule.id, helped, "no-challenge");
  return [];
}

/* What stands beside the title of a recommendation is how it is put into practice. */
function placePractices(placing, rule, blocks) {
  const titles = new Map(rule.options.map(option => [asOne(option.words[0]), option.id]));
  const ids = Array.from(titles.values());
  const found = new Map();
  const into = (id, block) => { found.set(id, (found.get(id) || []).concat(block)); };
  let current = "";
  let row = "";
  blocks.forEach(block => {
    const { label, mark } = withoutMark(block.text);
    const [before] = label.split(":");
    const named = titles.get(asOne(before));
    if (ids.includes(detailOf(block)) && (rowOf(block) !== row || detailOf(block) === current)) into(detailOf(block), block);
    else if (detailOf(block)) placing.leave(rule.id, block.text, "ambiguous");
    else if (named && !block.isStruck && !(block.cell && block.cell[2])) {
      [current, row] = [named, rowOf(block)];
      const rest = label.slice(before.length + 1).trim() || (mark === "on" ? "☒" : "");
      into(current, rest ? [{ ...block, text: rest }] : []);
    } else if (current && (!block.cell || rowOf(block) === row)) into(current, block);
    else placing.leave(rule.id, block.text, "no-recommendation");
  });
  const practices = Array.from(found).flatMap(([id, inside]) => {
    const how = asProse(linesOf(howOf(placing, rule, id, inside).map(each => ({ ...each, cell: null }))));
    return how ? [{ recommendation: id, how }] : [];
  });
  if (practices.length) placing.put("practices", practices, rule.id);
}

/* What may stand as evidence: no plan, no bare yes or no. One plan makes all of an answer doubtful. */
function howOf(placing, rule, id, blocks) {
  const kept = placing.usable(rule.id, blocks);
  const said = kept.filter(each => readYesNo(each.text) === null && !isMark(each.text) && !says("refers", each.text));
  const saysNo = kept.some(each => readYesNo(each.text) === false && !isMark(each.text));
  const isDoubtful = said.some(each => isPlan(each.text)) || (saysNo && said.length > 0);
  if (said.length && !isDoubtful) return said;
  if (said.length || kept.some(each => each.text !== "☐")) {
    kept.forEach(block => {
      const why = readYesNo(block.text) === false ? "says-no" : "how-not-said";
      placing.leave(rule.id, `${id}: ${block.text}`, isDoubtful ? "plan" : why);
    });
  }
  return [];
}

/* What is ticked, without plans. */
function choose(placing, rule, blocks) {
  const kept = blocks.filter(block => {
    const why = block.isStruck || isMark(block.text) ? "" : placing.whyNot(rule.id, block);
    if (why) placing.leave(rule.id, block.text, why);
    return !why && !isBlank(block.text);
  });
  const chosen = readChoices(kept, rule.options);
  chosen.rest.forEach(block => {
    const { label } = withoutMark(block.text);
    const option = findOption(label, rule.options);
    if (option && isPlan(label)) chosen.ids = chosen.ids.filter(id => id !== option.id);
  });
  return chosen;
}

function placeChoice(placing, rule, blocks) {
  const chosen = choose(placing, rule, blocks);
  const [way, ...texts] = rule.fields;
  const isClear = chosen.ids.length === 1;
  if (rule.kind === "many" && chosen.ids.length) placing.put(way, chosen.ids, rule.id);
  else if (rule.kind === "many" && blocks.length) placing.note("unclear", rule.id, "nothing-ticked");
  else if (isClear) placing.put(way, chosen.ids[0], rule.id);
  else placing.leave(rule.id, chosen.ids.join(", "), "several-ticked");
  const rest = chosen.rest.filter(block => !block.isStruck);
  if (texts.length && isClear) placing.addProse(texts[0], linesOf(rest), rule.id);
  else if (texts.length) placing.leave(rule.id, rest, "no-plan-read");
  if (texts.length) chosen.rest = chosen.rest.filter(block => block.isStruck);
  leaveRest(placing, rule, chosen);
}

function leaveRest(placing, rule, chosen) {
  chosen.rest.forEach(block => {
    const why = block.isStruck ? "struck" : isPlan(withoutMark(block.text).label) ? "plan" : chosen.why;
    placing.leave(rule.id, block.text, why || "beside-choice");
  });
}

/* A single box. Only a plain tick or yes counts; anything else is no, and is kept. */
function placeTick(placing, rule, blocks) {
  const other = blocks.filter(block => block.isStruck || readYesNo(block.text) === null);
  const said = blocks.filter(block => !other.includes(block)).map(block => block.text);
  const saysNo = said.some(text => readYesNo(text) === false && !text.startsWith("☐") && !isMark(text));
  const isCertain = said.some(text => readYesNo(text)) && !saysNo && !other.length;
  rule.fields.forEach(way => { placing.put(way, String(isCertain), rule.id); });
  placing.leave(rule.id, other, "words-beside-box");
  if (!rule.fields.length && blocks.length) placing.note("understood", rule.id, isCertain ? "ticked/yes" : "ticked/no");
}

function placeKind(placing, rule, blocks) {
  placeChoice(placing, rule, blocks);
  if (placing.at("kind")) return;
  placing.put("kind", "team");
  placing.note("editor", rule.id, "taken-as-team");
}

/* Anonymity has been read already, since everything depends on it. */
function placeAnonymous(placing, rule, blocks) {
  leaveRest(placing, rule, readChoices(blocks, rule.options));
}

const SPECIAL = {
  job_titles: placeJobTitles, kind: placeKind, documents: leaveForEditor, other: leaveForEditor,
  anonymous: placeAnonymous
};
const BY_KIND = {
  contact: placeContact, line: placeLine, box: placeBox, points: placePoints, challenges: placePoints, staff: placeStaff,
  many: placeChoice, one: placeChoice, tick: placeTick, amount: placeAmount, practices: placePractices
};

guidanceWord.place = { placeAnswers };

/* From answers to the fields of a case study: one function for each kind of question. The same as
   `generator/proforma/place_answers.py`. Values are texts, as in the form; longer ones are in the Markdown subset. */
const { rules, source, challengeColumns } = guidanceWordRules;
const {
  begins, alike, keyWords, unknownWords, withoutMark, isMark, isBlank, readYesNo, readAmount, asNumber
} = guidanceWord.words;
const { readChoices, findOption, sameRow } = guidanceWord.choices;
const { makeSecrets, makePlacing, textsOf, linesOf, lineOf, asProse, titleOf } = guidanceWord.placing;
const { placeJobTitles, namesInStaff, placeStaff } = guidanceWord.people;
const PLANS = begins(rules.plans);
const PLANNED = new RegExp(rules.planned, "iu");
const YEAR = /\b20[0-9]{2}\b/;
const CONTACT_FOR_EDITOR = ["organisation", "ics"];

/* Everything that the form says, in its place. `today`: year-month-day. */
function placeAnswers(answers, today) {
  const inside = id => answers.byId.get(id) || [];
  const chosen = readChoices(inside("anonymous"), optionsOf("anonymous")).ids;
  const isAnonymous = chosen.length !== 1 || chosen[0] !== "false";
  const names = [...textsOf(inside("names")), ...namesInStaff(inside("staff"), answers.isOurs)];
  const placing = makePlacing(makeSecrets(names, textsOf(inside("organisation")).join(" "), isAnonymous));
  placeFixed(placing, today, isAnonymous);
  rules.questions.forEach(rule => { (SPECIAL[rule.id] || BY_KIND[rule.kind])(placing, rule, inside(rule.id)); });
  if (answers.asked.has("anonymous") || answers.isOurs) placing.note("understood", "anonymous", isAnonymous ? "anonymous" : "anonymous/named");
  inGroups([...answers.added, ...answers.left]).forEach(group => {
    placing.leave(group[0].question, group.map(each => each.text).join("\n"), group[0].why);
  });
  if (source) placing.put("sources", [source]);
  return placing;
}

function optionsOf(id) { return rules.questions.find(rule => rule.id === id).options; }

function inGroups(left) {
  return left.reduce((groups, each) => {
    const last = groups[groups.length - 1];
    if (last && last[0].question === each.question && last[0].why === each.why) last.push(each);
    else groups.push([each]);
    return groups;
  }, []);
}

function placeFixed(placing, today, isAnonymous) {
  placing.put("publication.visibility", "public");
  placing.put("publication.anonymous", String(isAnonymous));
  placing.put("publication.reviewed", today);
  placing.put("publication.review_by", guidanceWord.aYearAfter(today));
}

function begin(text) { return text.replace(/^[\s•*–-]+/, ""); }

/* Whether a text says that something has not happened, at its beginning or elsewhere in it. */
function isPlan(text) { return PLANS.test(begin(text)) || PLANNED.test(begin(text)); }

/* Blocks without those that are plans. `strictly`: also where the plan stands further on in it. */
function withoutPlans(placing, rule, blocks, strictly) {
  return blocks.filter(block => {
    if (!(strictly ? isPlan(block.text) : PLANS.test(begin(block.text)))) return true;
    placing.leave(rule.id, block.text, "plan");
    return false;
  });
}

/* Nothing of it goes into an anonymous case study but the year. */
function placeContact(placing, rule, blocks) {
  const texts = textsOf(blocks);
  const { isAnonymous } = placing.secrets;
  const year = rule.id === "date" && YEAR.exec(texts.join(" "));
  if (year) placing.put("told.when", year[0], rule.id, "put/value", { shown: year[0] });
  else if (rule.id === "organisation" && texts.length && !isAnonymous) {
    placing.put("organisation.name", placing.line(texts[0], rule.id), rule.id);
    placing.leaveAll(rule.id, blocks.filter(block => texts.slice(1).includes(block.text)), "more");
  } else if (rule.id === "ics" && texts.length && !isAnonymous) placing.leaveAll(rule.id, blocks, "editor");
  else if (texts.length) placing.note("omitted", rule.id, CONTACT_FOR_EDITOR.includes(rule.id) ? "contact/anonymous" : "contact");
}

function placeBox(placing, rule, blocks) {
  const found = withoutPlans(placing, rule, placing.usable(rule.id, blocks), false);
  placing.addProse(rule.fields[0], linesOf(found), rule.id);
}

function placeLine(placing, rule, blocks) {
  const found = placing.usable(rule.id, blocks);
  if (found.length) placing.put(rule.fields[0], placing.line(textsOf(found).join("; "), rule.id), rule.id);
}

function placeAmount(placing, rule, blocks) {
  const found = withoutPlans(placing, rule, placing.usable(rule.id, blocks), true);
  const text = textsOf(found).join(" ");
  if (!text) return;
  const [way, ...more] = rule.fields;
  const amount = readAmount(text, way !== "team.wte");
  if (amount.value === null) {
    placing.leave(rule.id, text, "no-number");
    return;
  }
  placing.put(way, asNumber(amount.value), rule.id, "put/value", { shown: asNumber(amount.value) });
  if (amount.isApproximate && more.length) placing.put(more[0], "true");
  if (!amount.isBare || (amount.isApproximate && !more.length)) placing.leave(rule.id, text, "more");
}

function leaveForEditor(placing, rule, blocks) { placing.leaveAll(rule.id, placing.usable(rule.id, blocks), "editor"); }

function placePoints(placing, rule, blocks) {
  const found = withoutPlans(placing, rule, placing.usable(rule.id, blocks), false);
  putPoints(placing, rule, pointsOf(placing, rule, found));
}

function putPoints(placing, rule, points) {
  if (points.length) placing.put(rule.fields[0], points, rule.id, points.length === 1 ? "put/point" : "put/points", { count: points.length });
}

/* One point for each entry of a list; one for all of it where nothing is clearly a list. */
function pointsOf(placing, rule, blocks) {
  const groups = [];
  linesOf(blocks).forEach(line => {
    if (line.isListed || !groups.length) groups.push([line]);
    else groups[groups.length - 1].push(line);
  });
  if (groups.length > 1 && !groups[0][0].isListed && groups[0][0].text.endsWith(":")) {
    placing.leave(rule.id, groups.shift().map(line => line.text).join("\n"), "opening");
  }
  if (groups.length) placing.note("editor", rule.id, "long-titles");
  return groups.map(([first, ...others]) => pointOf(placing, rule, first, others));
}

function pointOf(placing, rule, first, others) {
  const [title, text] = titleOf(first);
  return { title: placing.line(title, rule.id), text: asProse([{ text, isListed: false }, ...others]) };
}

/* Our form has two columns, for the challenge and for what helped. Other copies have one box. */
function placeChallenges(placing, rule, blocks) {
  const found = withoutPlans(placing, rule, placing.usable(rule.id, blocks), false).filter(block => !isHeading(block));
  if (!found.some(block => ["response", 1].includes(columnOf(block)))) {
    putPoints(placing, rule, pointsOf(placing, rule, found));
    return;
  }
  const rows = found.filter(block => block.cell).reduce((all, block) => {
    const row = all.find(one => sameRow(one[0], block));
    if (row) row.push(block);
    else all.push([block]);
    return all;
  }, []);
  const points = rows.flatMap(inside => {
    const first = inside.filter(block => ["challenge", 0].includes(columnOf(block)));
    const helped = inside.filter(block => !first.includes(block)).map(({ text, isListed }) => ({ text, isListed }));
    if (!first.length) {
      placing.leave(rule.id, helped.map(line => line.text).join("\n"), "no-challenge");
      return [];
    }
    const [line, ...others] = first.map(lineOf);
    return [{ ...pointOf(placing, rule, line, others), ...(helped.length ? { response: asProse(helped) } : {}) }];
  });
  putPoints(placing, rule, points.concat(pointsOf(placing, rule, found.filter(block => !block.cell))));
}

function isHeading(block) {
  const words = Array.from(keyWords(block.text)).sort().join(" ");
  return !block.tag && challengeColumns.some(text => Array.from(keyWords(text)).sort().join(" ") === words);
}

/* Which column of the challenges a block is in, by its tag or its place; -1 outside tables. */
function columnOf(block) {
  const cut = block.tag.indexOf(".");
  const detail = cut < 0 ? "" : block.tag.slice(cut + 1).split(".").pop();
  return detail || (block.cell ? Math.min(block.cell[2], 1) : -1);
}

/* What stands beside the title of a recommendation is how it is put into practice. */
function placePractices(placing, rule, blocks) {
  const titles = new Map(rule.options.map(option => [option.id, option.words[0]]));
  const found = new Map();
  const into = (id, block) => { found.set(id, (found.get(id) || []).concat(block)); };
  let current = "";
  let heading = null;
  blocks.forEach(block => {
    const tagged = block.tag.slice(`${block.tag}.`.indexOf(".") + 1);
    const named = titles.has(tagged) ? "" : recommendationOf(block, rule);
    if (titles.has(tagged)) into(tagged, block);
    else if (named) {
      [current, heading] = [named, block];
      const rest = afterTitle(block, titles.get(named));
      into(current, rest ? [{ ...block, text: rest }] : []);
    } else if (current && (!block.cell || sameRow(heading, block))) into(current, block);
    else placing.leave(rule.id, block.text, "no-recommendation");
  });
  const practices = Array.from(found).flatMap(([id, inside]) => {
    const lines = linesOf(howOf(placing, rule, id, inside).map(each => ({ ...each, cell: null })));
    return lines.length ? [{ recommendation: id, how: asProse(lines) }] : [];
  });
  if (practices.length) placing.put("practices", practices, rule.id, "put/practices", { count: practices.length });
}

/* The recommendation whose title a line is, or begins with before a colon; empty when it is none. */
function recommendationOf(block, rule) {
  if (block.isStruck || (block.cell && block.cell[2])) return "";
  const label = withoutMark(block.text).label.split(":")[0];
  const best = rule.options.map(each => [alike(label, each.words[0]), each.id]).reduce((one, other) => other[0] > one[0] ? other : one);
  return best[0] >= rules.alike.recommendation ? best[1] : "";
}

function afterTitle(block, title) {
  const { label, mark } = withoutMark(block.text);
  const cut = `${label}:`.indexOf(":");
  const added = [...unknownWords(label.slice(0, cut), [title]), label.slice(cut + 1).trim()].join(" ").trim();
  return added || (["on", "cross"].includes(mark) ? "☒" : "");
}

/* What may stand as evidence: no plan, no bare yes or no. One plan makes all of an answer doubtful. */
function howOf(placing, rule, id, blocks) {
  const usable = placing.usable(rule.id, blocks);
  const said = usable.filter(each => readYesNo(each.text) === null && !isMark(each.text));
  const ticks = usable.filter(each => !said.includes(each));
  const saysNo = ticks.some(block => readYesNo(block.text) === false && !isMark(block.text));
  const isDoubtful = said.some(each => isPlan(each.text)) || (saysNo && said.length > 0);
  if (said.length && !isDoubtful) return said;
  if (!said.length && ticks.every(each => each.text === "☐")) return [];
  usable.forEach(block => {
    const why = readYesNo(block.text) === false ? "says-no" : "how-not-said";
    placing.leave(rule.id, `${id}: ${block.text}`, isDoubtful ? "plan" : why);
  });
  return [];
}

function choose(placing, rule, blocks) {
  const isKept = block => block.isStruck || isMark(block.text) || !placing.whyNot(rule.id, block);
  const kept = blocks.filter(isKept);
  placing.leaveAll(rule.id, blocks.filter(block => !kept.includes(block) && !block.isPicture), "names");
  const chosen = readChoices(kept.filter(block => !isBlank(block.text)), rule.options);
  if (chosen.why && chosen.ids.length) placing.note("unclear", rule.id, chosen.why);
  chosen.rest.filter(each => isPlan(withoutMark(each.text).label)).forEach(block => {
    const option = findOption(withoutMark(block.text).label, rule.options);
    if (option) chosen.ids = chosen.ids.filter(id => id !== option.id);
  });
  return chosen;
}

function leaveRest(placing, rule, chosen) {
  chosen.rest.forEach(block => {
    const why = block.isStruck ? "struck" : isPlan(withoutMark(block.text).label) ? "plan" : chosen.why;
    placing.leave(rule.id, block.text, why || "beside-choice");
  });
}

function placeMany(placing, rule, blocks) {
  const chosen = choose(placing, rule, blocks);
  if (chosen.ids.length) placing.put(rule.fields[0], chosen.ids, rule.id, "put/value", { shown: chosen.ids.join(", ") });
  else if (blocks.length) placing.note("unclear", rule.id, chosen.why || "nothing-ticked");
  leaveRest(placing, rule, chosen);
}

function placeOne(placing, rule, blocks) {
  const chosen = choose(placing, rule, blocks);
  if (chosen.ids.length === 1) placing.put(rule.fields[0], chosen.ids[0], rule.id, "put/value", { shown: chosen.ids[0] });
  else if (chosen.ids.length) {
    placing.note("unclear", rule.id, "several-ticked");
    placing.leave(rule.id, chosen.ids.join(", "), "several-ticked");
  }
  leaveRest(placing, rule, chosen);
}

/* A single box. Only a plain tick or yes counts; anything else is no, and is kept. */
function placeTick(placing, rule, blocks) {
  const open = blocks.filter(block => !block.isStruck);
  const inWords = open.filter(block => !isMark(block.text) && !block.text.startsWith("☐")).map(block => readYesNo(block.text));
  const other = blocks.filter(block => block.isStruck || readYesNo(block.text) === null);
  const isCertain = open.some(block => readYesNo(block.text) === true) && !inWords.includes(false) && !other.length;
  rule.fields.forEach(way => { placing.put(way, String(isCertain), rule.id, isCertain ? "put/yes" : "put/no"); });
  placing.leaveAll(rule.id, other, "words-beside-box");
  if (!rule.fields.length && blocks.length) placing.note("understood", rule.id, isCertain ? "ticked/yes" : "ticked/no");
}

function placeFramework(placing, rule, blocks) {
  const chosen = choose(placing, rule, blocks);
  const rest = chosen.rest.filter(block => !block.isStruck);
  const words = rest.map(block => block.text).join(" ");
  const use = chosen.ids.length === 1 ? chosen.ids[0] : chosen.ids.length ? "" : useInWords(words);
  if (use) {
    placing.put("competency_framework.use", use, rule.id, "put/value", { shown: use });
    placing.addProse("competency_framework.text", linesOf(rest), rule.id);
  } else {
    placing.leaveAll(rule.id, rest, "no-plan-read");
    if (chosen.ids.length) placing.leave(rule.id, chosen.ids.join(", "), "several-ticked");
  }
  placing.leaveAll(rule.id, chosen.rest.filter(block => block.isStruck), "struck");
}

/* Yes, planned or no, where the first word says so; empty when it is not certain. */
function useInWords(text) {
  const first = /^\s*([a-z]+)/i.exec(text)?.[1].toLowerCase();
  if (first && isPlan(text)) return ["no", "not", "we"].includes(first) ? "planned" : "";
  return ["yes", "no"].includes(first) ? first : "";
}

function placeKind(placing, rule, blocks) {
  placeOne(placing, rule, blocks);
  if (placing.has("kind")) return;
  placing.put("kind", "team");
  placing.note("editor", rule.id, "taken-as-team");
}

/* Anonymity has been read already, since everything depends on it. */
function placeAnonymous(placing, rule, blocks) { leaveRest(placing, rule, readChoices(blocks, rule.options)); }

const SPECIAL = {
  job_titles: placeJobTitles, framework: placeFramework, kind: placeKind, documents: leaveForEditor, other: leaveForEditor,
  anonymous: placeAnonymous
};
const BY_KIND = {
  contact: placeContact, line: placeLine, box: placeBox, points: placePoints, challenges: placeChallenges, staff: placeStaff,
  many: placeMany, one: placeOne, tick: placeTick, amount: placeAmount, practices: placePractices
};

guidanceWord.place = { placeAnswers };

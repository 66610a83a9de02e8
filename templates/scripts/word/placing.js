/* Puts answers into the fields of a case study, and keeps all else, with the question and why. The same as
   `generator/proforma/placing.py`: every text passes through here, and what identifies somebody goes into no field. */
const { rules, title: personTitle, longestLine } = guidanceWordRules;
const { tell, WITHIN, says, wordsOf, isBlank, isMark, isPlan, begin, findRole } = guidanceWord.words;
const { EMPTY, joined } = guidanceWord.blocks;
const { findAll, findRefused } = guidanceForm.personalData;
const NAME_GOES_ON = new RegExp(`(${escaped(tell("in-draft/name"))}) ((?:[A-Z][a-z’'\\-]+ ){0,1}[A-Z][a-z’'\\-]+)(?![\\p{L}\\p{N}_\\-])`, "gu");
const LOOKS_LIKE_NAME = new RegExp(rules.looks_like_name, "gu");
const IS_NAME = new RegExp(`^(?:${rules.looks_like_name})$`, "u");
const WIDTH = 98;
const SHORTEST_TITLE = 3;
const LONGEST_TITLE = 60;

function lengthOf(text) { return Array.from(text).length; }

function escaped(text) { return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"); }

function wholeWords(name, before = "") {
  const inner = name.split(/\s+/).filter(Boolean).map(escaped).join("[\\s.]+");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${before}${inner}(?![\\p{L}\\p{N}_])`, "gu");
}

function capitalised(text) { return (text.match(/[\p{L}\p{N}_'’-]+/gu) || []).filter(word => word.length > 2 && isUpper(word[0])); }

function isUpper(sign) { return /\p{Lu}/u.test(sign); }

/* What an editor should look at: the kinds of what may be a name or a number, but need not be one. */
function mayHold(text) {
  return Array.from(new Set(findAll(text, true).filter(each => each.kind === "name" || !each.isCertain).map(each => each.kind))).sort();
}

/* What looks like a name beside a role: Ann Example (CCIO). */
function besideRoles(text) {
  const parts = text.split(WITHIN.beside);
  const names = parts.filter(part => IS_NAME.test(part));
  return names.length && parts.some(findRole) ? names : [];
}

/* What to keep out, given what the form says under names, elsewhere, and as its organisation. */
function makeSecrets(names, texts, organisation, isAnonymous) {
  const ordinary = new Set([...rules.roles, ...rules.professions].flatMap(option => option.words).flatMap(wordsOf).concat(rules.quiet_names));
  const people = new Set();
  const beside = texts.flatMap(besideRoles).filter(name => !wordsOf(name).some(word => ordinary.has(word)));
  [...names.flatMap(text => text.split(WITHIN.between_names)), ...beside].forEach(name => {
    const bare = name.replace(new RegExp(`^${personTitle}\\s*|\\([^)]*\\)`, "gu"), "").trim();
    const telling = capitalised(bare).filter(word => !wordsOf(word).some(part => ordinary.has(part)));
    telling.forEach(word => { people.add(word); });
    if (telling.length && bare.includes(" ")) people.add(bare);
  });
  const own = isAnonymous && organisation.trim().length > 2 ? organisation.trim() : "";
  const bare = own.replace(/\s*\([^)]*\)/g, "");
  const initials = (bare.match(/[\p{L}\p{N}_]+/gu) || []).map(word => word[0]).filter(isUpper).join("");
  const words = [initials, ...capitalised(own)].filter(word => word.length > 2 && !ordinary.has(word.toLowerCase()));
  const organisations = Array.from(new Set([own, bare, ...words].filter(Boolean)));
  const longestFirst = Array.from(people).sort((a, b) => b.length - a.length);

  /* The text without all that is certain, and the kind of each thing that was taken out. */
  function hide(text) {
    const taken = new Set();
    let hidden = leaveOut(text, findRefused(text, false), taken);
    longestFirst.forEach(name => { hidden = replaceName(hidden, wholeWords(name, `(?:${personTitle}\\s+)?`), "name", taken); });
    organisations.forEach(name => { hidden = replaceName(hidden, wholeWords(name), "organisation", taken); });
    hidden = leaveOut(hidden, findRefused(hidden, isAnonymous), taken);
    // What a person's name has left behind: Dr Ann Example is found as far as Ann.
    hidden = hidden.replace(NAME_GOES_ON, (all, before, name) => wordsOf(name).some(word => ordinary.has(word)) ? all : before);
    return { hidden, taken: Array.from(taken) };
  }

  /* Whether a text is two or three capitalised words, none of which any role or profession has. */
  function looksLikeName(text) { return IS_NAME.test(text.trim()) && !wordsOf(text).some(word => ordinary.has(word)); }

  /* Whether a text with something taken out still has what looks like a name. */
  function hasNameBeside(text) { return (text.match(LOOKS_LIKE_NAME) || []).some(looksLikeName); }

  return { isAnonymous, hide, looksLikeName, hasNameBeside };
}

function replaceName(text, pattern, kind, taken) {
  return text.replace(pattern, () => {
    taken.add(kind);
    return tell(`in-draft/${kind}`);
  });
}

/* The text with words in brackets in the place of what was found. */
function leaveOut(text, sightings, taken) {
  sightings.forEach(one => { taken.add(one.kind); });
  return sightings.reduceRight((all, one) => all.slice(0, one.start) + tell(`in-draft/${one.kind}`) + all.slice(one.end), text);
}

/* Where a form's texts end up: {data, notes, left} and the ways to put them there. */
function makePlacing(secrets) {
  const data = {};
  const notes = [];
  const left = [];

  function note(kind, question, key, values) {
    const text = secrets.hide(tell(key, values)).hidden;
    if (!notes.some(one => one.kind === kind && one.question === question && one.text === text)) notes.push({ kind, question, text });
  }

  /* Fill the field at `way`, such as `team.wte`, and say so of a question. */
  function put(way, value, question = "", isProse = false) {
    const names = way.split(".");
    const owner = names.slice(0, -1).reduce((current, name) => current[name] ??= {}, data);
    owner[names[names.length - 1]] = value;
    if (question) note("understood", question, ...shown(way, value, isProse));
  }

  function at(way) { return way.split(".").reduce((current, name) => current?.[name], data); }

  /* Keep what goes into no field, without what identifies somebody. Several lines are one text: a telephone number may
     run over two. */
  function leave(question, what, why) {
    const { hidden, taken } = secrets.hide(typeof what === "string" ? what : what.map(block => block.text).join("\n"));
    taken.forEach(kind => { note("omitted", question, `left-out/${kind}`); });
    const beside = taken.length && secrets.hasNameBeside(hidden) ? ["beside"] : [];
    [...beside, ...mayHold(hidden)].forEach(kind => { note("editor", question, `may-hold/${kind}`); });
    if (hidden.trim()) left.push({ question, text: hidden, why });
  }

  /* The blocks that may fill a field; the others are left, with why. `plans`: whether a text is a plan that says so
     further on; null where plans may stand. */
  function usable(question, blocks, plans = null) {
    const found = [];
    const areBlank = blocks.every(block => isBlank(block.text));
    blocks.forEach(block => {
      const { text } = block;
      const isNameLine = Boolean(begin("name_line", text));
      const why = isNameLine ? "" : whyNot(question, block);
      const last = found[found.length - 1];
      if (isNameLine) note("omitted", question, "name-dropped", { where: text.split(/[:–-]/)[0].trim() });
      else if (why) leave(question, text, why);
      else if (last && secrets.hide(`${last.text}\n${text}`).taken.length) leave(question, [found.pop(), block], "identifies");
      else if (areBlank || (isBlank(text) && !/[a-z]/i.test(text))) return;
      else if (plans !== null && !isBlank(text) && isPlan(text, plans)) leave(question, text, "plan");
      else if (plans === false && says("refers", text)) leave(question, text, "refers");
      else found.push(block);
    });
    return found;
  }

  /* The code of why a block may fill no field; empty when it may. */
  function whyNot(question, block) {
    if (block.isStruck || block.text === rules.picture) return block.isStruck ? "struck" : "picture";
    const { hidden, taken } = secrets.hide(block.text);
    if (taken.length) return ["name", "email", "phone"].some(kind => taken.includes(kind)) ? "names" : "identifies";
    const held = mayHold(hidden);
    held.forEach(kind => { note("editor", question, `may-hold/${kind}`); });
    return held.includes("name") ? "names" : "";
  }

  /* A text for a field of one line; what is too long for it is also left whole. */
  function line(text, question) {
    const one = text.split(/\s+/).filter(Boolean).join(" ");
    if (lengthOf(one) <= longestLine) return one;
    leave(question, text, "too-long");
    const cut = Array.from(one).slice(0, longestLine - 2).join("");
    return `${cut.slice(0, Math.max(0, cut.lastIndexOf(" ")))} …`;
  }

  /* Fill a prose field, below what another question has put there. */
  function addProse(way, lines, question) {
    const text = asProse(lines);
    const before = at(way);
    if (text) put(way, before ? `${before}\n\n${text}` : text, question, true);
  }

  return { secrets, data, notes, left, note, put, at, leave, usable, whyNot, line, addProse };
}

function textsOf(blocks) { return blocks.map(block => block.text).filter(text => !isBlank(text) && !isMark(text)); }

/* The message that says what was put, and its values. */
function shown(way, value, isProse) {
  if (isProse) return ["put/as-written", { field: way }];
  if (Array.isArray(value) && typeof value[0] === "object") return ["put/entries", { field: way, shown: value.length }];
  return ["put/value", { field: way, shown: Array.isArray(value) ? value.join(", ") : { true: "yes", false: "no" }[value] || value }];
}

/* The lines of an answer, without bullets; cells of one row of a wider table become one line. */
function linesOf(blocks) {
  return joined(blocks).map(block => {
    const bullet = begin("bullet", block.text);
    return bullet ? { ...block, text: block.text.slice(bullet[0].length), isListed: true } : block;
  });
}

/* Paragraphs and lists of the Markdown subset, in lines of bearable length. */
function asProse(lines) {
  let found = "";
  let wasListed = false;
  lines.forEach(({ text, isListed }) => {
    const wrapped = wrap(text).map(escapedMarkup);
    if (!wrapped.length) return;
    const block = isListed ? `- ${wrapped.join("\n  ")}` : wrapped.join("\n");
    found += (found ? (isListed && wasListed ? "\n" : "\n\n") : "") + block;
    wasListed = Boolean(isListed);
  });
  return found;
}

function wrap(text) {
  return text.split(/\s+/).filter(Boolean).reduce((lines, word) => {
    const last = lines[lines.length - 1];
    const isRoom = last !== undefined && lengthOf(`${last} ${word}`) <= WIDTH;
    if (isRoom) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

function escapedMarkup(line) {
  const text = line.replace(/[\\*_<[\]]/g, "\\$&");
  const start = /^(?:[#>+=~`|-]|(\d{1,9})[.)](?=\s|$))/.exec(text);
  const at = start?.[1] ? start[1].length : 0;
  return start ? `${text.slice(0, at)}\\${text.slice(at)}` : text;
}

/* A point's title, which is the words before a colon or simply its first words, and its text. */
function pointOf(placing, question, [first, ...others]) {
  let { text } = first;
  let title = lengthOf(text) <= LONGEST_TITLE ? text.replace(/\.+$/, "") : shortened(text);
  const cut = text.indexOf(": ");
  const after = cut < 0 ? "" : text.slice(cut + 2).trim();
  if (after && cut >= SHORTEST_TITLE && cut <= LONGEST_TITLE) [title, text] = [text.slice(0, cut).trim(), after[0].toUpperCase() + after.slice(1)];
  return { title: placing.line(title, question), text: asProse([{ ...EMPTY, text }, ...others]) };
}

/* The first words, as many as there is room for. */
function shortened(text) {
  const words = text.split(/\s+/).filter(Boolean);
  while (words.length && lengthOf(`${words.join(" ")} …`) > LONGEST_TITLE) words.pop();
  return words.length ? `${words.join(" ")} …` : "…";
}

guidanceWord.placing = { makeSecrets, makePlacing, textsOf, linesOf, asProse, pointOf };

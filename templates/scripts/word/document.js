/* The blocks of a .docx or an .odt, by one walk: what an element is to a reader, the rules say. As
   `generator/proforma/read_document.py`. Both keep far more than a reader sees: boxes to tick in three formats, two
   copies of each text box, prompts that vanish, and symbol fonts. */
const { elements, characters, symbols, picture } = guidanceWordRules.rules;
const { element, elementsOf, value, find, all } = guidanceWord.package;
const { EMPTY, tidy, questionOf, groups } = guidanceWord.blocks;
const NONE = element("");
const KIND = {};
Object.entries(elements).forEach(([kind, names]) => { names.forEach(name => { KIND[name] ??= kind; }); });
const BREAK = /(\r\n|[\n\r\u2028\u2029])/;
// A tab between two texts, as in a table that became text; none after a bullet or a number.
const COLUMN = /(?:(?<=\p{L}{2})|(?<=\p{L}{2}[?.:!,;)])) *\t\s*(?=[^\t]{3})/u;

/* {blocks, margins, comments, hasTrackedChanges} */
function read({ main, others }) {
  const { blocks, plain, state } = makeReading(main, others);
  const body = blocks(find(main, "w:body") || find(main, "office:body") || NONE);
  const margins = Object.entries(others).filter(([name]) => /^(?:header|footer)/.test(name)).map(([, root]) => root);
  const pages = all(others.styles || NONE, "style:master-page").flatMap(elementsOf);
  margins.push(...pages.filter(each => /^style:(?:header|footer)/.test(each.name)));
  const comments = elementsOf(others.comments || NONE).map(plain);
  return {
    blocks: body, margins: margins.flatMap(blocks), comments: [...comments, ...state.comments].filter(Boolean),
    hasTrackedChanges: state.hasTrackedChanges
  };
}

function makeReading(main, others) {
  const roots = [main, others.styles || NONE];
  const styles = new Map(roots.flatMap(root => all(root, "style:style", "w:style"))
    .map(style => [value(style, "style:name") || value(style, "w:styleId"), style]));
  const numbered = numberedLists([...roots, others.numbering || NONE]);
  const state = { hasTrackedChanges: false, comments: [] };
  const counts = {}; // of the entries of each list
  const notes = {};
  let number = ""; // what the program puts before the next paragraph
  let tables = 0;
  let place = [0, 0, 0]; // the number of the innermost table, and how many rows and columns of it were read
  let found = [];
  let runs = null; // what stands in the paragraph so far

  function plain(parent) { return blocks(parent).map(block => block.text).join(" "); }

  function blocks(parent) {
    const before = [found, runs];
    [found, runs] = [[], null];
    walk(parent, EMPTY, "");
    const inside = found;
    [found, runs] = before;
    return inside;
  }

  /* `outer`: what all blocks below have: their cell, tag, whether they are listed and struck out. */
  function walk(parent, outer, outerFont = "") {
    const { looks, font } = looksOf(parent, outer, outerFont);
    const hasText = elements.text.includes(parent.name) || /^(?:text|loext):/.test(parent.name);
    parent.children.forEach(child => {
      if (typeof child !== "string") readElement(child, looks, font);
      else if (hasText) show(inFont(child, font).replaceAll("\n", " "), looks);
    });
  }

  const READ = {
    paragraph,
    frame,
    table(one, looks) {
      const before = place;
      tables += 1;
      place = [tables, -1, 0];
      walk(one, looks);
      place = before;
    },
    row(one, looks) {
      place = [place[0], place[1] + 1, 0];
      walk(one, looks);
    },
    cell(one, looks) {
      const cell = place;
      const span = value(one, "w:val", "w:tcPr", "w:gridSpan");
      place = [cell[0], cell[1], cell[2] + (/^[1-9][0-9]?$/.test(span) ? Number(span) : 1)];
      walk(one, { ...looks, cell, isListed: false });
    },
    list(one, looks) {
      elementsOf(one).forEach(entry => {
        enter(value(one, "text:style-name"), entry.name === "text:list-item");
        walk(entry, { ...looks, isListed: true });
      });
    },
    control(one, looks, font) {
      const inner = { ...looks, tag: tagOf(one) || looks.tag };
      const tick = tickOf(one);
      show(tick, inner);
      if (!tick) walk(contentOf(one), inner, font);
    },
    comment(one) { state.comments.push(plain(one)); },
    note(one, looks) { show(` (${plain(one)})`, looks); },
    nothing() { /* nobody sees it */ }
  };

  function readElement(one, looks, font) {
    const kind = KIND[one.name];
    if (elements.changed.includes(one.name)) state.hasTrackedChanges = true;
    if (Object.hasOwn(READ, kind)) READ[kind](one, looks, font);
    else if (!one.name.endsWith("Pr")) {
      show(characterOf(one), looks);
      walk(one, looks, font);
    }
  }

  function enter(ofList, isNew) {
    counts[ofList] = (counts[ofList] || 0) + isNew;
    number = numbered.has(ofList) ? String(counts[ofList]) : "";
  }

  function paragraph(one, looks) {
    const ofList = value(one, "w:val", "w:pPr", "w:numPr", "w:numId");
    if (ofList && ["", "0"].includes(value(one, "w:val", "w:pPr", "w:numPr", "w:ilvl"))) enter(ofList, true);
    const isListed = looks.isListed || Boolean(ofList) || value(one, "w:val", "w:pPr", "w:pStyle").includes("List");
    const line = { ...looks, isListed };
    const [own, outer, start] = [number, runs, found.length];
    [number, runs] = ["", []];
    walk(one, { ...line, tag: "" });
    // What stands in text boxes that hang on a paragraph comes after it.
    found.splice(start, 0, ...linesOf(runs, line).map((block, at) => at ? block : { ...block, number: own }));
    runs = outer;
  }

  function show(text, looks) {
    if (runs) runs.push(...text.split(BREAK).map(part => ({ ...looks, text: part })));
    else if (tidy(text)) found.push({ ...looks, text: tidy(text) });
  }

  function looksOf(one, outer, outerFont) {
    const own = find(one, "w:rPr") || NONE;
    const named = [value(one, "text:style-name"), value(own, "w:val", "w:rStyle"), value(one, "w:val", "w:pPr", "w:pStyle")];
    const isGone = Boolean(find(one, "w:trPr", "w:del") || find(one, "w:tcPr", "w:cellDel"));
    if (isGone) state.hasTrackedChanges = true;
    const isStruck = outer.isStruck || isGone || KIND[one.name] === "deleted" || hides(own) || named.some(isStruckBy);
    const fonts = find(own, "w:rFonts");
    return { looks: { ...outer, isStruck }, font: fonts ? value(fonts, "w:ascii").toLowerCase() : outerFont };
  }

  /* By a style, or by one that it is based on. */
  function isStruckBy(given) {
    let name = given;
    for (let step = 0; step < 9 && styles.has(name); step += 1) {
      const style = styles.get(name);
      if (hides(find(style, "w:rPr") || find(style, "style:text-properties") || style)) return true;
      name = value(style, "w:val", "w:basedOn") || value(style, "style:parent-style-name");
    }
    return false;
  }

  /* What an element shows by itself, without what stands in it. */
  function characterOf(one) {
    if (one.name === "w:sym") {
      const code = /^[0-9a-fA-F]{1,5}$/.test(value(one, "w:char")) ? parseInt(value(one, "w:char"), 16) : 0;
      const itself = (code >= 0xE000 && code <= 0xF8FF) || code <= 32 ? "" : String.fromCodePoint(code);
      return signOf(code, value(one, "w:font").toLowerCase()) ?? itself;
    }
    if (one.name === "w:fldChar") return formField(one);
    if (elements.note_reference.includes(one.name)) {
      // Word refers to a note once. A small file that did it often would give a huge text.
      const key = one.name + value(one, "w:id");
      const note = Object.hasOwn(notes, key) ? notes[key] : "";
      delete notes[key];
      return note ? ` (${note})` : "";
    }
    return Object.hasOwn(characters, one.name) ? characters[one.name] : "";
  }

  /* A picture, or a text box; Word writes text boxes twice, for new and old readers. */
  function frame(one, looks) {
    const versions = elementsOf(one).filter(each => ["mc:Choice", "mc:Fallback"].includes(each.name));
    const best = versions.find(each => all(each, ...elements.text_box).length) || versions[0] || one;
    const contents = outermost(element("", {}, [best]), elements.text_box);
    const before = runs;
    runs = null;
    contents.forEach(content => { walk(content, { ...looks, isListed: false }); });
    if (!contents.length && all(best, ...elements.image).length) show(picture, looks);
    runs = before;
  }

  ["footnote", "endnote"].forEach(kind => elementsOf(others[`${kind}s`] || NONE).forEach(note => {
    notes[`w:${kind}Reference${value(note, "w:id")}`] = plain(note);
  }));
  return { blocks, plain, state };
}

/* A paragraph's lines. Columns of text are lines, too, and what stands in a box, or is struck out. */
function linesOf(runs, line) {
  return groups(runs, run => `${BREAK.test(run.text)} ${boxOf(run)}`).filter(part => !BREAK.test(part[0].text)).flatMap(part => {
    const tags = Array.from(new Set(part.map(run => run.tag).filter(Boolean)));
    const tag = tags.length === 1 ? tags[0] : tags.length ? tags[0].split(".")[0] : line.tag;
    return [false, true].flatMap(isStruck => {
      const whole = part.filter(run => run.isStruck === isStruck).map(run => run.text).join("");
      return whole.split(COLUMN).map(tidy).filter(Boolean).map(text => ({ ...line, text, tag, isStruck }));
    });
  });
}

/* The question whose box to type in a run stands in. A box to tick belongs to the words beside it. */
function boxOf(run) { return ["☒", "☐"].includes(run.text) ? "" : questionOf(run); }

/* The character that a symbol font shows for a code, if it is a box or a tick. */
function signOf(code, font) {
  return Object.hasOwn(symbols, font) ? symbols[font][(code & 0xFF).toString(16).toUpperCase()] : undefined;
}

function inFont(text, font) {
  return Object.hasOwn(symbols, font) ? Array.from(text, sign => signOf(sign.codePointAt(0), font) ?? sign).join("") : text;
}

function isOn(text) { return !["0", "false", "off", "none"].includes(text.toLowerCase()); }

/* Whether a property is there and not switched off. */
function has(parent, ...names) {
  const property = find(parent, ...names);
  return Boolean(property) && isOn(value(property));
}

/* Whether text with these properties is struck out or not shown. */
function hides(properties) {
  return ["w:strike", "w:dstrike", "w:vanish"].some(name => has(properties, name))
    || !["", "none"].includes(value(properties, "style:text-line-through-style")) || value(properties, "text:display") === "none";
}

/* The lists whose outermost entries have numbers, and no bullets. */
function numberedLists(roots) {
  const word = roots.flatMap(elementsOf);
  const kinds = word.filter(each => value(each, "w:val", "w:lvl", "w:numFmt").startsWith("decimal")).map(each => value(each, "w:abstractNumId"));
  const lists = word.filter(each => kinds.includes(value(each, "w:val", "w:abstractNumId"))).map(each => value(each, "w:numId"));
  const others = roots.flatMap(root => all(root, "text:list-style"))
    .filter(style => value(elementsOf(style)[0] || NONE, "style:num-format") === "1").map(style => value(style, "style:name"));
  return new Set([...lists, ...others]);
}

function tagOf(control) { return tidy(value(control, "w:val", "w:sdtPr", "w:tag") || value(control, "loext:tag")); }

/* ☒ or ☐ when the content control is a box to tick; empty when it is not. */
function tickOf(control) {
  const box = find(control, "w:sdtPr", "w14:checkbox");
  if (!box && value(control, "loext:checkbox") !== "true") return "";
  const isTicked = box ? value(box, "w14:val", "w14:checked") : value(control, "loext:checked");
  return ["1", "true", "on"].includes(isTicked.toLowerCase()) ? "☒" : "☐";
}

/* What somebody typed into it: nothing while it shows its prompt, such as "Click here to enter text". */
function contentOf(control) {
  const isPrompt = has(control, "w:sdtPr", "w:showingPlcHdr") || value(control, "loext:showing-place-holder") === "true";
  return isPrompt ? NONE : find(control, "w:sdtContent") || control;
}

/* Elements of these names below a parent, but none inside another: a text box may hold one more. */
function outermost(parent, names) {
  return elementsOf(parent).flatMap(child => names.includes(child.name) ? [child] : outermost(child, names));
}

/* The state of a box or list of an old-fashioned form field. */
function formField(character) {
  const box = find(character, "w:ffData", "w:checkBox");
  if (box) return has(box, find(box, "w:checked") ? "w:checked" : "w:default") ? "☒" : "☐";
  const choices = find(character, "w:ffData", "w:ddList") || NONE;
  const entries = elementsOf(choices).filter(entry => entry.name === "w:listEntry").map(entry => value(entry));
  const number = value(choices, "w:val", "w:result") || "0";
  return /^[0-9]{1,6}$/.test(number) ? entries[Number(number)] || "" : "";
}

guidanceWord.document = { read };

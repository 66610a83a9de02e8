/* The blocks of a .docx or an .odt, by one walk: what an element is to a reader, the rules say. As
   `generator/proforma/read_document.py`. Both keep far more than a reader sees: boxes to tick in three formats, two
   copies of each text box, prompts that vanish, and symbol fonts. */
const { elements, characters, symbols } = guidanceWordRules.rules;
const { element, elementsOf, value, find, all } = guidanceWord.package;
const { EMPTY, tidy, paragraph, add, blocksOf } = guidanceWord.blocks;
const NONE = element("");
const KIND = {};
Object.entries(elements).forEach(([kind, names]) => { names.forEach(name => { KIND[name] ??= kind; }); });

function read(opened) {
  const { main, others } = opened;
  const { blocks, plain, state } = makeReading(opened);
  const body = blocks(find(main, "w:body") || find(main, "office:body") || NONE, EMPTY);
  const margins = Object.entries(others).filter(([name]) => /^(?:header|footer)/.test(name)).map(([, root]) => root);
  all(others.styles || NONE, "style:master-page").flatMap(elementsOf).filter(each => /^style:(?:header|footer)/.test(each.name))
    .forEach(each => { margins.push(each); });
  const comments = elementsOf(others.comments || NONE).map(plain);
  return {
    blocks: body, margins: margins.flatMap(root => blocks(root, EMPTY)),
    comments: [...comments, ...state.comments].filter(Boolean), hasTrackedChanges: state.hasTrackedChanges
  };
}

/* Whether a property is there and not switched off. */
function isOn(property) { return Boolean(property) && !["0", "false", "off", "none"].includes(value(property).toLowerCase()); }

/* Whether text with these properties is struck out or not shown. */
function hides(properties) {
  const isLined = !["", "none"].includes(value(properties, "style:text-line-through-style"));
  return isLined || value(properties, "text:display") === "none" || ["w:strike", "w:dstrike", "w:vanish"].some(name => isOn(find(properties, name)));
}

function makeReading({ main, others }) {
  const roots = [main, others.styles || NONE];
  const styles = new Map(roots.flatMap(root => all(root, "style:style", "w:style")).map(style => [value(style, "style:name") || value(style, "w:styleId"), style]));
  const numbered = numberedLists([...roots, others.numbering || NONE]);
  const state = { hasTrackedChanges: false, comments: [], tables: 0, counts: {} };
  const notes = {};
  ["footnote", "endnote"].forEach(kind => elementsOf(others[`${kind}s`] || NONE).forEach(note => {
    notes[`w:${kind}Reference${value(note, "w:id")}`] = plain(note);
  }));

  function plain(parent) { return blocks(parent, EMPTY).map(block => block.text).join(" "); }

  /* `line`: what all of them have: their cell, their tag, whether they are listed and struck out. */
  function blocks(parent, given) {
    let line = given;
    return elementsOf(parent).flatMap(child => {
      const kind = KIND[child.name];
      if (elements.changed.includes(child.name)) state.hasTrackedChanges = true;
      if (kind === "paragraph") {
        const found = paragraphOf(child, line);
        line = { ...line, number: "" };
        return found;
      }
      if (kind === "frame") return paragraphOf(element("", {}, [child]), line);
      if (kind === "table") return table(child, line);
      if (kind === "list") return list(child, line);
      if (kind === "control") {
        const inner = { ...line, tag: tagOf(child) || line.tag };
        const tick = tickOf(child);
        return tick ? [{ ...inner, text: tick }] : blocks(contentOf(child), inner);
      }
      return kind === "nothing" || child.name.endsWith("Pr") ? []
        : blocks(child, { ...line, isStruck: line.isStruck || kind === "deleted" });
    });
  }

  function table(one, line) {
    const number = state.tables += 1;
    return through(one, "row", line.tag).flatMap(([each, outer], row) => {
      let column = 0;
      return through(each, "cell", outer).flatMap(([cell, tag]) => {
        const isStruck = Boolean(find(each, "w:trPr", "w:del") || find(cell, "w:tcPr", "w:cellDel"));
        if (isStruck) state.hasTrackedChanges = true;
        const found = blocks(cell, { ...EMPTY, cell: [number, row, column], tag, isStruck: isStruck || line.isStruck });
        const span = find(cell, "w:tcPr", "w:gridSpan");
        column += span && /^[1-9][0-9]?$/.test(value(span)) ? Number(value(span)) : 1;
        return found;
      });
    });
  }

  function list(one, line) {
    return elementsOf(one).flatMap(entry => {
      const number = nextNumber(value(one, "text:style-name"), entry.name === "text:list-item");
      return blocks(entry, { ...line, isListed: true, number });
    });
  }

  function nextNumber(ofList, isNew) {
    state.counts[ofList] = (state.counts[ofList] || 0) + isNew;
    return numbered.has(ofList) ? String(state.counts[ofList]) : "";
  }

  function paragraphOf(one, line) {
    const style = find(one, "w:pPr", "w:pStyle");
    const ofList = find(one, "w:pPr", "w:numPr", "w:numId");
    const level = find(one, "w:pPr", "w:numPr", "w:ilvl");
    const number = ofList && (!level || value(level) === "0") ? nextNumber(value(ofList), true) : line.number;
    const isListed = line.isListed || Boolean(ofList || (style && value(style).includes("List")));
    const made = paragraph({ ...line, number, isListed });
    inline(one, made, { tag: "", isStruck: line.isStruck, font: "" });
    return blocksOf(made);
  }

  function inline(parent, to, outer) {
    const looks = looksOf(parent, outer);
    const hasText = elements.text.includes(parent.name) || /^(?:text|loext):/.test(parent.name);
    parent.children.forEach(child => {
      if (typeof child === "string") {
        if (hasText) add(to, inFont(child, looks.font).replaceAll("\n", " "), looks.tag, looks.isStruck);
        return;
      }
      const kind = KIND[child.name];
      if (elements.changed.includes(child.name)) state.hasTrackedChanges = true;
      if (kind === "frame") frame(child, to);
      else if (kind === "comment") state.comments.push(plain(child));
      else if (kind === "control") {
        const inner = { ...looks, tag: tagOf(child) || looks.tag };
        const tick = tickOf(child);
        add(to, tick, inner.tag, looks.isStruck);
        if (!tick) inline(contentOf(child), to, inner);
      } else if (kind !== "nothing" && !child.name.endsWith("Pr")) {
        add(to, shown(child, kind), looks.tag, looks.isStruck);
        if (kind !== "note") inline(child, to, looks);
      }
    });
  }

  function looksOf(one, looks) {
    const own = find(one, "w:rPr") || NONE;
    const named = [find(own, "w:rStyle"), find(one, "w:pPr", "w:pStyle")].filter(Boolean).map(style => value(style));
    const isStruck = KIND[one.name] === "deleted" || hides(own) || [value(one, "text:style-name"), ...named].some(isStruckBy);
    const fonts = find(own, "w:rFonts");
    return { ...looks, isStruck: looks.isStruck || isStruck, font: fonts ? value(fonts, "w:ascii").toLowerCase() : looks.font };
  }

  /* By a style, or by one that it is based on. */
  function isStruckBy(given) {
    let name = given;
    for (let step = 0; step < 9 && styles.has(name); step += 1) {
      const style = styles.get(name);
      if (hides(find(style, "w:rPr") || find(style, "style:text-properties") || style)) return true;
      const base = find(style, "w:basedOn");
      name = base ? value(base) : value(style, "style:parent-style-name");
    }
    return false;
  }

  /* What an element shows by itself, without what stands in it. */
  function shown(one, kind) {
    if (one.name === "w:sym") {
      const number = /^[0-9a-fA-F]{1,5}$/.test(value(one, "w:char")) ? parseInt(value(one, "w:char"), 16) : 0;
      const itself = (number >= 0xE000 && number <= 0xF8FF) || number <= 32 ? "" : String.fromCodePoint(number);
      return signOf(number, value(one, "w:font").toLowerCase()) ?? itself;
    }
    if (one.name === "w:fldChar") return formField(one);
    if (kind === "note" || kind === "note_reference") {
      // Word refers to a note once. A small file that did it often would give a huge text.
      const key = one.name + value(one, "w:id");
      const note = kind === "note" ? plain(one) : Object.hasOwn(notes, key) ? notes[key] : "";
      delete notes[key];
      return note ? ` (${note})` : "";
    }
    return Object.hasOwn(characters, one.name) ? characters[one.name] : "";
  }

  /* A picture, or a text box; Word writes text boxes twice, for new and old readers. */
  function frame(one, to) {
    const versions = elementsOf(one).filter(each => ["mc:Choice", "mc:Fallback"].includes(each.name));
    const best = versions.find(each => all(each, ...elements.text_box).length) || versions[0] || one;
    const contents = outermost(element("", {}, [best]), elements.text_box);
    contents.forEach(content => { to.after.push(...blocks(content, { ...to.line, number: "", isListed: false })); });
    to.pictures += !contents.length && all(best, ...elements.image).length > 0;
  }

  return { blocks, plain, state };
}

/* The character that a symbol font shows for a code, if it is a box or a tick. */
function signOf(code, font) {
  return Object.hasOwn(symbols, font) ? symbols[font][(code & 0xFF).toString(16).toUpperCase()] : undefined;
}

function inFont(text, font) { return Array.from(text, sign => signOf(sign.codePointAt(0), font) ?? sign).join(""); }

/* The lists whose outermost entries have numbers, and no bullets. */
function numberedLists(roots) {
  const word = roots.flatMap(elementsOf).filter(each => ["w:abstractNum", "w:num"].includes(each.name));
  const kinds = word.filter(each => {
    const level = find(each, "w:lvl", "w:numFmt");
    return level && value(level).startsWith("decimal");
  }).map(each => value(each, "w:abstractNumId"));
  const lists = word.filter(each => {
    const kind = find(each, "w:abstractNumId");
    return kind && kinds.includes(value(kind));
  }).map(each => value(each, "w:numId"));
  const others = roots.flatMap(root => all(root, "text:list-style"))
    .filter(style => elementsOf(style)[0] && value(elementsOf(style)[0], "style:num-format") === "1").map(style => value(style, "style:name"));
  return new Set([...lists, ...others]);
}

function tagOf(control) {
  const tag = find(control, "w:sdtPr", "w:tag");
  return tidy(tag ? value(tag) : value(control, "loext:tag"));
}

/* ☒ or ☐ when the content control is a box to tick; empty when it is not. */
function tickOf(control) {
  const box = find(control, "w:sdtPr", "w14:checkbox");
  if (!box && value(control, "loext:checkbox") !== "true") return "";
  const state = box && find(box, "w14:checked");
  const isTicked = state ? value(state, "w14:val") : value(control, "loext:checked");
  return ["1", "true", "on"].includes(isTicked.toLowerCase()) ? "☒" : "☐";
}

/* What somebody typed into it: nothing while it shows its prompt, such as "Click here to enter text". */
function contentOf(control) {
  const isPrompt = isOn(find(control, "w:sdtPr", "w:showingPlcHdr")) || value(control, "loext:showing-place-holder") === "true";
  return isPrompt ? NONE : find(control, "w:sdtContent") || element("text:span", {}, control.children);
}

/* The rows of a table or the cells of a row, also in groups and controls, each with its tag. */
function through(parent, kind, tag) {
  return elementsOf(parent).flatMap(child => {
    if (elements[kind].includes(child.name)) return [[child, tag]];
    return ["table", "nothing"].includes(KIND[child.name]) ? [] : through(child, kind, tagOf(child) || tag);
  });
}

/* Elements of these names below a parent, but none inside another: a text box may hold one more. */
function outermost(parent, names) {
  return elementsOf(parent).flatMap(child => names.includes(child.name) ? [child] : outermost(child, names));
}

/* The state of a box or list of an old-fashioned form field. */
function formField(character) {
  const box = find(character, "w:ffData", "w:checkBox");
  if (box) return isOn(find(box, "w:checked") || find(box, "w:default")) ? "☒" : "☐";
  const choices = find(character, "w:ffData", "w:ddList") || NONE;
  const entries = elementsOf(choices).filter(entry => entry.name === "w:listEntry").map(entry => value(entry));
  const result = find(choices, "w:result");
  const number = result ? value(result) : "0";
  return /^[0-9]{1,6}$/.test(number) ? entries[Number(number)] || "" : "";
}

guidanceWord.document = { read };

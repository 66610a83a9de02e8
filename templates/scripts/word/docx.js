/* The blocks of a .docx, as `generator/proforma/word_blocks.py` has them. Word keeps far more than a reader sees: boxes
   to tick in three formats, two copies of each text box, prompts that vanish, and symbol fonts. */
const { element, elementsOf, textOf, value, find, all } = guidanceWord.package;
const { tidy, block, paragraph, blocksOf } = guidanceWord.blocks;
const THROUGH = ["w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo",
  "w:sdtContent", "w:ruby", "w:rubyBase", "m:oMath", "m:oMathPara", "m:r"];
const CHARACTERS = { "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-" };
const BOXES = ["w:drawing", "w:pict", "w:object", "mc:AlternateContent"];
const SYMBOLS = {
  wingdings: { 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0x71: "☐" },
  "wingdings 2": { 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐" }
};

function read(opened) {
  const notes = {};
  ["footnotes", "endnotes"].filter(name => opened.others[name]).forEach(name => {
    elementsOf(opened.others[name]).forEach(note => { notes[name + value(note, "w:id")] = plain(note); });
  });
  const reading = makeReading(notes, numbering(opened.others.numbering || element("")));
  const body = find(opened.main, "w:body");
  const blocks = body ? reading.blocks(body, null, "") : [];
  const margins = [];
  const comments = [];
  Object.entries(opened.others).forEach(([name, root]) => {
    if (/^(?:header|footer)/.test(name)) margins.push(...makeReading({}, {}).blocks(root, null, ""));
    else if (name === "comments") comments.push(...elementsOf(root).map(plain).filter(Boolean));
  });
  return { blocks, margins, comments, hasTrackedChanges: reading.state.hasTrackedChanges };
}

function plain(note) { return makeReading({}, {}).blocks(note, null, "").map(one => one.text).join(" "); }

/* For each list, whether its outermost entries have numbers, and no bullets. */
function numbering(root) {
  const formats = {};
  const lists = {};
  elementsOf(root).forEach(each => {
    const level = each.name === "w:abstractNum" && find(each, "w:lvl", "w:numFmt");
    if (level) formats[value(each, "w:abstractNumId")] = value(level).startsWith("decimal");
  });
  elementsOf(root).forEach(each => {
    const kind = each.name === "w:num" && find(each, "w:abstractNumId");
    if (kind) lists[value(each, "w:numId")] = formats[value(kind)] || false;
  });
  return lists;
}

/* Whether a property is there and not switched off. */
function isOn(property) { return Boolean(property) && !["0", "false", "off", "none"].includes(value(property).toLowerCase()); }

function makeReading(notes, lists) {
  const state = { hasTrackedChanges: false, tables: 0, counts: {} };

  function blocks(parent, cell, tag) {
    return elementsOf(parent).flatMap(child => {
      if (child.name === "w:p") return paragraphOf(child, cell, tag);
      if (child.name === "w:tbl") return table(child, tag);
      if (child.name === "w:sdt") return control(child, cell, tagOf(child) || tag);
      if (BOXES.includes(child.name)) return paragraphOf(element("w:p", {}, [child]), cell, tag);
      return child.name.endsWith("Pr") ? [] : blocks(child, cell, tag);
    });
  }

  function control(one, cell, tag) {
    const content = find(one, "w:sdtContent");
    const tick = tickOf(one);
    if (tick) return [block({ text: tick, cell, tag })];
    return content && !isPrompt(one) ? blocks(content, cell, tag) : [];
  }

  function table(one, tag) {
    const number = state.tables += 1;
    return through(one, "w:tr", tag).flatMap(([line, outer], row) => {
      let column = 0;
      return through(line, "w:tc", outer).flatMap(([each, inner]) => {
        const found = blocks(each, [number, row, column], inner);
        if (find(line, "w:trPr", "w:del") || find(each, "w:tcPr", "w:cellDel")) {
          state.hasTrackedChanges = true;
          found.forEach(part => { part.isStruck = true; });
        }
        const span = find(each, "w:tcPr", "w:gridSpan");
        column += span && /^[1-9][0-9]?$/.test(value(span)) ? Number(value(span)) : 1;
        return found;
      });
    });
  }

  function paragraphOf(one, cell, tag) {
    const style = find(one, "w:pPr", "w:pStyle");
    const list = find(one, "w:pPr", "w:numPr", "w:numId");
    const line = paragraph(cell, tag, Boolean(list || (style && value(style).includes("List"))), numberOf(one, list));
    inline(one, line, "", new Set());
    return blocksOf(line);
  }

  function numberOf(one, list) {
    const level = find(one, "w:pPr", "w:numPr", "w:ilvl");
    if (!list || !lists[value(list)] || (level && value(level) !== "0")) return "";
    state.counts[value(list)] = (state.counts[value(list)] || 0) + 1;
    return String(state.counts[value(list)]);
  }

  function inline(parent, line, tag, looks) {
    elementsOf(parent).forEach(child => {
      if (child.name === "w:r") run(child, line, tag, looks);
      else if (child.name === "w:sdt") inlineControl(child, line, tagOf(child) || tag, looks);
      else if (BOXES.includes(child.name)) box(child, line);
      else if (child.name === "m:t") line.runs.push({ text: textOf(child), looks, tag });
      else if (!child.name.endsWith("Pr")) {
        const isDeleted = ["w:del", "w:moveFrom"].includes(child.name);
        if (isDeleted || child.name === "w:ins") state.hasTrackedChanges = true;
        inline(child, line, tag, isDeleted ? new Set([...looks, "struck"]) : looks);
      }
    });
  }

  function inlineControl(one, line, tag, looks) {
    const content = find(one, "w:sdtContent");
    const tick = tickOf(one);
    if (tick) line.runs.push({ text: tick, looks, tag });
    else if (content && !isPrompt(one)) inline(content, line, tag, looks);
  }

  function run(one, line, tag, outer) {
    const looks = new Set([...outer, ...looksOf(one)]);
    elementsOf(one).forEach(child => {
      if (BOXES.includes(child.name)) box(child, line);
      else if (child.name === "w:ruby") inline(child, line, tag, looks);
      else line.runs.push({ text: textIn(child, one), looks, tag });
    });
  }

  function textIn(child, one) {
    if (child.name === "w:t" || child.name === "w:delText") return symbols(textOf(child), one);
    if (child.name === "w:sym") return symbol(child);
    if (child.name === "w:fldChar") return formField(child);
    const kind = /^w:(footnote|endnote)Reference$/.exec(child.name);
    if (!kind) return CHARACTERS[child.name] || "";
    // Word refers to a note once. A small file that did it often would give a huge text.
    const key = `${kind[1]}s${value(child, "w:id")}`;
    const note = Object.hasOwn(notes, key) ? notes[key] : "";
    delete notes[key];
    return note ? ` (${note})` : "";
  }

  /* A picture, or a text box; Word writes text boxes twice, for new and old readers. */
  function box(one, line) {
    if (one.name === "mc:AlternateContent") {
      const versions = elementsOf(one).filter(each => ["mc:Choice", "mc:Fallback"].includes(each.name));
      const best = versions.find(each => all(each, "w:txbxContent").length) || versions[0];
      if (best) elementsOf(best).forEach(child => { box(child, line); });
      return;
    }
    const contents = outermost(one, "w:txbxContent");
    contents.forEach(content => { line.after.push(...blocks(content, line.cell, line.tag)); });
    line.pictures += !contents.length && all(one, "a:blip", "v:imagedata", "a:graphicData").length > 0;
  }

  return { blocks, state };
}

function tagOf(control) {
  const tag = find(control, "w:sdtPr", "w:tag");
  return tag ? tidy(value(tag)) : "";
}

/* ☒ or ☐ when the content control is a box to tick; empty when it is not. */
function tickOf(control) {
  const box = find(control, "w:sdtPr", "w14:checkbox");
  const state = box && find(box, "w14:checked");
  if (!box) return "";
  return state && ["1", "true", "on"].includes(value(state, "w14:val").toLowerCase()) ? "☒" : "☐";
}

/* Whether the control still shows its own prompt, such as "Click here to enter text". */
function isPrompt(control) { return isOn(find(control, "w:sdtPr", "w:showingPlcHdr")); }

/* The children of a name, also those inside content controls, each with its tag. */
function through(parent, name, tag) {
  return elementsOf(parent).flatMap(child => {
    if (child.name === name) return [[child, tag]];
    return THROUGH.includes(child.name) || child.name === "w:sdt" ? through(child, name, tagOf(child) || tag) : [];
  });
}

/* Elements of a name below a parent, but none inside another: a text box may hold one more. */
function outermost(parent, name) {
  return elementsOf(parent).flatMap(child => child.name === name ? [child] : outermost(child, name));
}

function looksOf(run) {
  const looks = Object.entries({ bold: "w:b", struck: "w:strike", marked: "w:highlight" })
    .filter(([, name]) => isOn(find(run, "w:rPr", name))).map(([look]) => look);
  if (isOn(find(run, "w:rPr", "w:dstrike"))) looks.push("struck");
  const shade = find(run, "w:rPr", "w:shd");
  if (shade && !["", "auto", "ffffff"].includes(value(shade, "w:fill").toLowerCase())) looks.push("marked");
  return looks;
}

/* The characters of a run as they are shown, which a symbol font changes. */
function symbols(text, run) {
  const fonts = find(run, "w:rPr", "w:rFonts");
  const table = SYMBOLS[fonts ? value(fonts, "w:ascii").toLowerCase() : ""];
  return table ? Array.from(text, sign => table[sign.codePointAt(0) & 0xFF] ?? sign).join("") : text;
}

function symbol(one) {
  const code = value(one, "w:char");
  const number = /^[0-9a-fA-F]{1,5}$/.test(code) ? parseInt(code, 16) : 0;
  const shown = SYMBOLS[value(one, "w:font").toLowerCase()]?.[number & 0xFF];
  return shown || ((number >= 0xE000 && number <= 0xF8FF) || number <= 32 ? "" : String.fromCodePoint(number));
}

/* The state of a box or list of an old-fashioned form field. */
function formField(character) {
  const box = find(character, "w:ffData", "w:checkBox");
  if (box) return isOn(find(box, "w:checked") || find(box, "w:default")) ? "☒" : "☐";
  const choices = find(character, "w:ffData", "w:ddList");
  if (!choices) return "";
  const entries = elementsOf(choices).filter(entry => entry.name === "w:listEntry").map(entry => value(entry));
  const result = find(choices, "w:result");
  const number = result ? value(result) : "0";
  return /^[0-9]{1,6}$/.test(number) ? entries[Number(number)] || "" : "";
}

guidanceWord.docx = { read };

/* The blocks of an .odt: the same as of the .docx that looks like it. As `generator/proforma/odt_blocks.py`. */
const { element, elementsOf, value, find, all } = guidanceWord.package;
const { block, paragraph, blocksOf } = guidanceWord.blocks;
const CHARACTERS = { "text:s": " ", "text:tab": "\t", "text:line-break": "\n" };
const NO_TEXT = ["text:ruby-text", "text:note-citation", "office:event-listeners"];
const FRAMES = ["draw:frame", "draw:a", "draw:g", "draw:custom-shape"];
const ROWS = ["table:table-rows", "table:table-header-rows", "table:table-row-group"];
const CELLS = ["table:table-cell", "table:covered-table-cell"];

function read(opened) {
  const styles = makeStyles([opened.main, opened.others.styles]);
  const reading = makeReading(styles);
  const body = find(opened.main, "office:body", "office:text");
  const blocks = body ? reading.blocks(body, null) : [];
  const margins = all(opened.others.styles, "style:master-page").flatMap(elementsOf)
    .filter(margin => /^style:(?:header|footer)/.test(margin.name)).flatMap(margin => makeReading(styles).blocks(margin, null));
  return { blocks, margins, comments: reading.state.comments, hasTrackedChanges: reading.state.hasTrackedChanges };
}

/* How text of each style looks, and which lists have numbers. */
function makeStyles(roots) {
  const styles = new Map(roots.flatMap(root => all(root, "style:style")).map(style => [value(style, "style:name"), style]));
  const numbered = new Set(roots.flatMap(root => all(root, "text:list-style")).filter(style => {
    const first = elementsOf(style)[0];
    return first && first.name === "text:list-level-style-number" && value(first, "style:num-format") === "1";
  }).map(style => value(style, "style:name")));

  function looks(start) {
    const found = new Set();
    let name = start;
    for (let step = 0; step < 9 && styles.has(name); step += 1) {
      const style = styles.get(name);
      const text = find(style, "style:text-properties") || element("");
      if (value(text, "fo:font-weight") === "bold" && !name.startsWith("Heading")) found.add("bold");
      if (!["", "none"].includes(value(text, "style:text-line-through-style"))) found.add("struck");
      if (!["", "transparent", "#ffffff"].includes(value(text, "fo:background-color"))) found.add("marked");
      name = value(style, "style:parent-style-name");
    }
    return found;
  }

  return { looks, numbered };
}

function makeReading(styles) {
  const state = { comments: [], hasTrackedChanges: false, tables: 0, counts: {} };

  function blocks(parent, cell, tag = "", isListed = false, number = "") {
    let own = number;
    return elementsOf(parent).flatMap(child => {
      if (child.name === "text:p" || child.name === "text:h") {
        const line = paragraph(cell, tag, isListed, own);
        own = "";
        const looks = styles.looks(value(child, "text:style-name"));
        looks.delete("marked");
        inline(child, line, "", looks);
        return blocksOf(line);
      }
      if (child.name === "text:list") return list(child, cell, tag);
      if (child.name === "table:table") return table(child);
      if (child.name === "text:tracked-changes") return deleted(child);
      return child.name === "office:forms" ? [] : blocks(child, cell, tag);
    });
  }

  function list(one, cell, tag) {
    const style = value(one, "text:style-name");
    const isNumbered = styles.numbered.has(style);
    if (value(one, "text:continue-numbering") !== "true" && !isNumbered) state.counts[style] = 0;
    return elementsOf(one).flatMap(entry => {
      state.counts[style] = (state.counts[style] || 0) + (entry.name === "text:list-item");
      return blocks(entry, cell, tag, true, isNumbered ? String(state.counts[style]) : "");
    });
  }

  function table(one) {
    const number = state.tables += 1;
    return rowsOf(one).flatMap((line, row) =>
      elementsOf(line).filter(cell => CELLS.includes(cell.name)).flatMap((each, column) => blocks(each, [number, row, column])));
  }

  function deleted(changes) {
    state.hasTrackedChanges = true;
    return all(changes, "text:deletion").flatMap(each => makeReading(styles).blocks(each, null))
      .map(one => block({ text: one.text, isStruck: true }));
  }

  function inline(parent, line, tag, looks) {
    parent.children.forEach(child => {
      if (typeof child === "string") line.runs.push({ text: child.replaceAll("\n", " "), looks, tag });
      else if (child.name === "loext:content-control") control(child, line, tag, looks);
      else if (FRAMES.includes(child.name)) frame(child, line);
      else if (child.name === "text:note-body") line.runs.push({ text: ` (${plain(child)})`, looks, tag });
      else if (child.name === "office:annotation") state.comments.push(plain(child));
      else if (!NO_TEXT.includes(child.name)) {
        line.runs.push({ text: CHARACTERS[child.name] || "", looks, tag });
        inline(child, line, tag, new Set([...looks, ...styles.looks(value(child, "text:style-name"))]));
      }
    });
  }

  function control(one, line, outer, looks) {
    const tag = value(one, "loext:tag") || outer;
    if (value(one, "loext:checkbox") === "true") {
      line.runs.push({ text: value(one, "loext:checked") === "true" ? "☒" : "☐", looks, tag });
    } else if (value(one, "loext:showing-place-holder") !== "true") inline(one, line, tag, looks);
  }

  function frame(one, line) {
    const boxes = [one, ...elementsOf(one)].filter(each => ["draw:text-box", "draw:custom-shape"].includes(each.name));
    boxes.forEach(box => { line.after.push(...blocks(box, line.cell, line.tag)); });
    line.pictures += !boxes.length && all(one, "draw:image", "draw:object").length > 0;
  }

  function plain(parent) { return makeReading(styles).blocks(parent, null).map(one => one.text).join(" "); }

  return { blocks, state };
}

/* The rows of a table, also those in groups. */
function rowsOf(table) {
  return elementsOf(table).flatMap(child => child.name === "table:table-row" ? [child] : ROWS.includes(child.name) ? rowsOf(child) : []);
}

guidanceWord.odt = { read };

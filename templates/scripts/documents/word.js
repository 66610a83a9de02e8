/* A Word document of headings, paragraphs, lists and tables, made by hand: its few parts are simpler than any
   program that makes them. Headings are real ones, the first row of a table is marked as its heading, and the
   language is said, so that it can be read aloud.

   Blocks are {title}, {heading, level}, {text}, {item} or {table: {caption, widths, head, rows}}. A text is a
   string, or a list of strings, {text, href}, {strong}, {blank} and {note}: a footnote, which stands where it is
   first needed and is referred to from then on. Widths are in twentieths of a point; a table may lack a head. */
const { zip } = guidanceDocuments;
const LANGUAGE = guidance.language;
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
const START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/* As XML may hold it: what it may not hold at all is left out. */
function escape(text) {
  return guidance.plain(text).replace(/\p{Surrogate}/gu, "\ufffd").replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/* In another language, words without translation say that they are English. */
function run(text, look) {
  return guidance.stretches(String(text)).map(part => {
    const lines = part.words.split("\n").map(line => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
    const says = look + (part.isEnglish ? '<w:lang w:val="en-GB"/>' : "");
    const properties = says && `<w:rPr>${says}</w:rPr>`;
    return `<w:r>${properties}${lines.join("<w:br/>")}</w:r>`;
  }).join("");
}

/* `made` gathers what the parts of a document share: {links, notes}. */
function runs(text, made) {
  return [].concat(text).map(part => {
    if (typeof part === "string") return run(part, "");
    if (part.note) return noteMark(part.note, made);
    if (part.strong) return run(part.strong, "<w:b/>");
    if (part.blank) return run(part.blank, '<w:rStyle w:val="Blank"/>');
    if (!part.href) return run(part.text, "");
    made.links.push(part.href);
    const inner = run(part.text, '<w:rStyle w:val="Hyperlink"/>');
    return `<w:hyperlink r:id="rLink${made.links.length}" w:history="1">${inner}</w:hyperlink>`;
  }).join("");
}

/* The footnote's sign, or a field that shows the number of one that is there already. */
function noteMark(note, made) {
  const look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>';
  const number = made.notes.indexOf(note) + 1 || made.notes.push(note);
  const name = `note${number}`;
  if (made.marked.has(name)) {
    return `<w:r>${look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${look}<w:instrText xml:space="preserve"> NOTEREF ${name} \\h </w:instrText></w:r>`
      + `<w:r>${look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>${look}<w:t>${number}</w:t></w:r><w:r>${look}<w:fldChar w:fldCharType="end"/></w:r>`;
  }
  made.marked.add(name);
  return `<w:bookmarkStart w:id="${number}" w:name="${name}"/><w:r>${look}<w:footnoteReference w:id="${number}"/></w:r><w:bookmarkEnd w:id="${number}"/>`;
}

function footnotes(notes) {
  const lines = ["separator", "continuationSeparator"].map((kind, number) => `<w:footnote w:type="${kind}" w:id="${number - 1}"><w:p><w:r><w:${kind}/></w:r></w:p></w:footnote>`);
  const texts = notes.map((note, number) => `<w:footnote w:id="${number + 1}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>${run(` ${note}`, "")}</w:p></w:footnote>`);
  return `${START}<w:footnotes xmlns:w="${MAIN}">${lines.join("")}${texts.join("")}</w:footnotes>`;
}

function paragraph(look, text, made) {
  return `<w:p><w:pPr><w:pStyle w:val="${look}"/></w:pPr>${runs(text, made)}</w:p>`;
}

function cell(text, width, look, made) {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(look, text, made)}</w:tc>`;
}

function row(texts, table, isHead, made) {
  const look = isHead ? "TableHead" : "TableText";
  const cells = texts.map((text, position) => cell(text, table.widths[position], look, made)).join("");
  return `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells}</w:tr>`;
}

function tableOf(table, made) {
  const grid = table.widths.map(width => `<w:gridCol w:w="${width}"/>`).join("");
  return '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    + `<w:tblLook w:val="0020" w:firstRow="${table.head ? 1 : 0}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
    + `<w:tblCaption w:val="${escape(table.caption)}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`
    + (table.head ? row(table.head, table, true, made) : "")
    + table.rows.map(texts => row(texts, table, false, made)).join("")
    + '</w:tbl><w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>';
}

function block(one, made) {
  if (one.table) return tableOf(one.table, made);
  if (one.title !== undefined) return paragraph("Title", one.title, made);
  if (one.heading !== undefined) return paragraph("Heading" + one.level, one.heading, made);
  if (one.item !== undefined) return paragraph("ListBullet", one.item, made);
  return paragraph("Normal", one.text, made);
}

function style(kind, id, name, inner, extra) {
  return `<w:style w:type="${kind}" w:styleId="${id}"${extra || ""}><w:name w:val="${name}"/>${inner}</w:style>`;
}

function heading(level, size, before, after) {
  const place = `<w:keepNext/><w:spacing w:before="${before}" w:after="${after}"/><w:outlineLvl w:val="${level - 1}"/>`;
  const inner = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>';
  return style("paragraph", `Heading${level}`, `heading ${level}`,
    `${inner}<w:pPr>${place}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr>`);
}

function border(side) { return `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="666666"/>`; }

/* A look is for plans; a paper, which has to fit on two pages, has smaller letters and less space. */
const LOOKS = {
  plan: { letters: 22, title: 40, heading: 30, before: 320, after: 80, gap: 120, item: 60, end: 20, cell: 40, margin: 1134 },
  paper: { letters: 19, title: 30, heading: 22, before: 130, after: 30, gap: 60, item: 30, end: 6, cell: 20, margin: 964 }
};

function styles(look) {
  const fonts = `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="${look.letters}"/>`;
  const language = `<w:lang w:val="${LANGUAGE}" w:eastAsia="${LANGUAGE}" w:bidi="ar-SA"/>`;
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  return `${START}<w:styles xmlns:w="${MAIN}"><w:docDefaults>`
    + `<w:rPrDefault><w:rPr>${fonts}${language}</w:rPr></w:rPrDefault>`
    + `<w:pPrDefault><w:pPr><w:spacing w:after="${look.gap}"/></w:pPr></w:pPrDefault></w:docDefaults>`
    + style("paragraph", "Normal", "Normal", "<w:qFormat/>", ' w:default="1"')
    + style("table", "TableNormal", "Normal Table", '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>', ' w:default="1"')
    + style("paragraph", "Title", "Title", `<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:b/><w:sz w:val="${look.title}"/></w:rPr>`)
    + heading(1, look.heading, look.before, look.after) + heading(2, 25, 240, 80) + heading(3, 22, 200, 80)
    + style("paragraph", "ListBullet", "List Bullet", `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="${look.item}"/></w:pPr>`)
    + style("paragraph", "TableText", "Table Text", `<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="${look.cell}" w:after="${look.cell}"/></w:pPr><w:rPr><w:sz w:val="${look.letters - 2}"/></w:rPr>`)
    + style("paragraph", "TableEnd", "Table End", `<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:rPr><w:sz w:val="${look.end}"/></w:rPr>`)
    + style("paragraph", "TableHead", "Table Head", '<w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("character", "Hyperlink", "Hyperlink", '<w:rPr><w:color w:val="0A5650"/><w:u w:val="single"/></w:rPr>')
    + style("character", "Blank", "Blank", '<w:rPr><w:i/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/></w:rPr>')
    + style("character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    + style("paragraph", "FootnoteText", "footnote text", '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="15"/></w:rPr>')
    + style("table", "TableGrid", "Table Grid", `<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr>`)
    + "</w:styles>";
}

function relation(id, kind, target, isOutside) {
  const mode = isOutside ? ' TargetMode="External"' : "";
  return `<Relationship Id="${id}" Type="${kind}" Target="${escape(target)}"${mode}/>`;
}

function relations(inner) { return `${START}<Relationships xmlns="${PACKAGE}relationships">${inner.join("")}</Relationships>`; }

function contentTypes() {
  const overrides = { document: "document.main", styles: "styles", numbering: "numbering", settings: "settings", footnotes: "footnotes" };
  return START + '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + Object.keys(overrides).map(name => `<Override PartName="/word/${name}.xml" ContentType="${WORD}${overrides[name]}+xml"/>`).join("")
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';
}

function core(title) {
  return `${START}<cp:coreProperties xmlns:cp="${PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:language>${LANGUAGE}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${new Date().toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`;
}

/* The document as a Blob. `kind`: plan or paper. */
function write(title, blocks, kind) {
  const made = { links: [], notes: [], marked: new Set() };
  const look = LOOKS[kind];
  const body = blocks.map(one => block(one, made)).join("");
  const margins = ["top", "right", "bottom", "left"].map(side => `w:${side}="${look.margin}"`).join(" ");
  const page = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar ${margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts = ["styles", "numbering", "settings", "footnotes"];
  const inner = [
    ...parts.map((name, position) => relation(`rPart${position}`, `${OFFICE}/${name}`, `${name}.xml`)),
    ...made.links.map((href, position) => relation(`rLink${position + 1}`, `${OFFICE}/hyperlink`, href, true))
  ];
  return zip([
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations([
      relation("rDocument", `${OFFICE}/officeDocument`, "word/document.xml"),
      relation("rCore", `${PACKAGE}relationships/metadata/core-properties`, "docProps/core.xml")
    ])],
    ["docProps/core.xml", core(title)],
    ["word/document.xml", `${START}<w:document xmlns:w="${MAIN}" xmlns:r="${OFFICE}"><w:body>${body}${page}</w:body></w:document>`],
    ["word/styles.xml", styles(look)],
    ["word/numbering.xml", `${START}<w:numbering xmlns:w="${MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`],
    ["word/footnotes.xml", footnotes(made.notes)],
    ["word/settings.xml", `${START}<w:settings xmlns:w="${MAIN}"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${LANGUAGE}"/></w:settings>`],
    ["word/_rels/document.xml.rels", relations(inner)]
  ], TYPE);
}

Object.assign(guidanceDocuments, { word: write, escape });

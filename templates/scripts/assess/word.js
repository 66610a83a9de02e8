/* A Word document of headings, paragraphs, lists and tables, made by hand: its few parts are simpler than any
   program that makes them. Headings are real ones, the first row of a table is marked as its heading, and the
   language is said, so that it can be read aloud.

   Blocks are {title}, {heading, level}, {text}, {item} or {table: {caption, widths, head, rows}}. A text is a
   string, or a list of strings and {text, href}. Widths are in twentieths of a point. */
const { zip } = guidanceAssess;
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

function runs(text, links) {
  return [].concat(text).map(part => {
    if (typeof part === "string") return run(part, "");
    if (!part.href) return run(part.text, "");
    links.push(part.href);
    const inner = run(part.text, '<w:rStyle w:val="Hyperlink"/>');
    return `<w:hyperlink r:id="rLink${links.length}" w:history="1">${inner}</w:hyperlink>`;
  }).join("");
}

function paragraph(look, text, links) {
  return `<w:p><w:pPr><w:pStyle w:val="${look}"/></w:pPr>${runs(text, links)}</w:p>`;
}

function cell(text, width, look, links) {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(look, text, links)}</w:tc>`;
}

function row(texts, table, isHead, links) {
  const look = isHead ? "TableHead" : "TableText";
  const cells = texts.map((text, position) => cell(text, table.widths[position], look, links)).join("");
  return `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells}</w:tr>`;
}

function tableOf(table, links) {
  const grid = table.widths.map(width => `<w:gridCol w:w="${width}"/>`).join("");
  return '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    + '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    + `<w:tblCaption w:val="${escape(table.caption)}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`
    + row(table.head, table, true, links)
    + table.rows.map(texts => row(texts, table, false, links)).join("")
    + '</w:tbl><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>';
}

function block(one, links) {
  if (one.table) return tableOf(one.table, links);
  if (one.title !== undefined) return paragraph("Title", one.title, links);
  if (one.heading !== undefined) return paragraph("Heading" + one.level, one.heading, links);
  if (one.item !== undefined) return paragraph("ListBullet", one.item, links);
  return paragraph("Normal", one.text, links);
}

function style(kind, id, name, inner, extra) {
  return `<w:style w:type="${kind}" w:styleId="${id}"${extra || ""}><w:name w:val="${name}"/>${inner}</w:style>`;
}

function heading(level, size, before) {
  const place = `<w:keepNext/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`;
  const inner = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>';
  return style("paragraph", `Heading${level}`, `heading ${level}`,
    `${inner}<w:pPr>${place}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr>`);
}

function border(side) { return `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="666666"/>`; }

function styles() {
  const fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/>';
  const language = `<w:lang w:val="${LANGUAGE}" w:eastAsia="${LANGUAGE}" w:bidi="ar-SA"/>`;
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  return `${START}<w:styles xmlns:w="${MAIN}"><w:docDefaults>`
    + `<w:rPrDefault><w:rPr>${fonts}${language}</w:rPr></w:rPrDefault>`
    + '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + style("paragraph", "Normal", "Normal", "<w:qFormat/>", ' w:default="1"')
    + style("table", "TableNormal", "Normal Table", '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>', ' w:default="1"')
    + style("paragraph", "Title", "Title", '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>')
    + heading(1, 30, 320) + heading(2, 25, 240) + heading(3, 22, 200)
    + style("paragraph", "ListBullet", "List Bullet", '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/></w:pPr>')
    + style("paragraph", "TableText", "Table Text", '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>')
    + style("paragraph", "TableHead", "Table Head", '<w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("character", "Hyperlink", "Hyperlink", '<w:rPr><w:color w:val="0A5650"/><w:u w:val="single"/></w:rPr>')
    + style("table", "TableGrid", "Table Grid", `<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr>`)
    + "</w:styles>";
}

function relation(id, kind, target, isOutside) {
  const mode = isOutside ? ' TargetMode="External"' : "";
  return `<Relationship Id="${id}" Type="${kind}" Target="${escape(target)}"${mode}/>`;
}

function relations(inner) { return `${START}<Relationships xmlns="${PACKAGE}relationships">${inner.join("")}</Relationships>`; }

function contentTypes() {
  const overrides = { document: "document.main", styles: "styles", numbering: "numbering", settings: "settings" };
  return START + '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + Object.keys(overrides).map(name => `<Override PartName="/word/${name}.xml" ContentType="${WORD}${overrides[name]}+xml"/>`).join("")
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';
}

function core(title) {
  return `${START}<cp:coreProperties xmlns:cp="${PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:language>${LANGUAGE}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${new Date().toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`;
}

/* The document as a Blob. */
function write(title, blocks) {
  const links = [];
  const body = blocks.map(one => block(one, links)).join("");
  const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
  const parts = ["styles", "numbering", "settings"];
  const inner = [
    ...parts.map((name, position) => relation(`rPart${position}`, `${OFFICE}/${name}`, `${name}.xml`)),
    ...links.map((href, position) => relation(`rLink${position + 1}`, `${OFFICE}/hyperlink`, href, true))
  ];
  return zip([
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations([
      relation("rDocument", `${OFFICE}/officeDocument`, "word/document.xml"),
      relation("rCore", `${PACKAGE}relationships/metadata/core-properties`, "docProps/core.xml")
    ])],
    ["docProps/core.xml", core(title)],
    ["word/document.xml", `${START}<w:document xmlns:w="${MAIN}" xmlns:r="${OFFICE}"><w:body>${body}${page}</w:body></w:document>`],
    ["word/styles.xml", styles()],
    ["word/numbering.xml", `${START}<w:numbering xmlns:w="${MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`],
    ["word/settings.xml", `${START}<w:settings xmlns:w="${MAIN}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${LANGUAGE}"/></w:settings>`],
    ["word/_rels/document.xml.rels", relations(inner)]
  ], TYPE);
}

guidanceAssess.word = write;

/* The same document as OpenDocument text (.odt), for LibreOffice and others: see word.js for its blocks. */
const { zip, escape } = guidanceDocuments;
const TYPE = "application/vnd.oasis.opendocument.text";
const NAMES = ["office", "style", "text", "table", "meta"].map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:xlink="http://www.w3.org/1999/xlink"', 'office:version="1.3"').join(" ");
const START = '<?xml version="1.0" encoding="UTF-8"?>\n';
const [LANGUAGE, COUNTRY] = `${guidance.language}-none`.split("-");

function span(look, inner) { return `<text:span text:style-name="${look}">${inner}</text:span>`; }

/* In another language, words without translation say that they are English. */
function words(text) {
  return guidance.stretches(String(text)).map(part => {
    const lines = part.words.split("\n").map(line => escape(line).replace(/\t/g, "<text:tab/>").replace(/ {2,}/g, spaces => ` <text:s text:c="${spaces.length - 1}"/>`));
    const inner = lines.join("<text:line-break/>");
    return part.isEnglish ? span("English", inner) : inner;
  }).join("");
}

/* The footnote, or a field that shows the number of one that is there already. */
function noteOf(note, notes) {
  const known = notes.indexOf(note) + 1;
  if (known) return span("Sign", `<text:note-ref text:note-class="footnote" text:reference-format="text" text:ref-name="note${known}">${known}</text:note-ref>`);
  const number = notes.push(note);
  return `<text:note text:id="note${number}" text:note-class="footnote"><text:note-citation>${number}</text:note-citation>`
    + `<text:note-body><text:p text:style-name="Footnote"> <text:s/>${words(note)}</text:p></text:note-body></text:note>`;
}

function runs(text, notes) {
  return [].concat(text).map(part => {
    if (typeof part === "string") return words(part);
    if (part.note) return noteOf(part.note, notes);
    if (part.strong) return span("Strong", words(part.strong));
    if (part.blank) return span("Blank", words(part.blank));
    return part.href ? `<text:a xlink:type="simple" xlink:href="${escape(part.href)}">${words(part.text)}</text:a>` : words(part.text);
  }).join("");
}

function paragraph(look, text, notes) { return `<text:p text:style-name="${look}">${runs(text, notes)}</text:p>`; }

function row(texts, look, notes) {
  const cells = texts.map(text => `<table:table-cell table:style-name="Cell" office:value-type="string">${paragraph(look, text, notes)}</table:table-cell>`);
  return `<table:table-row>${cells.join("")}</table:table-row>`;
}

function tableOf(table, number, notes) {
  const columns = table.widths.map((_, position) => `<table:table-column table:style-name="Column${number}.${position}"/>`).join("");
  const head = table.head ? `<table:table-header-rows>${row(table.head, "TableHead", notes)}</table:table-header-rows>` : "";
  return `<table:table table:name="${escape(table.caption)}" table:style-name="Table">${columns}${head}${table.rows.map(texts => row(texts, "TableText", notes)).join("")}</table:table>`;
}

/* Items that follow each other are one list. */
function bodyOf(blocks, notes) {
  let isList = false;
  let tables = 0;
  return blocks.map(one => {
    const before = isList && one.item === undefined ? "</text:list>" : !isList && one.item !== undefined ? '<text:list text:style-name="List">' : "";
    isList = one.item !== undefined;
    if (isList) return `${before}<text:list-item>${paragraph("Item", one.item, notes)}</text:list-item>`;
    if (one.table) {
      tables += 1;
      return before + tableOf(one.table, tables - 1, notes);
    }
    if (one.title !== undefined) return before + paragraph("Title", one.title, notes);
    if (one.heading !== undefined) return `${before}<text:h text:style-name="Heading" text:outline-level="${one.level}">${runs(one.heading, notes)}</text:h>`;
    return before + paragraph("Text", one.text, notes);
  }).join("") + (isList ? "</text:list>" : "");
}

function paragraphLook(name, above, below, size, extra) {
  return `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties fo:margin-top="${above}pt" fo:margin-bottom="${below}pt"/><style:text-properties fo:font-family="Arial" fo:font-size="${size}pt" fo:language="${LANGUAGE}" fo:country="${COUNTRY}"${extra || ""}/></style:style>`;
}

function letters(name, properties) {
  return `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
}

function styles() {
  const bold = ' fo:font-weight="bold"';
  return `${START}<office:document-styles ${NAMES}><office:styles>`
    + paragraphLook("Text", 0, 3, 9.5) + paragraphLook("Title", 0, 4, 15, bold) + paragraphLook("Heading", 6.5, 1.5, 11, bold) + paragraphLook("Item", 0, 1.5, 9.5)
    + paragraphLook("TableText", 0, 0, 8.5) + paragraphLook("TableHead", 0, 0, 8.5, bold) + paragraphLook("Footnote", 0, 0, 7.5)
    + letters("Strong", 'fo:font-weight="bold"') + letters("Blank", 'fo:font-style="italic" fo:background-color="#fff2cc"')
    + letters("Sign", 'style:text-position="super 58%"') + letters("English", 'fo:language="en" fo:country="GB"')
    + '<text:list-style style:name="List"><text:list-level-style-bullet text:level="1" text:bullet-char="\u2022"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="0.5cm" fo:text-indent="-0.4cm" text:list-tab-stop-position="0.5cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
    + '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Sign" text:citation-body-style-name="Sign" style:num-format="1" text:start-numbering-at="document"/></office:styles>'
    + '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="1.7cm"/></style:page-layout></office:automatic-styles>'
    + '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>';
}

/* Widths as in Word: in twentieths of a point. */
function tableStyles(blocks) {
  const tables = blocks.filter(one => one.table).map(one => one.table);
  const columns = tables.flatMap((table, number) => table.widths.map((width, position) => `<style:style style:name="Column${number}.${position}" style:family="table-column"><style:table-column-properties style:column-width="${width / 20}pt"/></style:style>`));
  return columns.join("") + '<style:style style:name="Table" style:family="table"><style:table-properties table:align="left"/></style:style>'
    + '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #666666" fo:padding="2pt"/></style:style>';
}

/* The document as a Blob. The name of its type has to come first, so that programs know it by its first bytes. */
function write(title, blocks) {
  const files = ["content.xml", "styles.xml", "meta.xml"];
  return zip([
    ["mimetype", TYPE],
    ["content.xml", `${START}<office:document-content ${NAMES}><office:automatic-styles>${tableStyles(blocks)}</office:automatic-styles><office:body><office:text>${bodyOf(blocks, [])}</office:text></office:body></office:document-content>`],
    ["styles.xml", styles()],
    ["meta.xml", `${START}<office:document-meta ${NAMES}><office:meta><dc:title>${escape(title)}</dc:title><dc:language>${guidance.language}</dc:language></office:meta></office:document-meta>`],
    ["META-INF/manifest.xml", `${START}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/>${files.map(name => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`).join("")}</manifest:manifest>`]
  ], TYPE);
}

guidanceDocuments.odt = write;

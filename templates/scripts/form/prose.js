/* The form's reader of texts: the Markdown subset that `generator/content/prose.py` allows, read by the library that
   the Python reader is a port of, and held to the same rules. */
/* A function from a text to {faults: [{code, text}], links: [{kind, target, section}]}. `rules` are those
   of the form's data. Until the library is there, which page.js loads, it finds nothing. */
function makeReader(rules) {
  let parser = null;
  const webAddress = new RegExp(`^(?:${rules.webAddress})$`, "u");
  const known = {};

  return text => {
    if (Object.hasOwn(known, text)) return known[text];
    if (!window.markdownit) return { faults: [], links: [] };
    parser = parser || makeParser();
    known[text] = tooMuch(lengthFaults(text, rules)) || readTokens(parser.parse(text, {}), rules, webAddress);
    return known[text];
  };
}

function makeParser() {
  const parser = window.markdownit("commonmark", { html: true, maxNesting: 60 });
  parser.disable(["reference", "entity", "code", "backticks"]);
  // Every link is handed over as typed, so that a refused one is reported and not printed as text.
  parser.validateLink = () => true;
  parser.normalizeLink = parser.normalizeLinkText = address => address;
  return parser;
}

/* What would take a parser too long. */
function lengthFaults(text, rules) {
  const faults = [];
  if (text.length > rules.longestText) faults.push({ code: "text-too-long", text: guidanceForm.tell("text-too-long", { number: rules.longestText }) });
  text.split(/\n[ \t]*(?=\n)/).forEach(block => {
    if (block.trim().length > rules.longestBlock) faults.push({ code: "paragraph-too-long", text: guidanceForm.tell("paragraph-too-long", { number: rules.longestBlock }) });
  });
  return faults;
}

function depthFaults(tokens, rules) {
  return tokens.filter(token => (token.children || []).some(child => child.level > rules.deepestSpan)).map(() => ({
    code: "markup-too-deep",
    text: guidanceForm.tell("markup-too-deep", { number: rules.deepestSpan })
  }));
}

function tooMuch(faults) { return faults.length ? { faults, links: [] } : null; }

function readTokens(tokens, rules, webAddress) {
  return tooMuch(depthFaults(tokens, rules)) || read(tokens, rules, webAddress);
}

function read(tokens, rules, webAddress) {
  const found = { faults: [], links: [] };
  let depth = 0;
  let links = 0;

  function fault(code, text) { found.faults.push({ code, text }); }

  function look(list) {
    list.forEach((token, position) => {
      if (token.nesting < 0) {
        depth -= token.type === "list_item_close";
        links -= token.type === "link_close";
        return;
      }
      const type = token.type.replace(/_open$/, "");
      if (!rules.markup.includes(type)) fault("markup-not-allowed", refusalOf(type));
      if (type === "list_item") lookAtItem(list[position + 1], list[position + 2]);
      if (type === "ordered_list") lookAtStart(list[position + 1]);
      if (type === "link") lookAtLink(token, list.slice(position + 1));
      if (token.children) look(token.children);
    });
  }

  function lookAtItem(next, text) {
    const isBlank = next.type === "paragraph_open" && !text.content;
    depth += 1;
    if (depth > rules.deepestList) fault("list-too-deep", guidanceForm.tell("list-too-deep", { number: rules.deepestList }));
    else if (isBlank || /^list_item_close$|_list_open$/.test(next.type)) fault("empty-list-entry", guidanceForm.tell("empty-list-entry"));
  }

  function lookAtStart(first) {
    if (Number(first.info) > rules.highestStart) fault("list-number", guidanceForm.tell("list-number", { number: first.info + first.markup }));
  }

  function lookAtLink(token, rest) {
    const href = token.attrGet("href") || "";
    links += 1;
    if (links > 1) return fault("nested-link", guidanceForm.tell("nested-link"));
    const parts = /^([a-z][a-z0-9+.-]*):([^]*)$/i.exec(href);
    const kind = parts ? parts[1] : "";
    if (token.attrGet("title")) return fault("link-title", guidanceForm.tell("link-title"));
    if (rules.webSchemes.includes(kind)) {
      if (!webAddress.test(href)) return fault("bad-address", guidanceForm.tell("bad-address/link", { address: href }));
      if (!hasText(rest)) return fault("empty-link", guidanceForm.tell("empty-link"));
      return undefined;
    }
    if (!rules.linkKinds.includes(kind)) {
      return fault("unknown-link-kind", guidanceForm.tell("unknown-link-kind", { start: kind ? kind + ":" : href }));
    }
    const cut = (`${parts[2]}#`).indexOf("#");
    found.links.push({ kind, target: parts[2].slice(0, cut), section: parts[2].slice(cut + 1) });
    return undefined;
  }

  look(tokens);
  return found;
}

/* Whether a reader would see something between a link's start and its end. */
function hasText(rest) {
  // A link holds no other link.
  const end = rest.findIndex(token => token.type === "link_close");
  return rest.slice(0, end).some(shows);
}

function shows(token) {
  if (["text", "code_inline"].includes(token.type)) return Boolean(token.content.trim());
  return Boolean(token.children) && token.children.some(shows);
}

function refusalOf(type) {
  return {
    heading: guidanceForm.tell("markup-not-allowed/heading"),
    html_block: guidanceForm.tell("markup-not-allowed/html-block"),
    html_inline: guidanceForm.tell("markup-not-allowed/html-block"),
    image: guidanceForm.tell("markup-not-allowed/image"),
    fence: guidanceForm.tell("markup-not-allowed/code"),
    blockquote: guidanceForm.tell("markup-not-allowed/quotation"),
    hr: guidanceForm.tell("markup-not-allowed/line")
  }[type] || guidanceForm.tell("markup-not-allowed");
}

guidanceForm.prose = { makeReader };

/* A reader of XML for parts of documents. It knows no document type, so nobody can declare entities; it counts
   elements and their depth while it reads, and it checks the time. */
const { rules } = guidanceWordRules;
const prefixes = Object.fromEntries(Object.entries(rules.namespaces).flatMap(([prefix, spaces]) => spaces.map(space => [space, prefix])));
const { Refused, element } = guidanceWord.package;
const PIECE = /<!--(?:(?!--)[^])*-->|<!\[CDATA\[((?:(?!\]\]>)[^])*)\]\]>|<\?(?:(?!\?>)[^])*\?>|<\/([^\s<>/="']+)\s*>|<([^\s<>/="'!?]+)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED = { lt: "<", gt: ">", amp: "&", quot: "\"", apos: "'" };
const XML = "http://www.w3.org/XML/1998/namespace";

/* The root element of a text. */
function parse(text, budget) {
  const top = element("");
  const open = [{ one: top, name: "", spaces: { xml: XML } }];
  PIECE.lastIndex = text.startsWith("\ufeff") ? 1 : 0;
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex;
    const piece = PIECE.exec(text);
    if (!piece) throw new Refused(text.startsWith("<!DOCTYPE", at) ? "word-document-type" : "word-damaged");
    const last = open[open.length - 1];
    if (piece[3]) start(piece, open, budget);
    else if (piece[2]) {
      if (open.length < 2 || last.name !== piece[2]) throw new Refused("word-damaged");
      open.pop();
    } else if (piece[1] !== undefined) addText(last, piece[1]);
    else if (piece[6]) addText(last, decoded(piece[6]));
  }
  const [root, ...others] = top.children.filter(child => typeof child !== "string");
  if (open.length !== 1 || !root || others.length || top.children.some(child => typeof child === "string" && child.trim())) {
    throw new Refused("word-damaged");
  }
  return root;
}

function addText(last, text) {
  const { children } = last.one;
  if (typeof children[children.length - 1] === "string") children[children.length - 1] += text;
  else if (text) children.push(text);
}

function start(piece, open, budget) {
  const last = open[open.length - 1];
  const given = Array.from(piece[4].matchAll(ATTRIBUTE), match => [match[1], decoded(match[2] ?? match[3])]);
  const declared = given.filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  const others = given.filter(one => !declared.includes(one));
  take(1 + others.length, budget);
  if (open.length > rules.limits.deep) throw new Refused("word-too-deep");
  const spaces = declared.length ? Object.assign(Object.create(null), last.spaces,
    Object.fromEntries(declared.map(([name, address]) => [name.slice(6), address]))) : last.spaces;
  const one = element(short(piece[3], spaces, true), Object.assign(Object.create(null),
    Object.fromEntries(others.map(([name, text]) => [short(name, spaces, false), text]))));
  last.one.children.push(one);
  if (!piece[5]) open.push({ one, name: piece[3], spaces });
}

function take(number, budget) {
  budget.elements -= number;
  if (budget.elements < 0 || (budget.elements % 64 === 0 && performance.now() > budget.until)) throw new Refused("word-too-much");
}

/* With the usual prefix of its namespace: `w:p`. Other namespaces have `?:`. */
function short(name, spaces, isElement) {
  const cut = name.indexOf(":");
  if (cut < 0 && !isElement) return name;
  const own = cut < 0 ? "" : name.slice(0, cut);
  if (cut >= 0 && !(own in spaces)) throw new Refused("word-damaged");
  const space = spaces[own];
  if (!space) return name;
  return `${Object.hasOwn(prefixes, space) ? prefixes[space] : "?"}:${name.slice(cut + 1)}`;
}

function decoded(text) {
  if (!text.includes("&")) return text.replace(/\r\n?/g, "\n");
  return text.replace(/\r\n?/g, "\n").replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(\w+));|&/g, (whole, hex, digits, name) => {
    const code = hex ? parseInt(hex, 16) : digits ? Number(digits) : -1;
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    if (name && Object.hasOwn(NAMED, name)) return NAMED[name];
    throw new Refused("word-damaged");
  });
}

guidanceWord.xml = { parse };

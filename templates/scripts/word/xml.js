/* Parts of documents as plain trees, by the browser's own parser. A document type is refused before it reads them, so
   nobody can declare entities; elements and their depth are counted before it, too, and then with their attributes. */
const { rules } = guidanceWordRules;
const prefixes = new Map(Object.entries(rules.namespaces).flatMap(([prefix, spaces]) => spaces.map(space => [space, prefix])));
const { Refused, element } = guidanceWord.package;
const TAG = /<(\/?)[^\s<>/="'!?]+(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g;
const XMLNS = "http://www.w3.org/2000/xmlns/";

/* The root element of a text. */
function parse(text, budget) {
  if (text.includes("<!DOCTYPE")) throw new Refused("word-document-type");
  measure(text, budget.elements);
  const read = new DOMParser().parseFromString(text, "application/xml");
  if (read.querySelector("parsererror")) throw new Refused("word-damaged");
  return tree(read.documentElement, budget);
}

function measure(text, most) {
  let depth = 0;
  let number = 0;
  for (const [, closes, isEmpty] of text.matchAll(TAG)) {
    depth += closes ? -1 : 1;
    number += !closes;
    if (depth > rules.limits.deep) throw new Refused("word-too-deep");
    if (number > most) throw new Refused("word-too-much");
    if (isEmpty) depth -= 1;
  }
}

function tree(node, budget) {
  const attributes = Array.from(node.attributes).filter(each => each.namespaceURI !== XMLNS);
  budget.elements -= 1 + attributes.length;
  if (budget.elements < 0 || performance.now() > budget.until) throw new Refused("word-too-much");
  const named = Object.fromEntries(attributes.map(each => [nameOf(each), each.value]));
  const inside = Array.from(node.childNodes).filter(child => child instanceof Element || child instanceof Text);
  return element(nameOf(node), named, inside.map(child => child instanceof Element ? tree(child, budget) : child.data));
}

/* With the usual prefix of its namespace: `w:p`. Other namespaces have `?:`. */
function nameOf({ namespaceURI, localName }) { return namespaceURI ? `${prefixes.get(namespaceURI) || "?"}:${localName}` : localName; }

guidanceWord.xml = { parse };

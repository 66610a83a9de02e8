/* Opens a .docx or .odt that anybody may have made: its XML parts as plain trees, or one line on why not. The same
   as `generator/proforma/package.py`: one budget of bytes, elements and time for all parts, and no document type.
   The browser unpacks it; no library is needed. */
const { rules } = guidanceWordRules;
const { says } = guidanceWord.words;
const LIMITS = rules.limits;
const ODT = "application/vnd.oasis.opendocument.text";
const utf8 = new TextDecoder();

/* Why a file is not read. `key`, `values`: of its message. */
class Refused extends Error {
  constructor(key, values) {
    super(guidanceWord.words.tell(key, values));
    this.key = key;
  }
}

function element(name, attributes = {}, children = []) { return { name, attributes, children }; }

function elementsOf(parent) { return parent.children.filter(child => typeof child !== "string"); }

/* An attribute of an element, or of the one that these names lead to; empty when there is none. */
function value(one, attribute = "w:val", ...names) {
  const found = find(one, ...names);
  return found && Object.hasOwn(found.attributes, attribute) ? found.attributes[attribute] : "";
}

/* The first child's first child … of these names, or null. */
function find(parent, ...names) {
  return names.reduce((current, name) => current && (elementsOf(current).find(child => child.name === name) || null), parent);
}

/* All elements of these names below this one, in document order. */
function all(parent, ...names) {
  return elementsOf(parent).flatMap(child => (names.includes(child.name) ? [child] : []).concat(all(child, ...names)));
}

/* A promise of the package of a file's bytes: {main, others, external}. Throws a refusal. */
async function open(bytes) {
  lookAtStart(bytes);
  const budget = { elements: LIMITS.elements, size: LIMITS.read, until: performance.now() + LIMITS.seconds * 1000 };
  try {
    const reading = { bytes, budget, members: directory(bytes) };
    return await openParts(reading);
  } catch (problem) {
    // What the zip says of itself leads outside of it.
    throw problem instanceof RangeError ? new Refused("word-damaged") : problem;
  }
}

function lookAtStart(bytes) {
  if (!bytes.length) throw new Refused("word-empty");
  if (bytes.length > LIMITS.file) throw new Refused("word-too-large", { most: LIMITS.file / 1000000 });
  const start = Array.from(bytes.subarray(0, 1024), code => String.fromCharCode(code)).join("");
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
    const isLocked = new TextDecoder("latin1").decode(bytes).includes(Array.from("EncryptedPackage").join("\0"));
    throw new Refused(isLocked ? "word-password" : "word-old");
  }
  if (start.startsWith("PK")) return;
  const other = Object.entries(rules.other_kinds).find(([, signs]) => signs.some(sign => start.trimStart().startsWith(sign)));
  throw new Refused(other ? `word-other-kind/${other[0]}` : "word-other-kind");
}

/* The members of a zip by name, from its directory: {name, method, size, packed, crc, offset}. */
function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { number, length, start, end } = endOf(view);
  // What stands before the archive, as in a file that unpacks itself.
  const before = end - length - start;
  const listed = [];
  for (let at = start + before; listed.length < number;) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Refused("word-damaged");
    const [name, extra, comment] = [28, 30, 32].map(place => view.getUint16(at + place, true));
    const [size, packed, offset] = sizes(view, [24, 20, 42].map(place => view.getUint32(at + place, true)), at + 46 + name, extra);
    listed.push({
      flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed, size, offset: offset + before, name: utf8.decode(bytes.subarray(at + 46, at + 46 + name)).replace(/^\/+/, "")
    });
    at += 46 + name + extra + comment;
  }
  const members = new Map(listed.map(member => [member.name, member]));
  refuseMembers(listed, members);
  return members;
}

/* What the end of a zip says of its directory, which Zip64 says elsewhere; `end` is where the directory ends. */
function endOf(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && end > view.byteLength - 65558 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Refused("word-damaged");
  const isLarge = end >= 76 && view.getUint32(end - 20, true) === 0x07064b50 && view.getUint32(end - 76, true) === 0x06064b50;
  if (!isLarge) return { number: view.getUint16(end + 10, true), length: view.getUint32(end + 12, true), start: view.getUint32(end + 16, true), end };
  const [number, length, start] = [32, 40, 48].map(place => large(view, end - 76 + place));
  return { number, length, start, end: end - 76 };
}

function large(view, at) { return Number(view.getBigUint64(at, true)); }

/* The sizes and the place of a member. Zip64 has those that don't fit in an extra field, one after the other. */
function sizes(view, given, start, length) {
  let at = start;
  while (at < start + length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return given.map(number => {
    if (number !== 0xffffffff || at >= start + length) return number;
    at += 8;
    return large(view, at - 8);
  });
}

function refuseMembers(listed, members) {
  const size = listed.reduce((sum, member) => sum + member.size, 0);
  if (listed.length > LIMITS.parts || size > LIMITS.unpacked) throw new Refused("word-unpacks-too-far");
  if (members.size !== listed.length) throw new Refused("word-damaged");
  if (listed.some(member => member.flags & 1)) throw new Refused("word-password");
  if (listed.some(member => says("macros", member.name))) throw new Refused("word-macros");
}

async function openParts(reading) {
  const isOdt = reading.members.has("content.xml");
  const kind = isOdt ? utf8.decode(await unpack(reading, "mimetype")).trim() : ODT;
  if (kind !== ODT && kind !== `${ODT}-template`) throw new Refused("word-other-kind");
  if (all(await part(reading, "META-INF/manifest.xml"), "manifest:encryption-data").length) throw new Refused("word-password");
  if (utf8.decode(await unpack(reading, "[Content_Types].xml")).includes("macroEnabled")) throw new Refused("word-may-hold-macros");
  const mainName = isOdt ? "content.xml" : await wordName(reading);
  const main = await part(reading, mainName);
  if (!["office:document-content", "w:document"].includes(main.name)) throw new Refused("word-other-kind");
  const folder = mainName.slice(0, mainName.lastIndexOf("/") + 1);
  const others = {};
  for (const name of Array.from(reading.members.keys()).sort()) {
    const inner = name.slice(folder.length);
    if (name.startsWith(folder) && says("other_parts", inner)) others[inner.slice(0, -4)] = await part(reading, name);
  }
  return { main, others, external: await outside(reading) };
}

async function wordName(reading) {
  const office = elementsOf(await part(reading, "_rels/.rels")).find(one => value(one, "Type").endsWith("/officeDocument"));
  return office ? value(office, "Target").replace(/^\/+/, "") : "word/document.xml";
}

/* What the parts refer to outside the file, but for ordinary links, which only a click follows. */
async function outside(reading) {
  const kinds = new Set();
  for (const name of reading.members.keys()) {
    const relations = name.endsWith(".rels") ? elementsOf(await part(reading, name)) : [];
    relations.filter(one => value(one, "TargetMode") === "External").forEach(one => { kinds.add(value(one, "Type").replace(/.*\//, "")); });
  }
  kinds.delete("hyperlink");
  return Array.from(kinds).sort();
}

/* A part's root; an empty element when it is absent. */
async function part(reading, name) {
  const data = await unpack(reading, name);
  return data.length ? guidanceWord.xml.parse(decode(data), reading.budget) : element("");
}

function decode(data) {
  const kind = data[0] === 0xff && data[1] === 0xfe ? "utf-16le" : data[0] === 0xfe && data[1] === 0xff ? "utf-16be" : "utf-8";
  try { return new TextDecoder(kind, { fatal: true }).decode(data); } catch { throw new Refused("word-damaged"); }
}

async function unpack(reading, name) {
  const member = reading.members.get(name);
  if (!member) return new Uint8Array();
  const { bytes, budget } = reading;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (member.offset + 30 > bytes.length || view.getUint32(member.offset, true) !== 0x04034b50) throw new Refused("word-damaged");
  const start = member.offset + 30 + view.getUint16(member.offset + 26, true) + view.getUint16(member.offset + 28, true);
  const packed = bytes.subarray(start, start + member.packed);
  if (member.method !== 0 && member.method !== 8) throw new Refused("word-damaged");
  const data = member.method ? await inflate(packed, budget.size) : packed;
  budget.size -= data.length;
  if (budget.size < 0) throw new Refused("word-unpacks-too-far");
  if (crcOf(data) !== member.crc) throw new Refused("word-damaged");
  return data;
}

/* Stops as soon as it is more than it may be: what the directory says of its size may be a lie. */
async function inflate(packed, most) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const chunks = [];
  let size = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.length;
      if (size > most) break;
      chunks.push(step.value);
    }
  } catch {
    throw new Refused("word-damaged");
  }
  if (size > most) {
    reader.cancel().catch(() => { /* it is refused anyway */ });
    throw new Refused("word-unpacks-too-far");
  }
  const data = new Uint8Array(size);
  chunks.reduce((at, chunk) => {
    data.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return data;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let code = start;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code;
});

function crcOf(data) {
  let code = 0xffffffff;
  for (let at = 0; at < data.length; at += 1) code = TABLE[(code ^ data[at]) & 255] ^ (code >>> 8);
  return (code ^ 0xffffffff) >>> 0;
}

guidanceWord.package = { open, crcOf, Refused, element, elementsOf, value, find, all };

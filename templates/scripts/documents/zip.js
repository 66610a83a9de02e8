/* Texts packed as a zip, without compression: enough for a document of a few pages. */
const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit += 1) number = number & 1 ? (number >>> 1) ^ 0xedb88320 : number >>> 1;
  return number;
});
const FIRST_DAY = 0x21; // 1 January 1980, the first that a zip can name
const UTF_8 = 0x800;

function crc32(bytes) {
  let sum = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) sum = TABLE[(sum ^ bytes[at]) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/* Numbers in the order that a zip wants: [size in bytes, value] each. */
function record(parts) {
  const length = parts.reduce((sum, part) => sum + part[0], 0);
  const view = new DataView(new ArrayBuffer(length));
  let at = 0;
  parts.forEach(part => {
    if (part[0] === 2) view.setUint16(at, part[1], true);
    else view.setUint32(at, part[1], true);
    at += part[0];
  });
  return new Uint8Array(view.buffer);
}

/* What the two places that name a file say alike. */
function about(name, bytes) {
  return [[2, 20], [2, UTF_8], [2, 0], [2, 0], [2, FIRST_DAY], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length],
    [2, name.length], [2, 0]];
}

/* `files` are [name, text] each. */
function zip(files, type) {
  const encoder = new TextEncoder();
  const pieces = [];
  const directory = [];
  let offset = 0;
  files.forEach(file => {
    const name = encoder.encode(file[0]);
    const bytes = encoder.encode(file[1]);
    const head = record([[4, 0x04034b50]].concat(about(name, bytes)));
    pieces.push(head, name, bytes);
    directory.push(record([[4, 0x02014b50], [2, 20]].concat(about(name, bytes), [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]])), name);
    offset += head.length + name.length + bytes.length;
  });
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
  return new Blob(pieces.concat(directory, end), { type });
}

guidanceDocuments.zip = zip;

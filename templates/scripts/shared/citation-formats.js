/* A citation as BibTeX and as RIS. It comes as {name, title, publisher, version, reviewed}, with author and address
   where there are any; every value is one line of text. */
// What has a meaning of its own in BibTeX or LaTeX, or what old programs can't read.
const SIGNS = {
  "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
  "~": "{\\textasciitilde}", "^": "{\\textasciicircum}", "\\": "{\\textbackslash}",
  "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "\u00a0": "~", "…": "{\\ldots}",
  "ß": "{\\ss}", "æ": "{\\ae}", "ø": "{\\o}", "ł": "{\\l}", "£": "{\\pounds}", "ı": "{\\i}"
};
const ACCENTS = {
  "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": "\"", "\u0304": "=", "\u0307": ".",
  "\u0327": "c ", "\u030c": "v ", "\u0306": "u ", "\u030b": "H ", "\u0328": "k ", "\u030a": "r "
};

/* A text that BibTeX and LaTeX print as it is: their own signs escaped, accents written their way. */
function forBibtex(text) {
  return Array.from(text.normalize("NFC"), character => {
    if (character in SIGNS) return SIGNS[character];
    const parts = Array.from(character.normalize("NFD"));
    const isAccented = parts.length === 2 && parts[0] < "\u0080" && parts[1] in ACCENTS;
    return isAccented ? `{\\${ACCENTS[parts[1]]}${parts[0]}}` : character;
  }).join("");
}

function forAddress(sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); }

function bibtex(cited) {
  const publisher = forBibtex(cited.publisher);
  const fields = [
    cited.author ? ["author", `{${forBibtex(cited.author)}}`] : ["key", publisher],
    ["title", `{${forBibtex(cited.title)}}`],
    ["howpublished", publisher],
    ["year", cited.reviewed.slice(0, 4)],
    ["month", cited.reviewed.slice(5, 7)],
    ["note", `Version ${forBibtex(cited.version)}, reviewed ${cited.reviewed}`]
  ];
  if (cited.address) fields.push(["url", cited.address.replace(/[{}\\]/g, forAddress)]);
  const lines = fields.map(field => `  ${field[0]} = {${field[1]}},`);
  return [`@misc{${cited.name},`].concat(lines, "}").join("\n");
}

function ris(cited) {
  return [
    ["TY", "ELEC"], ["AU", cited.author], ["TI", cited.title], ["T2", cited.publisher], ["PB", cited.publisher],
    ["PY", cited.reviewed.slice(0, 4)], ["DA", cited.reviewed.replace(/-/g, "/")], ["ET", cited.version],
    ["LA", "en-GB"], ["UR", cited.address]
  ].filter(field => field[1]).concat([["ER", ""]])
    .map(field => `${field[0]}  - ${field[1]}`).join("\n");
}

guidance.citation = { bibtex, ris };

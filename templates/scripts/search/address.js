/* What is searched for, as the end of an address: #search=board+papers&kind=theme,role&type=mental-health.
   People shorten, mistype and forward addresses: whatever stands there becomes a search, and what could
   not be read is said in `notes`. */
const LONGEST = 200;
const { facets, slug } = guidanceSearch;

/* { words, chosen: {kind: [title], ...}, notes: [sentence] }. `options` has the titles of each facet. */
function readAddress(hash, options) {
  const fields = new URLSearchParams(hash.slice(1));
  const words = (fields.get("search") || "").replace(/\s+/g, " ").trim();
  const notes = [];
  if (words.length > LONGEST) notes.push(guidance.say("Only the first {number} characters are looked for.", { number: LONGEST }));
  if (/%(?![0-9a-f]{2})/i.test(hash) || /\uFFFD/.test(Array.from(fields.values()).join())) {
    notes.push(guidance.say("A part of the address could not be read."));
  }
  const chosen = readFacets(fields, options, notes);
  return { words: Array.from(words).slice(0, LONGEST).join(""), chosen, notes };
}

function readFacets(fields, options, notes) {
  const names = facets.map(facet => facet.id);
  let isUnknown = Array.from(fields.keys()).some(name => name !== "search" && !names.includes(name));
  const chosen = {};
  names.forEach(name => {
    const slugs = (fields.getAll(name).join(",")).split(",").filter(Boolean);
    chosen[name] = options[name].filter(title => slugs.includes(slug(title)));
    if (new Set(slugs).size > chosen[name].length) isUnknown = true;
  });
  if (isUnknown) notes.push(guidance.say("The address asks for something that this search does not have. That was left out."));
  return chosen;
}

function writeAddress(words, chosen) {
  let hash = "#search=" + encodeURIComponent(words.toWellFormed ? words.toWellFormed() : words).replace(/%20/g, "+");
  facets.forEach(facet => {
    if (chosen[facet.id].length) hash += `&${facet.id}=${chosen[facet.id].map(slug).join(",")}`;
  });
  return hash;
}

Object.assign(guidanceSearch, { longest: LONGEST, readAddress, writeAddress });

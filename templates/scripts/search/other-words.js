/* Other words for a search, from the glossary and the vocabulary: CNIO for chief nursing information
   officer, and back. `groups` are lists of words that mean the same. */
const MOST_OTHERS = 3;

/* Small letters without signs, accents or a last s, with a space at each end. */
function fold(text) {
  const words = text.normalize("NFD").replace(/\p{M}|['’]/gu, "").toLowerCase().match(/[\p{L}\p{N}&]+/gu) || [];
  return " " + words.map(word => word.length > 2 ? word.replace(/([^s])s$/, "$1") : word).join(" ") + " ";
}

function holdsName(longer, name) { return longer.folded !== name.folded && longer.folded.includes(name.folded); }

/* Every word of a group that stands in the query; the longest first, none inside another. */
function findNames(query, groups) {
  const found = [];
  groups.forEach(group => {
    group.forEach(name => {
      if (query.includes(fold(name))) found.push({ folded: fold(name), group });
    });
  });
  found.sort((a, b) => b.folded.length - a.folded.length);
  return found.filter((name, index) => !found.slice(0, index).some(longer => holdsName(longer, name)));
}

/* Whether all words of `fewer` are in `more`: then pages found by `more` are found by `fewer` too. */
function holds(more, fewer) {
  return fewer.trim().split(" ").every(word => more.includes(` ${word} `));
}

/* Up to three other ways to say a query. In turns, so that each meaning of a word gets its chance. */
function otherWords(query, groups) {
  const folded = fold(query);
  const known = [folded];
  const others = [];
  const names = findNames(folded, groups);
  const longest = Math.max(0, ...names.map(name => name.group.length));
  for (let turn = 0; turn < longest; turn += 1) {
    names.forEach(name => {
      const other = name.group[turn];
      if (!other || others.length === MOST_OTHERS) return;
      const isAll = name.folded === folded;
      const words = isAll ? other : folded.replace(name.folded, ` ${other} `).trim();
      if (known.some(before => holds(fold(words), before))) return;
      known.push(fold(words));
      // A name of several words is looked for as it stands.
      others.push({ words, query: isAll && / /.test(other) ? `"${other}"` : words });
    });
  }
  return others;
}

guidanceSearch.otherWords = otherWords;

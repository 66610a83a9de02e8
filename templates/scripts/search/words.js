/* Words as the index has them, and what counts as the same word. generator/site/search/entries.py takes the words
   of pages apart in the same way. */

/* In small letters, without accents and apostrophes. */
function wordsOf(text) {
  return text.normalize("NFD").replace(/[\p{M}'\u2019]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
}

/* A name as it stands in the index: in the singular. */
function nameOf(words) { return words.map(word => word.length > 2 ? word.replace(/([^s])s$/, "$1") : word).join(" "); }

/* Words that ask, and say nothing of what is looked for. English only: in other languages how rare a word is decides. */
const ASKING = new Set(("a about all also am an and any are as at be been being best but by can could did do does doing find for from get give "
  + "good had has have having he help her here his how i if in into is it its like look looking make many may me might much must my need "
  + "needs of on one or our out over own page pages please she should show so some such tell than that the their them then there these they "
  + "this those through to too up us use want was way ways we were what when where which while who whom whose why will with within without would you "
  + "your").split(" "));

/* The part of an English word that its forms have in common: nurses and nursing, accredited and accreditation. */
function stem(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let short = word.replace(/ies$/, "y").replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/([^su])s$/, "$1");
  short = cut(short, /(?:[iy][sz]ation(?:al)?|[iy][sz]ing|[iy][sz]ed|[iy][sz]er|[iy]sts?|[iy][sz]e)$/, "is");
  short = cut(short, /(?:ation(?:s|al)?|ating|ated|ate|ators?)$/, "");
  short = cut(short, /(?:ing|ed)$/, "");
  short = short.replace(/([^aeiouls])\1$/, "$1");
  return short.length > 3 ? short.replace(/e$/, "").replace(/y$/, "i") : short;
}

function cut(word, ending, instead) {
  const short = word.replace(ending, instead);
  return short.length > 3 && /[aeiouy]/.test(short) || short.length === 3 && /^[^aeiou]*[aeiou][^aeiou]+$/.test(short) ? short : word;
}

/* British and American spelling, each from the other: [what stands there, what may stand there instead]. */
const SPELLINGS = [
  [/([iy])z(?=e|i|a)/, "$1s"], [/([iy])s(?=e|i|ation)/, "$1z"], [/or(?=$|s$|ed$|ing$|al$|able$|ite)/, "our"], [/our(?=$|s$|ed$|ing$|al$|able$|ite)/, "or"],
  [/er(s?)$/, "re$1"], [/re(s?)$/, "er$1"], [/ense(s?)$/, "ence$1"], [/ence(s?)$/, "ense$1"], [/ice(s?)$/, "ise$1"], [/is(es?|ed|ing)$/, "ic$1"],
  [/^program(s?)$/, "programme$1"], [/^programme(s?)$/, "program$1"], [/l(ed|ing|er|ers)$/, "ll$1"], [/ll(ed|ing|er|ers)$/, "l$1"],
  [/([lr])(ment|s?$)/, "$1$1$2"], [/ll(ment|s?$)/, "l$1"], [/(^p(?=edi)|^h(?=em)|^an(?=esth)|^gyn(?=ec)|op(?=ed))/, "$1a"], [/ae/, "e"], [/dgment/, "dgement"], [/dgement/, "dgment"],
  [/^aging$/, "ageing"], [/^ageing$/, "aging"], [/og(s?)$/, "ogue$1"], [/ogue(s?)$/, "og$1"]
];

function otherSpellings(word) {
  if (word.length < 5) return [];
  return SPELLINGS.map(([from, to]) => word.replace(from, to)).filter(other => other !== word);
}

/* How many letters must change, stand elsewhere, be added or left out; `most` + 1 where it is more than that. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = one[at - 1] === other[to - 1];
      row[to] = Math.min(row[to - 1] + 1, last[to] + 1, last[to - 1] + (isSame ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) row[to] = Math.min(row[to], before[to - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}

/* The word of `known` that was probably meant; "" where a guess could mislead. Earlier ones are more frequent. */
function nearest(word, known) {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let best = "";
  let least = most + 1;
  known.forEach(other => {
    if (other[0] !== word[0] && other.slice(1, 4) !== word.slice(1, 4) && other[0] !== word[1]) return;
    const far = distance(word, other, least - 1);
    if (far < least) {
      best = other;
      least = far;
    }
  });
  return best;
}

Object.assign(guidanceSearch, { wordsOf, nameOf, isAsking(word) { return ASKING.has(word); }, stem, otherSpellings, nearest });

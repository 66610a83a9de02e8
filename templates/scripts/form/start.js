/* What a case study begins with that nobody has to think about, and how a completed Word form is opened. */
const WORD_PARTS = ["assets/data/word-form.js", "assets/javascripts/word.js"];

function two(number) { return String(number).padStart(2, "0"); }

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function aYearAfter(day) { return `${Number(day.slice(0, 4)) + 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`; }

/* Data with the usual values of the editor's fields where it has none. */
function withDefaults(form, data) {
  const day = today();
  const given = data.publication ?? {};
  // What is no mapping stays as it is: the form says so.
  if (typeof given !== "object" || Array.isArray(given)) return { ...form.defaults, ...data };
  const publication = { ...form.defaults.publication, reviewed: day, review_by: aYearAfter(day), ...given };
  return { ...form.defaults, ...data, publication };
}

/* Data without what is there from the start, and without a box that nobody has ticked. */
function withoutDefaults(form, data) {
  const day = today();
  const usual = { ...form.defaults.publication, reviewed: day, review_by: aYearAfter(day), consent: "false" };
  const publication = Object.fromEntries(Object.entries(data.publication || {}).filter(([key, value]) => usual[key] !== value));
  const sources = JSON.stringify(data.sources) === JSON.stringify(form.defaults.sources) ? undefined : data.sources;
  return { ...data, publication, sources };
}

/* A name for the file from the title, which is public anyway; another where the site has one of that name. */
function suggestedName(form, title) {
  const bare = (title || "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-")
    .slice(0, form.rules.longestSlug - 4).replace(/^-+|-+$/g, "");
  const known = form.known.case || {};
  let name = bare;
  for (let number = 2; Object.hasOwn(known, name); number += 1) name = `${bare}-${number}`;
  return name;
}

function canUnpack() {
  try { return Boolean(new DecompressionStream("deflate-raw")); } catch { return false; }
}

/* A promise of what a Word form says, {data, left, notes}, or of {refused: why}. WORD_PARTS have to be there. */
function readWord(file) {
  const { rules } = window.guidanceWordRules;
  if (!canUnpack()) return Promise.resolve({ refused: guidance.say("This browser is too old to read a Word form. Use a newer one.") });
  if (file.size > rules.limits.file) {
    return Promise.resolve({ refused: window.guidanceWord.words.tell("word-too-large", { most: rules.limits.file / 1000000 }) });
  }
  return file.arrayBuffer().then(bytes => window.guidanceWord.read(new Uint8Array(bytes), today()),
    () => ({ refused: guidanceForm.tell("unreadable-file/form") }));
}

guidanceForm.start = { withDefaults, withoutDefaults, suggestedName, readWord, WORD_PARTS };

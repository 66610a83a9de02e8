/* Where the site is, and its data. */

// A script knows its own address, however deep the page lies and wherever the site was put.
const root = new URL("../../", document.currentScript.src).href;
const loading = {};

/* A promise that the script at an address in the site has run. Scripts load where fetch is refused: in a
   page that was opened from a folder. They run in the order in which they were asked for. */
function load(path) {
  if (!loading[path]) {
    loading[path] = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + path;
      script.async = false;
      script.addEventListener("load", done);
      script.addEventListener("error", () => {
        delete loading[path]; // so that it can be tried again
        failed(new Error(path));
      });
      document.head.append(script);
    });
  }
  return loading[path];
}

/* All case studies as the finder knows them. */
function loadCases() {
  const there = window.guidanceCases ? Promise.resolve() : load("assets/data/cases.js");
  return there.then(() => window.guidanceCases);
}

/* The summaries of case studies at some positions, or of all: they come in parts, and each is put where it
   belongs. A part that doesn't come leaves them out. */
function loadSummaries(all, positions) {
  const part = all.summaries.part;
  const wanted = new Set((positions || all.cases.map((_, position) => position))
    .filter(position => !("summary" in all.cases[position]))
    .map(position => Math.floor(position / part)));
  return Promise.all(Array.from(wanted, number => load(`assets/data/summaries/${number}.js`).then(() => {
    all.summaries[number].forEach((text, index) => { all.cases[number * part + index].summary = text; });
  }, () => { /* titles and facets are there all the same */ }))).then(() => all);
}

/* The page of this site that an address leads to, such as `themes/team-working.html`; else empty. */
function pageAt(address) {
  const bare = address.replace(/[?#].*$/, "");
  return bare.startsWith(root) ? bare.slice(root.length) : "";
}

/* The identifier of the case study whose page is at an address; else empty. */
function caseAt(address) {
  const found = /^case-studies\/([a-z0-9-]+)\.html$/.exec(pageAt(address));
  return found && !/^(index|page-\d+)$/.test(found[1]) ? found[1] : "";
}

/* Whether something is the identifier of a case study, a recommendation or the like, by its looks. */
function isIdentifier(text) { return typeof text === "string" && /^[a-z0-9-]{1,100}$/.test(text); }

Object.assign(guidance, { root, load, loadCases, loadSummaries, pageAt, caseAt, isIdentifier });

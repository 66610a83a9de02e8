/* A saved self-assessment: the text of its file, and its reading, which expects anything. */
const { answers } = guidanceAssess;
const FORMAT = "clinical-informatics-self-assessment";
const MOST_BYTES = 1000000;

function write(team) {
  const { site, release } = guidanceAssessment;
  const saved = new Date().toISOString();
  const written = { format: FORMAT, version: answers.version, site, release, saved, ...answers.write(team) };
  return `${JSON.stringify(written, null, 1)}\n`;
}

/* A promise of {team, dropped, saved, release}, or of {refused}: why not, in a sentence. */
function read(file) {
  if (file.size > MOST_BYTES) {
    return Promise.resolve(refuse(guidance.say("It is larger than 1 MB, which no saved self-assessment is.")));
  }
  return file.text().then(readText, () => refuse(guidance.say("Your browser could not read it.")));
}

function refuse(why) { return { refused: why }; }

function readText(text) {
  let data = null;
  if (text.startsWith("PK")) return refuse(guidance.say("It is a Word document or another packed file. Choose the file that ends in .json."));
  try { data = JSON.parse(text.replace(/^\ufeff/, "")); } catch {
    return refuse(text.includes(FORMAT) ? guidance.say("It is damaged, perhaps because a part of it is missing.") : guidance.say("It is no saved self-assessment."));
  }
  if (!data || typeof data !== "object" || data.format !== FORMAT) return refuse(guidance.say("It is no saved self-assessment."));
  if (data.version !== answers.version) {
    return refuse(guidance.say("Another version of this site wrote it, and this one cannot read it. Try a newer copy of the site."));
  }
  return readTeam(data);
}

function readTeam(data) {
  const found = answers.read(data);
  if (!found) return refuse(guidance.say("It is damaged: there are no answers in it."));
  const ids = Array.from(found.team.answers.keys());
  if (ids.length && !ids.some(id => answers.known.has(id))) {
    return refuse(named(data.site)
      ? guidance.count(ids.length, "It belongs to another site, “{site}”: its recommendation is not here.", "It belongs to another site, “{site}”. None of the {number} recommendations in it is here.", { site: named(data.site) })
      : guidance.count(ids.length, "It belongs to another site: its recommendation is not here.", "It belongs to another site. None of the {number} recommendations in it is here."));
  }
  found.saved = typeof data.saved === "string" && answers.isDay(data.saved.slice(0, 10)) ? data.saved.slice(0, 10) : "";
  found.release = named(data.release);
  return found;
}

function named(text) { return typeof text === "string" ? text.slice(0, 80) : ""; }

guidanceAssess.files = { write, read };

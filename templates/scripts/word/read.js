/* From the bytes of a completed form to the fields of a case study and what was not placed. Nothing is sent anywhere,
   and nothing outside the file is fetched. The same as `generator/proforma/import_form.py`. */
const { rules, words: catalogue } = guidanceWordRules;
const { tell, asOne } = guidanceWord.words;
const { Refused, open } = guidanceWord.package;
const { limits } = rules;

// What is for these reasons not in its question's field does not belong there.
const NO_ANSWER = ["plan", "says-no", "struck", "names", "identifies", "outside", "how-not-said"];

/* A promise of {data, left, notes}, or of {refused: why}. `left`: {question, where, text, why,
   reason, way}, of which `way` leads to the field that the question fills. */
function read(bytes, today) {
  return open(bytes).then(opened => readOpened(opened, today)).catch(problem => {
    if (problem instanceof Refused) return { refused: problem.message, key: problem.key };
    throw problem;
  });
}

function readOpened(opened, today) {
  const document = guidanceWord.document.read(opened);
  const { blocks, margins, comments } = document;
  if (blocks.length + margins.length > limits.blocks) throw new Refused("word-too-long", { most: limits.blocks });
  const length = [...blocks, ...margins].reduce((sum, block) => sum + block.text.length, comments.join("").length);
  if (length > limits.text) throw new Refused("word-too-long/text", { most: limits.text });
  const answers = guidanceWord.answers.findAnswers(blocks);
  if (!answers) throw new Refused("word-other-form");
  const placing = guidanceWord.place.placeAnswers(answers, today);
  placeAround(placing, document);
  opened.external.forEach(what => { placing.note("unclear", "", "not-fetched", { what }); });
  return { data: placing.data, left: placing.left.map(explained), notes: placing.notes.map(note => ({ ...note, where: note.question ? nameOf(note.question) : "" })) };
}

/* What stands outside all answers: in margins, in comments. */
function placeAround(placing, { margins, comments, hasTrackedChanges }) {
  const standing = new Set(rules.standing.map(asOne));
  const around = new Set(margins.map(block => block.text).filter(text => !standing.has(asOne(text))));
  placing.leave("margin", Array.from(around).join("\n"), "margin");
  placing.leave("comment", comments.join("\n"), "comment");
  if (comments.length) placing.note("editor", "", "comments");
  if (hasTrackedChanges) placing.note("editor", "", "tracked-changes");
}

function explained(one) {
  const reason = one.question === one.why ? "" : tell(`not-placed/${one.why}`);
  const way = NO_ANSWER.includes(one.why) ? "" : rules.questions.find(each => each.id === one.question)?.fields[0] || "";
  return { ...one, where: nameOf(one.question), reason, way };
}

/* What the form calls a question, or another part of the document. */
function nameOf(question) {
  const label = rules.questions.find(each => each.id === question)?.label || catalogue[`place/${question}`];
  return label[0].toUpperCase() + label.slice(1);
}

Object.assign(guidanceWord, { read });

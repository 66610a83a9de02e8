/* Recommendations that the answers seem to put into practice. Each has a few telling words, of its title and of what the
   glossary calls the same; a sentence with half of them, a rare one among them, suggests it. Nothing is taken unless
   somebody presses a button. */
const { make } = guidance;
const MOST = 4;
const LEAST = 2;

function stems(text) { return new Set((text.toLowerCase().match(/[a-z0-9]+/g) || []).map(guidanceForm.stem)); }

/* [{id, title, sentence}], the best first. `data`: of the form; `refused`: identifiers that somebody said no to. */
function find(form, data, refused) {
  const taken = (Array.isArray(data.practices) ? data.practices : []).map(one => one?.recommendation).concat(refused);
  const sentences = textsIn({ ...data, practices: undefined }).flatMap(text => text.split(/(?<=[.!?])\s+|\n+/)).filter(text => text.length > 20 && text.includes(" "))
    .map(text => ({ text, words: stems(text) }));
  return form.practiceWords.filter(([id]) => !taken.includes(id)).map(([id, rare, words]) => {
    const scored = sentences.map(({ text, words: said }) => {
      const there = words.map(ways => ways.some(way => way.split(" ").every(word => said.has(word))));
      return [there.slice(0, rare).includes(true) ? there.filter(Boolean).length : 0, text];
    });
    const best = scored.reduce((one, other) => other[0] > one[0] ? other : one, [0, ""]);
    return { id, sentence: best[1], score: best[0] >= Math.max(LEAST, words.length / 2) ? best[0] / words.length : 0 };
  }).filter(one => one.score).sort((a, b) => b.score - a.score).slice(0, MOST)
    .map(one => ({ ...one, title: form.choices.recommendation.find(choice => choice[0] === one.id)[1] }));
}

function textsIn(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

/* `act`: take(suggestion), refuse(suggestion). */
function draw(box, found, act) {
  const rows = found.map(one => {
    const button = (words, go) => {
      const made = guidance.button("g-form__tool", words, make("span", "g-hidden", `: ${one.title}`));
      made.addEventListener("click", () => { go(one); });
      return made;
    };
    return make("li", "", make("strong", "", guidance.english(one.title)), make("blockquote", "", one.sentence),
      make("p", "g-form__tools", button(guidance.say("Add it"), act.take), button(guidance.say("No, not this"), act.refuse)));
  });
  box.replaceChildren(...rows.length ? [make("h3", "", guidance.say("Do your answers show these?")),
    make("p", "", guidance.say("They are suggested by words in your answers, and may be wrong.")), make("ul", "", rows)] : []);
  box.hidden = !rows.length;
}

guidanceForm.suggestions = { find, draw };

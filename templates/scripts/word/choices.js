/* Which options of a question are chosen. The same as `read_choices` of `generator/proforma/understand.py`. */
const { rules } = guidanceWordRules;
const { marks } = rules;
const { wordsOf, alike, unknownWords, withoutMark, isMark, readYesNo } = guidanceWord.words;
const BOX = new RegExp(`(?=[${marks.on}${marks.off}${marks.cross}])`, "u");
const SAID = /[\s:–-]+(yes|no)[.!]?$/i;

/* Which of the options are ticked, coloured, left when all others are struck, or typed: {ids, rest, why}. `rest`
   is what is none of the options; `why` the code of why nothing is chosen, or of a doubt. */
function readChoices(blocks, options) {
  const chosen = { ids: [], rest: [], why: "" };
  const lines = [];
  joined(blocks).flatMap(boxes).forEach(block => {
    const { label: typed, mark } = withoutMark(block.text);
    const said = SAID.exec(typed);
    const label = said ? typed.slice(0, said.index) : typed;
    const state = said ? (said[1].toLowerCase() === "yes" ? "on" : "off") : mark;
    const option = findOption(label, options);
    if ((!option || unknownWords(label, option.words).length) && !isMark(block.text)) chosen.rest.push(block);
    if (option) lines.push({ id: option.id, block, state });
  });
  const on = chosenOf(lines, options.length, chosen);
  chosen.ids = options.map(option => option.id).filter(id => on.has(id));
  return chosen;
}

function sameRow(first, second) {
  return Boolean(first?.cell && second.cell && first.cell[0] === second.cell[0] && first.cell[1] === second.cell[1]);
}

function sameCell(first, second) { return sameRow(first, second) && first.cell[2] === second.cell[2]; }

/* One block for each row of a table in which a cell has but a tick, or a yes or no. */
function joined(blocks) {
  return blocks.reduce((found, block) => {
    const last = found[found.length - 1];
    if (last && sameRow(last, block) && !sameCell(last, block)) {
      const [first, second] = readYesNo(block.text) === null ? [last, block] : [block, last];
      const answer = readYesNo(first.text);
      if (answer !== null) {
        const sign = withoutMark(first.text).mark === "cross" ? "✗" : answer ? "☒" : "☐";
        const tick = isMark(first.text) && first.text.includes("✓") ? first.text : sign;
        found[found.length - 1] = guidanceWord.blocks.block({ text: `${tick} ${second.text}`, cell: second.cell, isStruck: second.isStruck });
        return found;
      }
    }
    return found.concat(block);
  }, []);
}

/* One block for each box, where several stand in one line: ☐ England ☒ Wales. */
function boxes(block) {
  const parts = block.text.split(BOX).filter(part => part.trim()).map(part => part.replace(/^[ ,;/]+|[ ,;/]+$/g, ""));
  if (parts.length < 2 || parts.some(isMark)) return [block];
  return parts.map(text => guidanceWord.blocks.block({ text, cell: block.cell, tag: block.tag, isStruck: block.isStruck }));
}

/* The one option that a text names, by its words or by how it or the option begins. */
function findOption(label, options) {
  const typed = wordsOf(label);
  const scored = options.map((each, at) => [Math.max(...each.words.map(text => alike(label, text))), at])
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  if (scored.length && scored[0][0] >= rules.alike.option && (scored.length === 1 || scored[0][0] > scored[1][0])) {
    return options[scored[0][1]];
  }
  const first = options.filter(each => typed.length && startsWith(wordsOf(each.words[0]), typed));
  const starting = options.filter(each => each.words.some(text => text && startsWith(typed, wordsOf(text))));
  return first.length === 1 ? first[0] : starting.length === 1 ? starting[0] : null;
}

function startsWith(words, start) { return words.slice(0, start.length).join(" ") === start.join(" "); }

function chosenOf(lines, number, chosen) {
  const hasTicks = lines.some(line => Array.from(marks.tick).some(sign => line.block.text.includes(sign)));
  if (hasTicks && lines.some(line => line.state === "cross")) chosen.why = "cross-is-no";
  const open = lines.filter(line => !line.block.isStruck);
  const named = idsOf(lines);
  const on = idsOf(open.filter(line => line.state === "on" || (line.state === "cross" && !hasTicks)));
  const bare = idsOf(open.filter(line => !line.state));
  const coloured = idsOf(open.filter(line => line.block.isMarked));
  // A label typed beside boxes that nobody ticked is an answer; beside ticked ones it is a doubt.
  if (on.size || !bare.size) return on;
  if (lines.some(line => line.state)) return bare;
  if (coloured.size) return coloured.size < named.size ? coloured : new Set();
  if (lines.some(line => line.block.isStruck) || bare.size === 1) return bare.size < number ? bare : new Set();
  if (named.size < number) {
    chosen.why = "listed-not-ticked";
    chosen.rest.push(...lines.map(line => line.block));
  }
  return new Set();
}

function idsOf(lines) { return new Set(lines.map(line => line.id)); }

guidanceWord.choices = { readChoices, findOption, sameRow, sameCell };

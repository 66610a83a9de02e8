/* What the form says of mistakes: at each field, and all of them in a list that leads to the fields. */
const { make } = guidance;

/* `root`: the whole form as one record. `fields`: of the schema. `reveal`: shows an element that is not in sight. */
function makeBoard(root, fields, reveal) {
  let wrong = [];

  /* Says at the fields what is wrong there; only where `isDue(field)`. */
  function show(problems, isDue) {
    const found = new Map();
    problems.forEach(problem => {
      const field = root.find(problem.at);
      if (isDue(field)) found.set(field, (found.get(field) || []).concat(problem));
    });
    wrong.forEach(field => { if (!found.has(field)) field.show([]); });
    found.forEach((all, field) => { field.show(all); });
    wrong = Array.from(found.keys());
  }

  /* A list of all problems, with a heading. Links lead to what has to be changed. */
  function summary(problems) {
    const title = make("h2", "", guidance.count(problems.length, "There is {number} thing to correct", "There are {number} things to correct"));
    const list = make("ul");
    problems.forEach(problem => {
      const field = problem.field || root.find(problem.at);
      list.append(make("li", "", leadTo(() => field, problem.field ? problem.text : `${nameOf(fields, problem.at)}: ${problem.text}`)));
    });
    return [title, list];
  }

  function leadTo(find, words) {
    const link = make("a", "", words);
    link.href = `#${find().id}`;
    link.addEventListener("click", event => {
      const field = find();
      event.preventDefault(); // the address names the section
      if (field.element) reveal(field.element);
      field.focus();
    });
    return link;
  }

  function linkTo(at) { return leadTo(() => root.find(at), nameOf(fields, at)); }

  return { show, summary, linkTo };
}

/* A place in words: “Members of the team, post 2, Role”. */
function nameOf(fields, at) {
  let field = { kind: "record", fields };
  const words = [];
  at.forEach(step => {
    if (field && field.kind === "list") {
      words.push(`${field.entry} ${step + 1}`);
      field = field.item;
    } else {
      field = field && field.fields && field.fields.find(one => one.name === step);
      words.push(field ? field.label : String(step));
    }
  });
  return words.join(", ");
}

guidanceForm.problems = { makeBoard, nameOf };

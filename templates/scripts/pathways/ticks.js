/* The steps of a pathway can be ticked off, and the list of pathways says how far a reader has come. */
const { make } = guidance;
const { done } = guidancePathways;

function count(steps, ticked) {
  return guidance.say("{number} of {whole} done", { number: steps.filter(step => ticked.has(step)).length, whole: steps.length });
}

document.querySelectorAll(".g-pathway-done").forEach(place => {
  const ticked = done.of(place.dataset.pathway);
  const steps = place.dataset.steps.split(" ");
  if (steps.some(step => ticked.has(step))) place.textContent = count(steps, ticked);
});

const list = document.querySelector(".g-pathway");
if (list) {
  const place = document.querySelector(".g-pathway-count");
  const steps = Array.from(list.querySelectorAll(".g-step"));
  const names = steps.map(step => step.dataset.step);
  const pathway = place.dataset.pathway;
  const boxes = steps.map(tickOf);
  const said = make("span", "");
  const clear = guidance.button("g-small-button", guidance.say("Clear the ticks"));
  let ticked = done.of(pathway);

  said.setAttribute("role", "status");
  clear.addEventListener("click", () => {
    change(new Set());
    boxes[0].focus();
  });
  place.append(said, " ", clear);
  list.classList.add("g-pathway--ticked");
  window.addEventListener("storage", event => { if (event.key === done.key) show(done.of(pathway)); });
  show(ticked);

  function tickOf(step) {
    const box = make("input", "");
    const name = make("span", "g-hidden", guidance.say("Done: {title}", { title: step.textContent }));
    box.type = "checkbox";
    box.addEventListener("change", () => {
      const now = new Set(ticked);
      if (box.checked) now.add(step.dataset.step);
      else now.delete(step.dataset.step);
      change(now);
    });
    step.before(make("label", "g-step__tick", box, name));
    return box;
  }

  function change(now) {
    const isKept = done.save(pathway, now);
    show(now);
    if (!isKept) said.textContent += " " + guidance.say("This browser does not keep your ticks.");
  }

  function show(now) {
    ticked = now;
    boxes.forEach((box, position) => {
      box.checked = ticked.has(names[position]);
      box.closest("li").classList.toggle("g-pathway__done", box.checked);
    });
    said.textContent = count(names, ticked);
    clear.hidden = !ticked.size;
  }
}

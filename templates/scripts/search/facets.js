/* The facets of the search: check boxes, and how many pages each would give. */
const { make } = guidanceSearch;

function makeBox(facet, title) {
  const box = make("input", { type: "checkbox", name: facet.id, value: title });
  return make("label", {}, [box, make("span", {}, guidance.value(title)), make("span", { "class": "g-search-dialog__sum" })]);
}

function makeGroup(facet, titles) {
  const boxes = titles.map(title => makeBox(facet, title));
  return make("fieldset", {}, [make("legend", {}, facet.title), ...boxes]);
}

/* Fill `place` with the options ({kind: [title], ...}). `changed` is called when a reader changes a choice. */
function makeFacets(place, options, changed) {
  const summary = make("summary");
  const clear = make("button", { type: "button", "class": "g-search-dialog__clear" }, guidance.say("Clear all"));
  const groups = guidanceSearch.facets.map(facet => makeGroup(facet, options[facet.id]));
  place.replaceChildren(summary, clear, ...groups);
  place.hidden = false;

  function boxes() { return Array.from(place.querySelectorAll("input")); }

  function show() {
    const count = boxes().filter(box => box.checked).length;
    summary.textContent = count ? guidance.say("Narrow down ({number} chosen)", { number: count }) : guidance.say("Narrow down");
    clear.hidden = !count;
  }

  place.addEventListener("change", () => {
    show();
    changed();
  });
  clear.addEventListener("click", () => {
    boxes().forEach(box => { box.checked = false; });
    summary.focus();
    show();
    changed();
  });

  return {
    chosen() {
      const chosen = { kind: [], type: [], theme: [] };
      boxes().forEach(box => { if (box.checked) chosen[box.name].push(box.value); });
      return chosen;
    },
    choose(chosen) {
      boxes().forEach(box => { box.checked = chosen[box.name].includes(box.value); });
      show();
    },
    hasChoice() { return boxes().some(box => box.checked); },
    count(counts) {
      boxes().forEach(box => {
        const count = counts[box.name][box.value] || 0;
        const label = box.parentElement;
        label.lastChild.textContent = guidance.number(count);
        label.classList.toggle("g-search-dialog__none", !count);
      });
    }
  };
}

guidanceSearch.makeFacets = makeFacets;

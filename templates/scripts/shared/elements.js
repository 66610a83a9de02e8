/* Elements made of plain text. */

/* An element with a class, and texts, elements or lists of them in it. Data only ever becomes text. */
function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content.flat());
  return element;
}

/* Relative to the page, like every link of the site: print spells out only addresses outside it. */
function link(path, text) {
  const element = make("a", "", text);
  element.href = "../".repeat(guidance.pageAt(location.href).split("/").length - 1) + path;
  return element;
}

function button(className, ...content) {
  const element = make("button", className, content);
  element.type = "button";
  return element;
}

/* Hands a file to the reader, as their browser does with any download. */
function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const made = make("a");
  made.href = address;
  made.download = name;
  document.body.append(made);
  made.click();
  made.remove();
  setTimeout(() => { URL.revokeObjectURL(address); }, 10000);
}

Object.assign(guidance, { make, link, button, download });

/* "Copy link": a button for pages whose address says what they show, so that it can be sent to somebody. */

/* A promise of whether a text is now in the clipboard. Browsers give the newer way to secure addresses alone. */
function copyText(text) {
  if (!navigator.clipboard) return Promise.resolve(copyByHand(text));
  return navigator.clipboard.writeText(text).then(() => true, () => copyByHand(text));
}

function copyByHand(text) {
  const field = guidance.make("textarea", "g-hidden");
  field.value = text;
  document.body.append(field);
  field.select();
  let isCopied = false;
  try { isCopied = document.execCommand("copy"); } catch { /* the reader is told */ }
  field.remove();
  return isCopied;
}

/* The button, and what it says when pressed. `addressNow` gives the address to copy. Where nothing can be copied the
   address is shown, to be copied by hand. */
function shareButton(words, addressNow) {
  const said = guidance.make("span", "g-share__said");
  const button = guidance.button("g-small-button", words);
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const address = addressNow();
    said.textContent = "";
    const isCopied = await copyText(address);
    button.focus();
    said.textContent = isCopied ? guidance.say("The link is copied.") : guidance.say("Your browser did not copy it. This is the link: {address}", { address });
  });
  return guidance.make("div", "g-share", button, " ", said);
}

Object.assign(guidance, { copy: copyText, shareButton });

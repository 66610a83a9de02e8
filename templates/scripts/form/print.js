/* On paper a text field shows no more than its lines on the screen. So each gets its whole text beside it. */
const { make } = guidance;

function follow(form) {
  window.addEventListener("beforeprint", () => {
    form.querySelectorAll("textarea").forEach(field => {
      if (field.value) field.after(make("div", "g-form__paper", field.value));
    });
  });
  window.addEventListener("afterprint", () => {
    form.querySelectorAll(".g-form__paper").forEach(copy => { copy.remove(); });
  });
}

guidanceForm.print = { follow };

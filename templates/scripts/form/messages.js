/* What the form says of mistakes: the words of the program's own catalogue, by code, which come with the
   form's data. No script has words of its own for them. */

/* `values`: what the words name in curly brackets. */
guidanceForm.tell = (code, values) => {
  return guidanceFormData.messages[code].replace(/\{(\w+)\}/g, (name, key) => values?.[key] ?? name);
};

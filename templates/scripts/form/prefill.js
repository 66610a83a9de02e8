/* The recommendation that an address asks for, `?recommendation=regular-meetings`: the form begins with a practice
   of it. Nothing of the address reaches the page but an identifier that the form offers. */

/* {id, title}; null where the address asks for none, or for one that this site doesn't have. */
function asked(form) {
  const id = wanted();
  const choice = form.choices.recommendation.find(one => one[0] === id);
  return choice ? { id, title: choice[1] } : null;
}

function wanted() { return new URLSearchParams(location.search).get("recommendation"); }

/* The data of the form with an entry for the practice, unless there is one. */
function withPractice(data, id) {
  const practices = Array.isArray(data.practices) ? data.practices : [];
  if (practices.some(one => one && one.recommendation === id)) return data;
  return { ...data, practices: [...practices, { recommendation: id }] };
}

/* What to say about it; empty where the address asks for nothing. */
function words(found) {
  if (found) return guidance.say("Under “Recommendations in practice”, an entry for “{title}” is ready.", { title: found.title });
  return wanted() ? guidance.say("This site has no recommendation of the name in the address.") : "";
}

guidanceForm.prefill = { asked, withPractice, words };

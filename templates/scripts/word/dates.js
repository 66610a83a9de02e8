/* Days as the form has them: year-month-day. */

/* The day a year later; of a 29 February the 28th. */
function aYearAfter(day) { return `${Number(day.slice(0, 4)) + 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`; }

Object.assign(guidanceWord, { aYearAfter });

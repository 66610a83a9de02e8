/* What identifies a person and so has no place in a case study, with its places in a text: addresses, numbers, and in an
   anonymous one people behind a title. By the patterns of `generator/checks/personal_data.toml`, and no others. */
const { personal } = guidanceFormData.rules;
const EMAIL = new RegExp(personal.email, "gu");
const SPELLED_OUT = new RegExp(personal.spelled_out, "giu");
const PHONE = new RegExp(personal.phone, "gu");
const TRUNK = new RegExp(`^(?:${personal.trunk})$`, "u");
const INTERNATIONAL = new RegExp(personal.international, "gu");
const SLASHED = new RegExp(personal.slashed, "gu");
const EXTENSION = new RegExp(personal.extension, "uy");
const NHS_NUMBER = new RegExp(personal.nhs_number, "gu");
const POSTCODE = new RegExp(personal.postcode, "giu");
const WEB_ADDRESS = new RegExp(personal.web_address, "giu");
const REFERENCE = new RegExp(personal.reference, "gu");
const PERSON = new RegExp(personal.person, "gu");
const UNUSUAL = /(?![0-9])\p{Nd}|[\uff0b\uff20\ufe6b\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/gu;

/* The problems of one text: {code, text}. */
function find(text, isAnonymous) {
  const kinds = findRefused(text, isAnonymous).map(one => one.kind);
  const problems = [
    ["email", guidanceForm.tell("personal-email")], ["phone", guidanceForm.tell("personal-phone")],
    ["nhs-number", guidanceForm.tell("personal-nhs-number")], ["name", guidanceForm.tell("personal-name")]
  ];
  return problems.filter(([kind]) => kinds.includes(kind)).map(([kind, said]) => ({ code: `personal-${kind}`, text: said }));
}

/* The text with ordinary digits, spaces and @ for those that only look different. Its length stays. */
function usual(text) {
  return text.replace(UNUSUAL, sign => {
    if (sign === "\uff20" || sign === "\ufe6b") return "@";
    if (sign === "\uff0b") return "+";
    // The digits of a script stand in a row of ten, from nought on.
    return /\p{Nd}/u.test(sign) ? digitOf(sign).padStart(sign.length) : " ";
  });
}

function digitOf(sign) {
  let code = sign.codePointAt(0);
  let digit = 0;
  while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) [code, digit] = [code - 1, digit + 1];
  return String(digit);
}

/* In order and without overlaps: {start, end, kind, isCertain}. */
function findAll(text, isAnonymous) {
  const plain = usual(text);
  const within = [REFERENCE, WEB_ADDRESS].map(pattern => Array.from(plain.matchAll(pattern), spanOf));
  const numbers = [...phones(plain), ...nhsNumbers(plain), ...postcodes(plain)].filter(one => !isWithin(one, within[0]))
    .map(one => one.kind !== "postcode" && isWithin(one, within[1]) ? { ...one, isCertain: false } : one);
  const emails = [EMAIL, SPELLED_OUT].flatMap(pattern => Array.from(plain.matchAll(pattern), match => sighting(match, "email")));
  const people = isAnonymous ? Array.from(plain.matchAll(PERSON), match => ({ ...sighting(match, "name"), isCertain: Boolean(match.groups.title) })) : [];
  return withoutOverlaps([...emails, ...numbers, ...people]);
}

function spanOf(match) { return { start: match.index, end: match.index + match[0].length }; }

function sighting(match, kind) { return { ...spanOf(match), kind, isCertain: true }; }

function isWithin(one, spans) { return spans.some(span => span.start <= one.start && one.start < span.end); }

function withoutOverlaps(sightings) {
  const found = [];
  sightings.sort((a, b) => b.isCertain - a.isCertain || a.start - b.start || b.end - a.end).forEach(one => {
    if (found.every(other => one.end <= other.start || other.end <= one.start)) found.push(one);
  });
  return found.sort((a, b) => a.start - b.start);
}

function phones(text) {
  const found = [...text.matchAll(INTERNATIONAL), ...Array.from(text.matchAll(SLASHED)).filter(match => TRUNK.test(match[0].replaceAll("/", "")))]
    .map(match => ({ ...sighting(match, "phone"), end: withExtension(match.index + match[0].length, text) }));
  PHONE.lastIndex = 0;
  for (let match = PHONE.exec(text); match; match = PHONE.exec(text)) {
    const end = endOfPhone(match, text);
    if (end) found.push({ start: match.index, end, kind: "phone", isCertain: true });
    PHONE.lastIndex = end || match.index + 1;
  }
  return found;
}

/* Where the number ends, which may be before other figures; 0 when it is none. */
function endOfPhone(match, text) {
  const country = match.groups.country || "";
  for (let end = match.index + match[0].length; end > match.index; end -= 1) {
    const digits = text.slice(match.index + country.length, end).replace(/[^0-9]/g, "");
    const isEnd = /[0-9]/.test(text[end - 1]) && !/[\p{L}\p{N}]/u.test(text[end] || "");
    if (isEnd && TRUNK.test(country ? `0${digits}` : digits)) return withExtension(end, text);
  }
  return 0;
}

function withExtension(end, text) {
  EXTENSION.lastIndex = end;
  return EXTENSION.test(text) ? EXTENSION.lastIndex : end;
}

function nhsNumbers(text) {
  return Array.from(text.matchAll(NHS_NUMBER)).filter(match => {
    const digits = match[0].replace(/[^0-9]/g, "");
    const sum = Array.from(digits.slice(0, 9)).reduce((all, digit, place) => all + digit * (10 - place), 0);
    return Boolean(match.groups.gap) === Boolean(match.groups.other_gap) && (11 - sum % 11) % 11 === Number(digits[9]);
  }).map(match => sighting(match, "nhs-number"));
}

function postcodes(text) {
  return Array.from(text.matchAll(POSTCODE))
    .filter(match => !/[0-9](?:st|nd|rd|th)/.test(match[0]) && (match.groups.gap || match[0] === match[0].toUpperCase()))
    .map(match => ({ ...sighting(match, "postcode"), isCertain: false }));
}

/* What is certain: what the check would refuse. */
function findRefused(text, isAnonymous) { return findAll(text, isAnonymous).filter(one => one.isCertain); }

guidanceForm.personalData = { find, findAll, findRefused };

/* What identifies a person and so has no place in a case study: e-mail addresses, phone numbers, NHS numbers
   and, in an anonymous one, people's names behind a title. On the strict side: what is refused here by
   mistake can be written in other words. */
const { trunk, titles, name } = guidanceFormData.rules;
const GAP = "[\\s().\\u2010-\\u2015-]{0,6}";
const EMAIL = /[^\s@]\s?(?:@|%40|&#64;|&#x40;|&commat;|\\x40|\\u0040|[[({]\s?at\s?[\])}])\s?[^\s@.]+(?:\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?)[^\s@]/i;
const PHONE = new RegExp(`(?<![\\p{L}\\p{N}/+])(?:(?:\\+|00)${GAP}44${GAP}0?|0(?=[1-9][0-9]))((?:${GAP}[0-9]){8,12})`, "gu");
const TRUNK = new RegExp(`^(?:${trunk})`, "u");
const TEN = new RegExp(`(?<![\\p{L}\\p{N}/])[0-9]{3}${GAP}[0-9]{3}${GAP}[0-9]{4}(?![\\p{L}\\p{N}/])`, "gu");
const FOREIGN = /(?:(?![0-9])\p{Nd}[\s().-]{0,3}){9}/u;
const PERSON = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${titles})\\.?\\s{1,3}${name}`, "u");

/* The problems of one text: {code, text}. */
function find(text, isAnonymous) {
  const usual = text.normalize("NFKC");
  const found = [];
  if (EMAIL.test(usual)) found.push({ code: "personal-email", text: guidanceForm.tell("personal-email") });
  if (FOREIGN.test(usual) || matches(PHONE, usual).some(isPhone)) {
    found.push({ code: "personal-phone", text: guidanceForm.tell("personal-phone") });
  }
  if (matches(TEN, usual).some(isNhsNumber)) found.push({ code: "personal-nhs-number", text: guidanceForm.tell("personal-nhs-number") });
  if (isAnonymous && PERSON.test(usual)) {
    found.push({ code: "personal-name", text: guidanceForm.tell("personal-name") });
  }
  return found;
}

function matches(pattern, text) { return Array.from(text.matchAll(pattern)); }

function isPhone(match) { return TRUNK.test("0" + match[1].replace(/[^0-9]/g, "")); }

/* The last figure follows from the others. */
function isNhsNumber(match) {
  const digits = match[0].replace(/[^0-9]/g, "");
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += digits[place] * (10 - place);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

guidanceForm.personalData = { find };

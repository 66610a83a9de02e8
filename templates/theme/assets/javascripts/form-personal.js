/* What identifies a person and so has no place in a case study: e-mail addresses, phone numbers, NHS numbers
   and, in an anonymous one, people's names behind a title. On the strict side: what is refused here by
   mistake can be written in other words. */
(function () {
  "use strict";
  var GAP = "[\\s().\\u2010-\\u2015-]{0,6}";
  var EMAIL = /[^\s@]\s?(?:@|%40|&#64;|&#x40;|&commat;|\\x40|\\u0040|[[({]\s?at\s?[\])}])\s?[^\s@.]+(?:\.|\s?[[({]\s?(?:dot|\.)\s?[\])}]\s?)[^\s@]/i;
  var PHONE = new RegExp("(?<![\\p{L}\\p{N}/+])(?:(?:\\+|00)" + GAP + "44" + GAP + "0?|0(?=[1-9][0-9]))((?:" + GAP + "[0-9]){8,12})", "gu");
  var TRUNK = /^0(?:1[0-9]{8}|2[03489][0-9]{8}|3[0347][0-9]{8}|5[56][0-9]{8}|7[1-9][0-9]{8}|8[0-9]{8}|9[0-9]{9})/;
  var TEN = new RegExp("(?<![\\p{L}\\p{N}/])[0-9]{3}" + GAP + "[0-9]{3}" + GAP + "[0-9]{4}(?![\\p{L}\\p{N}/])", "gu");
  var FOREIGN = /(?:(?![0-9])\p{Nd}[\s().-]{0,3}){9}/u;
  var NAME = /(?<![\p{L}\p{N}_])(?:Dr|Mrs?|Ms|Mx|Prof)\.?\s{1,3}(?:[A-Z]\.?[ \t]{1,3}){0,3}(?:(?:de|van|von) )?(?:Mc|Mac|O['\u2019])?[A-Z][a-z\u00e0-\u024f]/u;

  /* The problems of one text: {code, text}. */
  function find(text, isAnonymous) {
    var usual = text.normalize("NFKC");
    var found = [];
    if (EMAIL.test(usual)) found.push({ code: "personal-email", text: guidanceFormTell("personal-email") });
    if (FOREIGN.test(usual) || matches(PHONE, usual).some(isPhone)) {
      found.push({ code: "personal-phone", text: guidanceFormTell("personal-phone") });
    }
    if (matches(TEN, usual).some(isNhsNumber)) found.push({ code: "personal-nhs-number", text: guidanceFormTell("personal-nhs-number") });
    if (isAnonymous && NAME.test(usual)) {
      found.push({ code: "personal-name", text: guidanceFormTell("personal-name") });
    }
    return found;
  }

  function matches(pattern, text) { return Array.from(text.matchAll(pattern)); }

  function isPhone(match) { return TRUNK.test("0" + match[1].replace(/[^0-9]/g, "")); }

  /* The last figure follows from the others. */
  function isNhsNumber(match) {
    var digits = match[0].replace(/[^0-9]/g, "");
    var sum = 0;
    for (var place = 0; place < 9; place += 1) sum += digits[place] * (10 - place);
    return (11 - (sum % 11)) % 11 === Number(digits[9]);
  }

  window.guidanceFormPersonal = { find: find };
})();

"""What is wrong with what a file says: with its values, its texts, and what must hold between them.

By code, with values in curly brackets as `str.format` has them. `form` is what the form for case studies
says of the same mistake beside the field; translators see it.
"""

from __future__ import annotations

from generator.basics.labels import label
from generator.basics.problem import Message, warning

CONTENT = {
    # Values
    "missing-field": Message("{field} is missing", "a line {field}: …", form=label("Fill in “{label}”")),
    "missing-field/inside": Message("{field} is missing from {owner}", "a line {field}: …"),
    "missing-field/entry": Message("{field} is missing from this entry of {owner}", "a line {field}: …"),
    "missing-field/unnamed": Message("", form=label("Fill in this")),
    "missing-field/choice": Message("", form=label("Choose an answer for “{label}”")),
    "missing-field/unnamed-choice": Message("", form=label("Choose an answer for this")),
    "missing-name": Message("", form=label("Give the file a name")),
    "empty-value": Message("{field} has no value", "a value after {field}:", found="nothing"),
    "unknown-key": Message(
        "unknown key", "one of {known}", form=label("A case study has no field “{name}” here")
    ),
    "unknown-choice": Message(
        "this word is not one of the choices", "{choices}", form=label("Choose one of: {choices}")
    ),
    "wrong-type/list": Message(
        "a list is expected here", "a list: lines that begin with a hyphen", form=label("A list belongs here")
    ),
    "wrong-type/mapping": Message(
        "several named values are expected here",
        "lines below it, indented, each with a name, a colon and a value",
        form=label("Several named values belong here"),
    ),
    "wrong-type/text": Message(
        "text is expected here",
        "text: one value, in quotes if it holds : or #",
        form=label("One text belongs here"),
    ),
    "empty-list": Message("this list is empty", "at least one entry", form=label("Add at least one {entry}")),
    "bad-identifier": Message(
        "this is not an identifier",
        "lower-case letters, digits and single hyphens, such as regular-meetings",
        form=label("Use small letters, digits and single hyphens, such as large-rural-trust"),
    ),
    "bad-identifier/windows": Message(
        "this can't be an identifier, because Windows can't have a file of this name", "another name"
    ),
    "bad-identifier/long": Message(
        "this identifier is too long", "at most {most} characters", found="{length} characters"
    ),
    "bad-line": Message(
        "this is not one line of text",
        "one line of text, up to {most} characters",
        form=label("Write this on one line"),
    ),
    "bad-line/long": Message(
        "this line is too long",
        "at most {most} characters; this has {length}",
        form=label("Use at most {number} characters; this has {length}"),
    ),
    "bad-email": Message("this is not an e-mail address", "an e-mail address, such as guidance@example.org"),
    "bad-address": Message("this is not a web address", "a web address, such as https://example.org/report"),
    "bad-address/page": Message(
        "this is not the address of a page", "the address of a page, such as guides/old-name.html"
    ),
    "bad-address/windows": Message(
        "this can't be an address, because Windows can't have a file or folder of this name",
        "another address",
    ),
    "bad-address/long": Message(
        "this address is too long", "at most {most} characters", found="{length} characters"
    ),
    "bad-language": Message(
        "this is not the code of a language", "the code of a language, such as cy for Welsh"
    ),
    "empty-text": Message("there is no text here", "at least one sentence"),
    "not-a-number": Message(
        "a number is expected here",
        "a number such as 6.9",
        form=label("Write a number in digits, such as 6.9"),
    ),
    "not-a-number/whole": Message(
        "a whole number is expected here",
        "a whole number such as 13",
        form=label("Write a whole number in digits, without commas, such as 13"),
    ),
    "number-too-small": Message(
        "this number is too small",
        "a number such as 6.9, not below {lowest}",
        form=label("Write a number that is not below {number}"),
    ),
    "number-too-small/whole": Message(
        "this number is too small", "a whole number such as 13, not below {lowest}"
    ),
    "not-true-or-false": Message("this is neither true nor false", "true or false, in small letters"),
    "not-a-date": Message(
        "this is not a date",
        "a date written year-month-day, such as 2026-11-21",
        form=label("Write a date as year-month-day, such as 2026-11-21"),
    ),
    "impossible-date": Message(
        "there is no such day",
        "a date written year-month-day, such as 2026-11-21",
        form=label("There is no such day: {day}"),
    ),
    # Texts
    "text-too-long": Message(
        "this text is too long",
        "at most {most:,}",
        found="{length:,} characters",
        form=label("A text can have at most {number} characters"),
    ),
    "paragraph-too-long": Message(
        "this paragraph is too long",
        "a blank line within {most:,} characters",
        found="{length:,} characters",
        form=label("Within {number} characters there has to be a blank line"),
    ),
    "markup-too-deep": Message(
        "emphasis and links are nested too deep",
        "at most {most} of them in each other",
        form=label("Emphasis and links can be at most {number} deep in each other"),
    ),
    "markup-not-allowed": Message(
        "{name} can't be used here",
        "paragraphs, emphasis, lists and links",
        form=label("This kind of markup can’t be used here"),
    ),
    "markup-not-allowed/heading": Message(
        "a heading can't be used here",
        "headings stand only in pages, as ## or ###",
        form=label(
            "A heading (a line that begins with #, or has a line of hyphens below it) can’t be used here"
        ),
    ),
    "markup-not-allowed/html-block": Message(
        "HTML can't be used here",
        "plain text; a < in a text needs a space or a digit after it",
        form=label("HTML (a < with a letter after it) can’t be used here"),
    ),
    "markup-not-allowed/html": Message("HTML can't be used here", "plain text"),
    "markup-not-allowed/image": Message(
        "an image can't be used here", "text", form=label("An image can’t be used here")
    ),
    "markup-not-allowed/code": Message(
        "a block of code can't be used here",
        "text",
        form=label("A block of code (a line that begins with ``` or ~~~) can’t be used here"),
    ),
    "markup-not-allowed/code-in-list": Message(
        "a block of code can't stand in a list", "it above or below the list"
    ),
    "markup-not-allowed/quotation": Message(
        "a block quotation can't be used here",
        "text without > at the start of a line",
        form=label("A quotation (a line that begins with >) can’t be used here"),
    ),
    "markup-not-allowed/line": Message(
        "a line across the page can't be used here",
        "a blank line between paragraphs",
        form=label("A line across the page (--- or ***) can’t be used here"),
    ),
    "heading-level": Message("a heading of this level can't be used here", "## or ###"),
    "heading-level/hyphens": Message("a line of hyphens makes the text above it a heading", "## or ###"),
    "heading-level/empty": Message("this heading has no text", "## or ###"),
    "heading-level/in-list": Message("a heading can't stand in a list", "## or ###"),
    "table-without-rows": Message("this table is a head alone", "a row below the hyphens"),
    "table-row-too-long": Message(
        "this row has more cells than the head", "{cells} cells, as in the head; write | inside a cell as \\|"
    ),
    "list-number": Message(
        "this number makes a list of the line",
        "a number up to {most}, or a backslash for what is no list: {typed}",
        form=label("“{number}” makes a list of the line. Put a backslash before the full stop or bracket"),
    ),
    "list-too-deep": Message(
        "this list is too deep",
        "at most {most} levels",
        form=label("A list can be at most {number} levels deep"),
    ),
    "empty-list-entry": Message(
        "this entry of a list has no text", "text after it", form=label("An entry of a list has no text")
    ),
    "nested-link": Message(
        "a link can't have another link in its text",
        "one link after the other",
        form=label("A link can’t have another link in its text"),
    ),
    "link-title": Message(
        "a link can't have a title",
        "the address alone",
        form=label("A link can’t have a title: give the address alone"),
    ),
    "bad-address/link": Message(
        "this is not a web address", "https://…", form=label("“{address}” is not a web address")
    ),
    "empty-link": Message(
        "a link to a web page needs text",
        "[text](address)",
        form=label("A link to a web page needs text: [text](address)"),
    ),
    "unknown-link-kind": Message(
        "this kind of link is unknown",
        "https, http, or one of {kinds}",
        form=label("“{start}” is no kind of link. Use https://…, or for example role:ccio"),
    ),
    # Between values, and between files
    "unknown-reference": Message(
        "unknown {noun}",
        "the identifier of {one} in {home}",
        form=label("There is no {kind} “{name}” on this site"),
    ),
    "unknown-reference/kind": Message(
        "this names nothing", "a kind and an identifier, as in a link: recommendation:regular-meetings"
    ),
    "unknown-reference/few": Message("unknown {noun}", "one of those in {home}: {names}"),
    "unknown-reference/number": Message("unknown {noun}", "one of: {names}"),
    "unknown-reference/none": Message("", form=label("Choose a {kind}")),
    "unknown-section": Message(
        "this source has no such section",
        "one of the sections of {source} in {file}: {sections}",
        form=label("“{name}” has no section “{section}”"),
    ),
    "unknown-section/none": Message(
        "this source has no such section", "one of the sections of {source} in {file}: none"
    ),
    "duplicate-identifier": Message(
        "this identifier is used twice for a {noun}",
        "an identifier of its own; the first is at {place}",
        form=label("There is a case study with this name already. Choose another"),
    ),
    "duplicate-identifier/list": Message(
        "this identifier is used twice in one list of {things}", "an identifier of its own"
    ),
    "address-in-use": Message(
        "this identifier leads to an address that something else has",
        "an identifier that differs from that of the {noun} at {place}",
    ),
    "address-in-use/list": Message(
        "this identifier leads to an address that something else has",
        "another identifier; the page of a list has this address",
    ),
    "address-in-use/old": Message(
        "there is a page at this old address", "an address that no page has; this one shows {file}"
    ),
    "address-in-use/old-list": Message(
        "there is a page at this old address", "an address that no page has; this one shows a list"
    ),
    "address-in-use/old-twice": Message(
        "there is a page at this old address", "an address that no page has; this one is moved above"
    ),
    "address-in-use/page": Message("two pages would have the same address", "addresses that differ"),
    "not-published": Message(
        "this case study is not published, so nothing published may refer to it",
        "a case study with consent: true, and not withdrawn",
    ),
    "not-published/public": Message(
        "this case study is not published, so nothing published may refer to it",
        "a case study with consent: true and visibility: public, and not withdrawn",
    ),
    "not-published/entry": Message(
        "this copy leaves out what this refers to, so nothing that it shows may do so",
        "something that the copy shows, or visibility: internal here as well",
    ),
    "stale-number": Message(
        "this is not the number of {things}",
        "{count}, in digits or as a word; without a text, [](number:{target}), the site fills it in",
    ),
    "too-many-steps": Message("this pathway has too many steps", "at most {most} steps"),
    "unfit-step": Message("a step can't lead to this", "{kinds}"),
    "unfit-step/twice": Message("an earlier step leads here", "each thing once in a pathway"),
    "headcount-below-wte": Message(
        "there are fewer people than whole-time equivalents",
        "at least the team's WTE, which is {wte}",
        form=label("There can’t be fewer people than the WTE, which is {number}"),
    ),
    "unnamed-post": Message(
        "a post needs a name",
        "title: what the organisation calls it; or role: the role of this guidance that it has",
        form=label("Fill in “Job title”, or choose a role"),
    ),
    "partial-list/none": Message(
        "figures are counted from a complete list of posts, and this has none",
        "members above, or no members_are_complete",
        form=label("List every post of the team, or answer No to “The list has every post”"),
    ),
    "partial-list/count": Message(
        "figures are counted from a complete list of posts, and this post has no number",
        "count: how many posts of this kind there are; or no members_are_complete",
        form=label("Say how many posts there are, or answer No to “The list has every post”"),
    ),
    "partial-list/headcount": Message(
        "figures are counted from a complete list of posts, and these are not as many as the people",
        "{count}, which is what the posts add up to; or no members_are_complete",
        form=label(
            "The posts add up to {number}. Correct one of the two, or answer No to “The list has every post”"
        ),
    ),
    "name-in-anonymous": Message(
        "an anonymous case study can't name its organisation",
        "no name, or anonymous: false under publication",
        form=label(
            "An anonymous case study can’t name its organisation. Delete the name, or answer No to "
            "“Anonymous”"
        ),
    ),
    "unknown-publisher": Message(
        "no source has this publisher", "a name exactly as under publisher of a source"
    ),
    "review-before-reviewed": Message(
        "the next review is before the last one",
        "a day after {day}",
        form=label("The next review can’t be before the last one"),
    ),
    "range-out-of-order": Message("this value lies outside its range", "low, value and high in rising order"),
    "review-overdue": warning("this is overdue for review{about}"),
    "review-due": warning("this is due for review{about}"),
    "no-evidence": warning("no case study shows this recommendation{about}"),
    "spelling": warning("this is spelt in another way here", "{write}"),
    "no-owner": warning(
        "nobody is named who runs this site, so its pages on contact and accessibility say that nobody is",
        "a line owner: with the name of an organisation",
    ),
    "no-contact": warning(
        "there is no address to write to, so pages that ask for corrections can't say where to send them",
        "a line email: with an address, or a line repository: with the web address of the repository",
    ),
    "no-contact/copy": warning(
        "readers of this copy are given no address to write to", "a line email: with an address"
    ),
    "no-source": warning("this names no source{about}"),
    "review-by": Message("review by {day}"),
    # Overlays and translations
    "unfit-for-overlay": Message("this can't be hidden", "{kinds}"),
    "unfit-for-overlay/note": Message("this can't have a note", "{kinds}"),
    "unfit-for-overlay/menu": Message("the menu of every page leads here", "something else"),
    "hidden-thing": Message(
        "this copy hides what this refers to", "something that content/overlay.yml does not hide"
    ),
    "hidden-but-needed": Message("without this, {file} would be left with nothing", "not to hide this"),
    "hidden-but-needed/thing": Message(
        "without this, {file} would be left with nothing", "to hide {thing} as well, or not to hide this"
    ),
    "unused-override": Message(
        "this file replaces nothing, and no other file of yours names it",
        "the name of a file in the release's templates/, or one that a template of yours includes",
    ),
    "other-release": Message(
        "this copy was made for another release than the one that is installed",
        "{release}, once you have seen what changes: guidance upgrade NEW-RELEASE.whl",
    ),
    "template-error": Message("this template can't be rendered (page {page})"),
    "template-error/missing": Message(
        "this template can't be rendered (page {page})", found="no template with the name {name}"
    ),
    "unknown-language": Message(
        "the name of this folder is not the code of a language",
        "the code of a language, such as cy for Welsh",
    ),
    "no-translations": Message(
        "nothing is translated into the language that the site shall be in",
        "a file that guidance labels --language {language} makes",
    ),
    "no-original": Message("there is no file that this could be a translation of", "the name of a file"),
    "outdated-translation": warning(
        "the English has changed since this was translated",
        "{digest}, once the translation says the same again",
    ),
    "other-headings": Message("a translation has the headings of its original, in their order", "{headings}"),
    "not-translatable": Message(
        "this is the same in every language, so it is not in a translation", "one of {known}"
    ),
    "nothing-to-translate": Message(
        "the original has nothing here that could be translated", "a field that the original has"
    ),
    "other-length": Message(
        "this list has not as many entries as the original",
        "{count} entries; one may be empty: a hyphen alone",
    ),
    "unknown-entry": Message(
        "the original has no entry with this {matched_by}", "{matched_by}: and one of {known}"
    ),
    "unreadable-labels": Message(
        "this file of labels can't be read", "a catalogue of labels, as Poedit, Weblate and gettext write it"
    ),
    "bad-label": Message("this label's values and links are not those of the English", "{wanted}"),
    "bad-label/lines": Message("a label stands on one line", "one line"),
}

"""What is wrong with a file and with its YAML, by code, before anything is known of what it says.

The other half of what an editor reads about content is in `content`; both are laid out alike.
"""

from __future__ import annotations

from generator.basics.labels import label
from generator.basics.problem import Message

_EXAMPLE = "a mapping, such as `title: A title`"
_IN_QUOTES = "the value in quotes"
_PIPE = "| here, and the text on the lines below it"

FILES = {
    "missing-file": Message("this file is missing", "a file {file}", found="nothing"),
    "more-alike": Message("and {number:,} more like this in this file", "none of them", found="[{code}]"),
    "unreadable-file": Message("this file can't be read", "a file"),
    "unreadable-file/no-file": Message("this is no file, so it is not opened", "an ordinary file"),
    "symbolic-link": Message("a symbolic link can't be content", "a file of its own"),
    "symbolic-link/translation": Message("a symbolic link can't be a translation", "a file of its own"),
    "unexpected-file": Message("this file would not be read", "one of {places}"),
    "unexpected-file/ending": Message("this file would not be read", "a name ending in {suffix}"),
    "unexpected-file/translation": Message(
        "this file would not be read", "labels.po, or below content/: {places}"
    ),
    "unexpected-file/no-language": Message("this file would not be read", "translations/cy/…"),
    "unexpected-file/overlay": Message(
        "a folder with all of the guidance can't be an overlay as well",
        "a folder of its own: guidance new overlay DIR",
    ),
    "bad-file-name": Message(
        "the name of this file can't be an identifier",
        "lower-case letters, digits and single hyphens, such as large-rural-trust",
    ),
    "bad-file-name/windows": Message("on Windows no file or folder can have this name", "another name"),
    "bad-file-name/long": Message(
        "the name of this file or folder is too long",
        "at most {most} characters",
        found="{length} characters",
    ),
    "bad-file-name/capitals": Message(
        "two files here would be one on Windows and macOS, because only capitals or accents tell them apart",
        "a name that differs more from {other}",
    ),
    "in-the-release": Message(
        "the release has a file of this name, and an overlay can't replace it",
        "a name that the release does not have",
    ),
    "in-the-release/list": Message(
        "the release has a file of this name, and an overlay can't replace it",
        "what you add in content/overlay.yml",
    ),
    "file-too-large": Message(
        "this file is too large",
        "at most {most:,} bytes (256 KB)",
        found="{size:,} bytes",
        form=label("This file is too large. A case study has at most {number} KB."),
    ),
    "file-too-large/form": Message("", form=label("This is too long: a case study has at most {number} KB")),
    "unreadable-file/form": Message("", form=label("The browser could not read this file.")),
    "empty-file": Message("this file is empty", _EXAMPLE, found="nothing"),
    "empty-file/comments": Message("nothing is filled in here", _EXAMPLE, found="nothing"),
    "invalid-utf-8": Message(
        "this file is not saved as UTF-8 text",
        "UTF-8; choose it as the encoding when saving",
        found="the byte 0x{byte:02X}",
        form=label("This is not a text file in UTF-8. Choose the .yml file of a case study."),
    ),
    "invalid-utf-8/utf-16": Message(
        "this file is not saved as UTF-8 text",
        "UTF-8; choose it as the encoding when saving",
        found="a file saved as UTF-16",
    ),
    "control-character": Message(
        "an invisible character that is no text",
        "the text without it",
        form=label(
            "There is an invisible character in this text ({code}). Delete it, or type the words "
            "around it again"
        ),
    ),
    "control-character/escape": Message("an escape that stands for no character", "the text without it"),
    "bidi-control": Message(
        "an invisible character that changes the order in which a text is shown", "the text without it"
    ),
    # Its YAML
    "missing-front-matter": Message(
        "this page has no front matter", "`---` on the first line, and again below it"
    ),
    "unclosed-front-matter": Message(
        "the front matter is never closed", "a second `---` line below it", found="one `---` line"
    ),
    "not-a-mapping/list": Message("a list where a mapping belongs", _EXAMPLE, found="a list"),
    "not-a-mapping/text": Message("text where a mapping belongs", _EXAMPLE, found="text"),
    "not-a-mapping/form": Message(
        "", form=label("This is not a case study: there are no fields such as “title: …” in it.")
    ),
    "several-documents": Message(
        "a second document starts here",
        "one document; remove the `---` line, or make two files",
        form=label("This file holds several documents, with --- lines between them. Make a file of each."),
    ),
    "several-documents/end": Message("a second document starts here", "one document; remove the `...` line"),
    "directive": Message("a directive is not allowed", "the file without this line"),
    "anchor": Message(
        "an anchor is not allowed",
        "the value alone, in quotes if it begins with `&`",
        form=label("an anchor (&) can’t be used"),
    ),
    "anchor/start": Message("a value can't start with &", _IN_QUOTES),
    "alias": Message("an alias is not allowed", "the value itself, in quotes if it begins with `*`"),
    "alias/start": Message("a value can't start with *", _IN_QUOTES),
    "tag": Message(
        "a tag is not allowed",
        "the value alone, in quotes if it begins with `!`",
        form=label("a tag (!) can’t be used"),
    ),
    "tag/start": Message("a value can't start with !", _IN_QUOTES),
    "merge-key": Message("a merge key is not allowed", "the entries themselves"),
    "duplicate-key": Message("this key is there twice", "the key once; it is first on line {line}"),
    "duplicate-key/entry": Message(
        "this key is there twice",
        "the key once (it is first on line {line}), or a hyphen and a space where a new entry begins",
    ),
    "complex-key": Message("a key is missing", "a word before the colon"),
    "complex-key/empty": Message(
        "a key is missing", "a word before the colon", found="a colon without a key"
    ),
    "complex-key/list": Message(
        "a list where the text of a key belongs", "text; put it in quotes if it begins with `{{` or `[`"
    ),
    "complex-key/mapping": Message(
        "a mapping where the text of a key belongs", "text; put it in quotes if it begins with `{{` or `[`"
    ),
    "nesting-too-deep": Message(
        "lists and mappings are nested too deeply", "at most {most} levels", found="level {level}"
    ),
    "tab-indentation": Message(
        "a tab where spaces belong", "two spaces for each level, also on the lines below", found="a tab"
    ),
    "tab-indentation/inside": Message("a tab where spaces belong", "spaces"),
    "no-break-space": Message("a space of a special kind where an ordinary space belongs", "ordinary spaces"),
    "comment-cuts-value": Message(
        "a comment cuts this value short",
        "the value in quotes if the # belongs to it, or the comment on a line of its own",
    ),
    "comment-cuts-value/inside": Message(
        "a comment cuts this value short", "the comment above the value's key"
    ),
    "folded-text/list": Message(
        "the lines of this text are joined, so its list would be lost", _PIPE, found="line {number}: {line}"
    ),
    "folded-text/paragraphs": Message(
        "the lines of this text are joined, so its paragraphs would be lost",
        _PIPE,
        found="a blank line, line {number}",
    ),
    "folded-text/list-below-sign": Message(
        "the lines of this text are joined, so its list would be lost",
        "| instead of >",
        found="line {number}: {line}",
    ),
    "folded-text/paragraphs-below-sign": Message(
        "the lines of this text are joined, so its paragraphs would be lost",
        "| instead of >",
        found="a blank line, line {number}",
    ),
    "yaml-syntax": Message(
        "this can't be read as YAML",
        "`key: value`, with text in quotes",
        form=label("This file can’t be read as YAML."),
    ),
    "yaml-syntax/form": Message(
        "",
        form=label(
            "This file can’t be read as YAML. Line {number}: {reason}. Correct it in a text editor, "
            "then open it again."
        ),
    ),
    "yaml-syntax/colon": Message(
        "a colon followed by a space inside an unquoted value",
        "the value in quotes, or another sign instead of the colon",
    ),
    "yaml-syntax/curly": Message(
        "a colon followed by a space, in curly quotes: YAML takes these for part of the text",
        'straight quotes around the value: "…"',
    ),
    "yaml-syntax/bullet": Message("a bullet where a hyphen belongs", "a hyphen, a space and the value"),
    "yaml-syntax/numbered": Message(
        "a number where a hyphen belongs",
        "a hyphen, a space and the value: entries of a list have no numbers",
    ),
    "yaml-syntax/two-lines": Message(
        "a second key on the same line",
        "{field}: on a line of its own, or the whole value in quotes if the colon belongs to it",
    ),
    "yaml-syntax/fence": Message(
        "three backticks, as from a page or a chat that this was copied from", "the lines with ``` taken out"
    ),
    "yaml-syntax/run-on": Message(
        "this key is indented as if it belonged to the text of line {line}",
        "the key in line with the others, or the text of line {line} in quotes",
    ),
    "yaml-syntax/no-key": Message(
        "a line without a key and a colon",
        "`key: value`, or more spaces in front if it belongs to the value above",
    ),
    "yaml-syntax/after-hyphen": Message(
        "a space is missing after the hyphen", "a hyphen, a space and the value"
    ),
    "yaml-syntax/after-colon": Message(
        "a space is missing after the colon", "a colon, a space and the value"
    ),
    "yaml-syntax/item-for-key": Message(
        "a list item where a key belongs",
        "a key and a colon, or the list right below the key that it belongs to",
    ),
    "yaml-syntax/key-in-list": Message(
        "a key in the middle of a list", "a hyphen and a space in front, as in the lines above"
    ),
    "yaml-syntax/hyphen-at-top": Message(
        "a hyphen in front of a key that belongs to no list", "the key alone: {rest}"
    ),
    "yaml-syntax/item-beside-key": Message(
        "a list can't start on the line of its key", "each item on a line of its own, or the value in quotes"
    ),
    "yaml-syntax/indented": Message(
        "this line is indented differently from the lines it belongs to",
        "{spaces} spaces in front, as on line {line}, or as for another line above",
    ),
    "yaml-syntax/indented-by-one": Message(
        "this line is indented differently from the lines it belongs to",
        "1 space in front, as on line {line}, or as for another line above",
    ),
    "yaml-syntax/not-indented": Message(
        "this line is indented differently from the lines it belongs to",
        "no spaces in front, as on line {line}, or as for another line above",
    ),
    "yaml-syntax/further-in": Message(
        "this line goes on with the value of line {line}, so it belongs further in",
        "at least {spaces} spaces in front",
    ),
    "yaml-syntax/blank-line": Message(
        "a blank line above this text has more spaces than the text has in front",
        "blank lines without spaces",
    ),
    "yaml-syntax/before-comment": Message(
        "a space is missing in front of the #", "a space, or the whole value in quotes if the # belongs to it"
    ),
    "yaml-syntax/rest": Message("text after the end of a value", "the whole value in quotes"),
    "yaml-syntax/after-quote": Message(
        "text after the closing quote", "the whole value in quotes, and a quote inside it written as {sign}"
    ),
    "yaml-syntax/late-quote": Message(
        "this quote is not closed where it should be", "a closing quote on line {line}"
    ),
    "yaml-syntax/open-quote": Message("this quote is never closed", "the same quote at the end of the value"),
    "yaml-syntax/backslash": Message(
        "a backslash inside double quotes with a meaning that YAML doesn't know",
        "two backslashes, or single quotes",
    ),
    "yaml-syntax/open-bracket": Message(
        "this bracket is never closed",
        "`{sign}` at the end and commas between values, or quotes if the bracket belongs to a text",
    ),
    "yaml-syntax/start": Message("a value can't start with {sign}", _IN_QUOTES),
    "yaml-syntax/after-pipe": Message(
        "text on the line of a | or >", "the text below, indented; or in quotes if the sign belongs to it"
    ),
}

"""Examples of all markup in the CommonMark specification, section by section, to type into text fields.

The texts were written for this project. Some of the shortest are in the specification too.
"""

from __future__ import annotations

BY_SECTION: dict[str, tuple[str, ...]] = {
    "Tabs": (
        "\tward\tround", "  \tward", "-\tnurse\n\n\ttwo posts", ">\t\tquoted", "1.\tfirst\n\t- inner",
        "#\tAims\t",
    ),
    "Backslash escapes": (
        r"\! \# \$ \% \& \' \( \) \* \+ \, \- \. \/ \: \; \< \= \> \? \@ \[ \] \^ \_ \` \{ \| \} \~ \\",
        r"\N \5 \é \ \—", r"\*not strong\* \\*perhaps\\*", "end of line\\\nand on", r"`\[\``",
        r"[a](role:ccio\))", r"\&amp; \<b> 2\. three", r"C:\new\ward\notes",
    ),
    "Entities and numeric references": (
        "&nbsp;&lt;&eacute;&Dcaron;&ngE;", "&#65; &#8364; &#0; &#99999999;", "&#X41; &#x1F600;",
        "&noSuchName; &copy", "&#; &#x; &#abc; &;", "&#42;word&#42;", "&#9;tab", "&ast; item", "[a&#93;(b)",
        "R&D and Q&A; AT&T",
    ),
    "Precedence": (
        "- `one\n- two`", "*a `b* c`", "[a `b](c)`",
    ),
    "Thematic breaks": (
        "***", "---", "___", "- - -", " * * * *", "_ _ _ _ x", "+++", "--", "- nurse\n***\n- doctor",
        "=-=-=",
    ),
    "ATX headings": (
        "# Aims", "###### Six", "####### Seven", "#5 on the list", "#ccio", "## Aims ##", r"### Aims \###",
        "#", "    # indented", "## *Aims* #",
    ),
    "Setext headings": (
        "Aims\n====", "Aims\n---", "two\nlines\n===", "Aims\n= =", "- Aims\n---", "> Aims\n-----",
        "\\> Aims\n------", "`Aims\n----\n`",
    ),
    "Indented code": (
        "    let x = 1", "\tx\n\n\ty", "words\n    not code", "- a\n\n      code", "    <b>x</b>\n    *y*",
    ),
    "Fenced code": (
        "```\nx < y\n```", "~~~ python\nx = 1\n~~~", "`````\n```\n`````", "``` never closed",
        "``\nshort\n``", "```a`b", "~~~ a ~~~ b", "  ```\n  x\n  ```", "> ```\n> x\n\ny", "``` ```\nx",
    ),
    "HTML blocks, 1": (
        "<pre>\n*x*\n\ny</pre>", "<script>x()</script>", "<style\n  type=a>p{}</style>",
        "<textarea>\n\n*x*\n</textarea>", "<PRE",
    ),
    "HTML blocks, 2": (
        "<!-- note\n\nmore -->", "<!-->", "<!--->", "<!-- a -- b -->",
    ),
    "HTML blocks, 3": (
        "<?php echo '>'; ?>", "<? x",
    ),
    "HTML blocks, 4": (
        "<!DOCTYPE html>", "<!ward x>", "<!w",
    ),
    "HTML blocks, 5": (
        "<![CDATA[ x < y ]]>", "<![CDATA[\n\n*x*",
    ),
    "HTML blocks, 6": (
        "<table>\n<tr><td>x</td></tr>\n</table>", "</div>", "<div id=a\n*x*", "<iframe/ x",
        "<Summary>Open</Summary>", "<li>one<li>two", " <hr />",
    ),
    "HTML blocks, 7": (
        "<a href='b'>\n*x*\n</a>", "<del>", "</ins>", "<custom-tag flag>",
    ),
    "Link reference definitions": (
        "[ward]: /x 'Title'", "[ward]:\n  /x\n  'T'\n\n[ward]", "[ward]: <>\n\n[ward]",
        "[Ward]: <a x> (T)\n\n[wARD][]", "[a]: /b \"c\" d", "[a]: /b\n[c]: /d\n\n[a][c] [c]",
        "> [a]: /b\n\n[a]", "[]: /x", "[^1]: a note\n\nwords[^1]", "*[CCIO]: chief",
    ),
    "Paragraphs": (
        "one\ntwo\n\nthree", "  one\n    two", "one\n\n\n\ntwo", "x" * 120,
    ),
    "Blank lines": (
        "one\n  \ntwo", "\xa0\n\nx", "one\n\u2003\ntwo",
    ),
    "Block quotes": (
        "> words", ">words", "> one\ntwo", "> - one\n- two", ">>> deep", ">", "> > one\n> two", "5 > 4",
        "-> next", "    > x",
    ),
    "List items": (
        "- one", "+ one", "* one", "-one", "1. one", "1) one", "0. nought", "003. three", "123456789. long",
        "1234567890. too long", "-1. minus", "1.one", "- \n  later", "-\n\n  x", "1.\n2. two",
        "- one\n\n  two", "   - three blanks", "10) > quoted\n\n    x", "2022. A year", "a. letter",
        "(1) one",
    ),
    "Lists": (
        "- a\n- b\n+ c", "1. a\n2. b\n3) c", "words\n- a", "words\n14. a", "- a\n - b\n  - c\n   - d",
        "- a\n\n- b\n\n\n- c", "- a\n- b\n\n- c", "- a\n\n  - b\n  - c\n- d", "1. a\n\n   b\n2. c",
        "- a\n\n<!-- -->\n\n- b", "* a\n*\n\n* c", "- - - a", "- a\n      - b",
    ),
    "Code spans": (
        "`code`", "`` a ` b ``", "` `` `", "`  `", "`a\nb  c`", "`a``", "``a`", "`<b>`", "*a`*`", r"\`a`",
        r"`a\`b`",
    ),
    "Emphasis, rules 1 to 4": (
        "*a*", "a * b *", "a*\"b\"*", "*\xa0a*", "a*b*c", "_a_", "_ a_", "a_b_c", "3_4_56", "a_\"b\"_",
        "été_été_", "*(*a*)*", "*a*b", "_a*", "_(a)_.",
    ),
    "Emphasis, rules 5 to 8": (
        "**a**", "** a**", "a**\"b\"**", "a**b**c", "__a__", "__ a__", "a__b__c", "__a, __b__, c__",
        "**a**b", "__a__b", "**(**a)", "_(__a__)_",
    ),
    "Emphasis, rules 9 to 12": (
        "*a **b** c*", "*a**b**c*", "***a** b*", "*a **b***", "a ***b***c", "**a *b *c* d* e**",
        "** is none", "*a\nb*", "a **** b", r"a *\** b", "a **_** b", r"_a\__",
    ),
    "Emphasis, rules 13 to 17": (
        "****a****", "******a******", "***a***", "_____a_____", "*a _b* c_", "*a __b *c d__ e*",
        "**a **b c**", "*a *b c*", "*[a*](role:ccio)", "*a `*`*", "**<https://e.org/?q=**>", "*<b x=\"*\">",
    ),
    "Links": (
        "[a](role:ccio)", "[a](/b \"c\")", "[](./b)", "[a]()", "[a](<>)", "[a](/b c)", "[a](<b c>)",
        "[a](b(c)d)", "[a](b((c)", "[a](#b)", "[a] (b)", "[a [b] c](d)", "[a] b](c)", "[a ![b](c)](d)",
        "[a [b](c) d](e)", "[a][b]", "[a][]", "[a]", "[a\n](b)", "[a](b \"c \"d\" e\")",
        "![[[a](b)](c)](d)", "[x](javascript:y)",
    ),
    "Images": (
        "![a](b.png)", "![a](b \"c\")", "![*a* b][c]", "![a][]", "![a]", r"!\[a]", r"\![a](b)", "![[a]]",
        "! [a](b)",
    ),
    "Autolinks": (
        "<https://e.org/a?b=c&d>", "<MAILTO:a@e.org>", "<x+y.z:w>", "<a@e.org>", "<https://e.org/ a>", "<>",
        "< https://e.org >", "<m:a>", "<e.org>", "https://e.org", "a@e.org", "www.e.org",
    ),
    "Raw HTML": (
        "<i><ward><x9y>", "<i/><u7/>", "<i  /><u7\nlang=\"a\" >", "<a b=\"c\" d='e > f' _g:h=i>",
        "<7> <_p>", "<p k*~v=\"x\">", "< p><\np/><p/q>", "</i></u7 >", "</p id=\"x\">",
        "x <!-- a - b\n -- c --> y", "x <?a?> y", "x <!A b> y", "x <![CDATA[a>b&c]]> y", "a <b", "a<b>c",
        "a < b > c",
    ),
    "Hard line breaks": (
        "one  \ntwo", "one\\\ntwo", "one       \n     two", "*one  \ntwo*", "one\\", "one  ", "### one\\",
        "`one  \ntwo`",
    ),
    "Soft line breaks and text": (
        "one\ntwo", "one \n two", "well? $.;'so", "Ward Ωμέγα", "many     blanks   inside",
        "“curly” — dashes… ½",
    ),
}  # fmt: skip

EXAMPLES = tuple(dict.fromkeys(text for section in BY_SECTION.values() for text in section))
LINES = tuple(
    dict.fromkeys(
        line
        for text in EXAMPLES
        for line in (" ".join(text.split()), *(" ".join(part.split()) for part in text.split("\n")))
        if line
    )
)
"""The examples for fields of one line: each text joined into one line, and each of its lines."""

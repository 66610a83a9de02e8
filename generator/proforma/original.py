"""The form that the FCI used in 2022 (appendix A of its report), as far as it takes to recognise it.

Only which words each part has, in the order of the alphabet. People still hold copies of that
form, so a completed one is read like one of ours.
"""

from __future__ import annotations

QUESTIONS = {
    "date": ("date",),
    "names": ("name names",),
    "job_titles": ("job title titles",),
    "email": (
        "address email",
        "email",
    ),
    "organisation": ("organisation",),
    "ics": ("an care ics if integrated is of organisation part please so specify system your",),
    "staff": (
        (
            "a add additional and backgrounds clinical if in informatics lines list members of "
            "organisation please proportion reporting required role roles spend staff the their they time "
            "vs with your"
        ),
    ),
    "together": ("a above as expand how listed on please roles team the together work",),
    "board": ("are at board clinical how in informaticians level organisation represented your",),
    "structure": (
        (
            "and clinical diagrams do fit have how if include informatics leadership of organisational "
            "please relate represent roles structure team that the to wider within you your"
        ),
        ("and clinical do fit how informatics organisational relate roles structure the to wider within"),
    ),
    "breadth": (
        (
            "a across and any at breadth build can clinical describe e experience i in individual "
            "informatics looking of rather single skills steps taken team than the to whole wide you your"
        ),
        (
            "a across any breadth build can clinical describe informatics of skills steps taken team the "
            "to whole wide"
        ),
    ),
    "framework": (
        "above any competency core described do fci framework have of steps support the to use you",
    ),
    "cpd": (
        (
            "clinical continued development do following in informatics methods of organisation "
            "professional professionals promote the to use which you your"
        ),
    ),
    "cpd_others": ("add others please",),
    "success": ("clinical factors for generated have informatics most success team the what your",),
    "challenges": (
        (
            "and anything challenges clinical experienced has have helped informatics overcome teams "
            "these to what with you your"
        ),
    ),
    "other": ("a any as case clinical comments do have informatics other regarding study team you your",),
    "interview": (
        "are be box case check detail discuss if in interviewed more please study this to willing you",
    ),
    "consent": (
        (
            "are as be box case check clinical confirm define fci for informatics of part please project "
            "published study teams the this to willing you"
        ),
    ),
}
"""By the identifier of our question. Some have a shorter second form, for a copy that was cut down."""

CPD_METHODS = {
    "development-needs-meetings": (
        "and both check clinical development for informatics line managers meet needs of parts "
        "regularly reports role to with"
    ),
    "fci-membership": "clinical faculty fci informatics membership of promote the",
    "local-mentoring": "local mentoring scheme",
    "fci-mentoring": "advantage encourage fci mentoring of scheme staff take to",
    "protected-learning-time": (
        "all aside backgrounds clinical for from in learning opportunities part set staff take time to"
    ),
    "formal-training": "clinical courses d eg formal funding nhs requiring safety suggesting training",
    "sabbaticals": "and availability education for of opportunities sabbaticals staff to training undertake",
    "fellowships-and-degrees": "academy degrees digital eg fellowships higher nhs sponsoring topol",
    "shadowing": "available opportunities shadowing",
    "conferences": "and at attendance conferences digital health networking",
    "job-planned-cpd": (
        "clinical contracted cpd ensuring for formal fulfil funded hours in informatics job normal "
        "planned role time to"
    ),
}
"""The answers to question 5, by identifiers of the vocabulary."""

STANDING = (
    "clinical informatics proforma teams",
    "case study",
    "background",
    (
        "a across ambulance and are around care case clinical competencies describe develop faculty "
        "from gathering guidance health hear in informatics is keen of order organisational "
        "organisations primary range responsibilities roles secondary social structures studies teams "
        "the to we"
    ),
    (
        "a and ccio chief clinical description follows for from guidance informatics information job "
        "model of officer on publication role the this work"
    ),
    ("based clinical competency core description fci for framework informaticians is job on the this"),
    "a as by clinical defined fci follows informatician is the",
    (
        "and care centred concepts effective efficient equitable experience informatics is knowledge "
        "methods of person promote ref safe that timely to tools unique uses"
    ),
    "6 8qt alie e1 london street",
    "0 20 6798 7451 e fci info org t uk",
    "facultyofclinicalinformatics org uk www",
    (
        "a alternatively and answers any arrange as be below boxes by can care case clinical complete "
        "completed contact enlarge fci for form health info informatics information interviewed "
        "members of org organisation please provide required study submit team the this time to uk us "
        "within your"
    ),
    (
        "aim and clinical composition develop effectiveness enhance guidance in informatics is of on "
        "order skills structure teams the their this to work"
    ),
    "a as equivalent example for of percentage time whole wte",
)
"""What stands in the form and asks nothing."""

"""The case study form as a document: a blank one out, for Word and LibreOffice, a filled-in one back in.

`questions` is the one table of what is asked and which field it fills. `rules.toml` is all that reading goes
by: patterns, abbreviations, limits, names of elements. The reader in the browser (`templates/scripts/word`)
goes by the same table and gives the same. To teach both a word, put it there; what is not there is not
interpreted, and stands under "Not placed".

    write_form     questions and vocabulary → the bytes of a blank form, each answer's place with its tag
    package        the bytes of a .docx or .odt → its parts within one budget, or why it is refused
    read_document, blocks
                   parts → lines as a reader sees them: text, cell, tag, struck out, number
    find_answers   lines → which question each answers, by its tag, else its place, else its number
    place_answers, place_people, placing
                   answers → the fields of a case study, and what was not placed, with why
    understand     what single words say: ticks, numbers, shares of time, choices, roles
    import_form    all of these in a row: the bytes of a completed form → the YAML of a draft, and a report

Nothing that a respondent wrote is lost: it stands in a field, or at the end of the draft with the question
that it stood under. Only what identifies people is dropped, and the report says so. `tests/untidy_forms.py`
has the forms that every reader must pass.
"""

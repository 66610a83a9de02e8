"""The case study form as a Word document: a blank one out, a filled-in one back in.

`questions` is the one table of what is asked and which field it fills; both ways use it.

    write_form     questions and vocabulary → the bytes of a blank form
    package        bytes of a file → the parts of a Word document, or why it is refused
    word_text      parts → paragraphs and tables, as a reader of the document sees them
    find_answers   paragraphs and tables → what was answered to which question
    original       how the form of 2022 put the same questions
    understand     answers → amounts, shares of time, choices, roles
    place_*, placing
                   answers → the fields of a case study, and notes on what became of each
    privacy        takes what identifies people, or an anonymous organisation, out of every text
    draft          fields → the YAML of a draft, notes → what an editor reads on screen
    import_form    all of these in a row: the bytes of a completed form → a draft

Nothing a respondent wrote is dropped without a note, but for what identifies them.
"""

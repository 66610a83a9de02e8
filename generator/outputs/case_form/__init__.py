"""Data for the page with the case study form, as two scripts.

form_data         the fields, their choices, the rules for their values, and the checklist
personal_patterns the patterns for what identifies a person, as JavaScript reads them
practice_words    the words by which the form suggests recommendations from answers
word_form_data    the rules for reading a completed Word form, which load when somebody opens one
"""

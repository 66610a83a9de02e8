"""The guidance in another language: labels of the program, texts of the content.

In: `translations/CODE/` and English records. Out: records with translated texts in place of the English
ones, and a `Language` that translates labels and dates. Whatever has no translation stays English and is
marked as English.

    language            one language: its files, its labels from a gettext catalogue, and its dates
    translation         records with the texts of their translations, and what is out of date
    language_marks      which words of a page are in which language, for browsers and screen readers
    template_labels     the labels in a template, and the template in another language
"""

"""What the guidance is made of: one class per kind of thing, each field with its meaning.

Everything that knows the shape of the content reads it from here. Keys in YAML,
fields here and variables in templates share one spelling.

    fields        the kinds of value that a field may hold, and where a field is shown
    case_study    a case study: to add a field to it, add it there
    guidance      recommendations, benefits, pathways, other frameworks; sources, findings, the glossary
    people        roles, disciplines, levels, accreditation
    site          vocabulary, guides, news, moved pages, the site's own words; what a host adds and hides
    annotations   finds the fields of a record that refer to things, hold prose, or are shown
"""

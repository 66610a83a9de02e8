"""What the guidance is made of: one class per kind of thing, each field with its meaning.

Everything that knows the shape of the content reads it from here. Keys in YAML,
fields here and variables in templates share one spelling.
"""

"""What is wrong: with a record, with what it refers to, and with what it says of people.

In: documents. Out: records, identities, references, and problems with file, line and column.

    fields          a document → its record, or why not
    rules           what must hold between the fields of a record, and between files
    identities      everything that has an identifier, and that what is referred to exists
    ready           what case studies still lack; words that are spelt in another way than the table says
    publication     what a site for one audience leaves out, and what would give it away
    personal_data   names, telephone numbers, addresses, NHS numbers
    schema          the same rules as JSON Schema, for editors' programs; fields as editors see them

The words that an editor reads are in `generator.basics.messages`.
"""

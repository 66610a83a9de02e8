"""From pages to Markdown, by the templates of the project.

In: a `Page` and the library. Out: the text of a Markdown file. What an editor typed is escaped for the
position that it stands in, so no text can become markup by chance. Templates make links of what a record
names and citations of its sources: `m.links(role.related | links("role"))`,
`m.cite(fact.sources | citations)`.

    render           Jinja: pages and templates → Markdown, with relative links
    prose_writer     prose → Markdown in which only what an editor may use is markup; glossary words
    localise         values in the language of the site
    metadata         front matter, pictures beside links, structured data, "Cite this page"
"""

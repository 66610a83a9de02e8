"""The paper for the board: what one can ask for, and which statements of the content a paper has.

In: a `Library`. Out: `asks`, and for each a `Paper` of statements, each with its sources. To change what a
paper asks for or which blanks it has, see `asks`; to change which statements it has, `paper`.
"""

"""What a reader's own team needs: teams like theirs to compare with, and a paper to take to their board.

In: a `PageContext`. Out: a page each. The figures and statements on them come from `library.team_facts` and
`library.board_paper`.
"""

"""What a case study still lacks to be published: warnings, each with its item of the checklist."""

from __future__ import annotations

from generator.basics.problem import Message

DRAFTS = {
    "draft-todo": Message(
        "this case study is a draft: something is still to do",
        "the work done, and no TODO",
        severity="warning",
    ),
    "draft-left-out": Message(
        "this case study is a draft: an import left something out here",
        "a text without it",
        severity="warning",
    ),
    "draft-form-words": Message(
        "this case study is a draft: this says what the form asks for, not what the organisation does",
        "a text of your own",
        severity="warning",
    ),
    "draft-first-person": Message(
        "this case study is a draft: it is told in the first person here",
        "what the organisation does, as somebody else tells it: “the team”, not “we”",
        severity="warning",
    ),
    "draft-plan": Message(
        "this case study is a draft: this is a plan, and has not happened",
        "what the organisation does already; leave the recommendation out if it does nothing of it yet",
        severity="warning",
    ),
}

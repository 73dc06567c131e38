"""The rows of the comment board, and of what follows a response."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts
from tests.core.rows.case import SOME, SOMETHING, Case, wrong

NONE_CAME_IN = "No comment has come in that wants a response."
NONE_WAITS = "No comment waits for a response."
NOT_ITS_WORDS = "The parts together are not the comment's words. Only put empty lines between them."
TWO = (*g.COMMENTED, g.also_commented)

CASES: dict[str, Case] = {
    "sort_comments": Case(
        g.COMMENTED,
        LEAD,
        {"comments": ["C1"], "theme": "Scope", "drafter": "professor"},
        ("CommentsSorted",),
        closed=(g.IN_FEEDBACK, NONE_CAME_IN),
        wrong=(
            wrong({"theme": "Give a theme, or choose who drafts the response."}, theme="", drafter=""),
            wrong({"drafter": CHOOSE}, drafter="dss"),
        ),
    ),
    "join_comments": Case(
        TWO,
        LEAD,
        {"comments": ["C1", "C2"]},
        ("CommentsJoined",),
        closed=(g.IN_FEEDBACK, NONE_WAITS),
        wrong=(
            wrong({"comments": "Choose two at least."}, comments=["C1"]),
            wrong({"comments": SOME}, comments=[]),
        ),
    ),
    "split_comment": Case(
        g.COMMENTED,
        LEAD,
        {"comment": "C1", "parts": "Too\n\nwide."},
        ("CommentSplit",),
        closed=(
            g.IN_FEEDBACK,
            "No comment here can be split: joined comments, parts, proposed words, and those with a response stay.",
        ),
        wrong=(
            wrong({"parts": NOT_ITS_WORDS}, parts="Too\n\nnarrow."),
            wrong({"parts": "Put an empty line where the second part begins."}, parts="Too wide."),
            wrong({"comment": CHOOSE}, comment="C9"),
        ),
    ),
    "undo_organising": Case(
        (*TWO, acts("join_comments", LEAD, comments=["C1", "C2"])),
        LEAD,
        {"act": "B1"},
        ("OrganisingUndone",),
        closed=(g.COMMENTED, "Nothing was organised here that could be undone now."),
        wrong=(wrong({"act": CHOOSE}, act="B2"),),
    ),
    "draft_response": Case(
        g.COMMENTED,
        LEAD,
        {"comments": ["C1"], "response": "accepted", "reasons": "Narrowed."},
        ("ResponseDrafted",),
        closed=(g.IN_FEEDBACK, NONE_WAITS),
        wrong=(wrong({"reasons": SOMETHING}, reasons=""), wrong({"comments": CHOOSE}, comments=["C9"])),
    ),
    "look_at_response": Case(
        (*g.COMMENTED, g.drafted_answer),
        "advisor",
        {"draft": "R1", "verdict": "send"},
        ("CommentsAnswered",),
        closed=(
            g.COMMENTED,
            "No drafted response waits for you: whoever drafted one is not the one who looks at it.",
        ),
        wrong=(
            wrong({"note": "Say what should be different."}, verdict="return"),
            wrong({"draft": CHOOSE}, draft="R2"),
        ),
    ),
    "link_change": Case(
        (*g.COMMENTED, g.responded, g.redrafted),
        LEAD,
        {"comments": ["C1"], "section": "II. Scope", "paragraph": "1"},
        ("ChangeLinked",),
        closed=(g.COMMENTED, "No comment has a response yet."),
        wrong=(wrong({"section": CHOOSE}, section="IX"),),
    ),
    "judge_response": Case(
        (*g.COMMENTED, g.responded),
        "dss",
        {"judgment": "remains", "comments": ["C1"], "text": "It still binds us."},
        ("ResponseJudged",),
        closed=(g.COMMENTED, "None of your own comments here has a response yet."),
        wrong=(wrong({"text": "Write what remains, in a sentence."}, text=""),),
    ),
}

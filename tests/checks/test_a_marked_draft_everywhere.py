"""A marked draft: on every card, form, page and message of every reader it is closed, headings, header and name too.

Everything that a draft has carries a canary. Who may read it is written down by hand, mark by mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from govbot.core.cards.confirmations import done_card
from govbot.core.cards.forms import fields
from govbot.core.cards.kinds import KINDS, draw
from govbot.core.cards.later import later_card
from govbot.core.cards.memo import memo
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.overview import more_card, policy_card
from govbot.core.cards.review_list import reviews_card
from govbot.core.cards.status_card import status_card
from govbot.core.cards.texts import comments_card, draft_to_read
from govbot.core.decide import DecisionContext, NeedsConfirmation, decide
from govbot.core.grammar import Acting, Document, FieldErrors, Refusal
from govbot.core.table import TABLE, open_capacities
from govbot.core.workflow import memos
from govbot.core.workflow.choices import comments_in_full
from tests.core.cards import given
from tests.core.cards.given import Story
from tests.government import DATA, PEOPLE

CANARY = "7f3a"
SIZE = 7_340_211
TEXT = f"# Heading {CANARY}\n\nKeep the door {CANARY} locked.\n\n# Other {CANARY}\n\nMore.\n"
STEERING = {"advisor", "cdo", "cio", "ciso", "budget"}
SECRETARYS = {"secretary", "delegate", "designee"}
# Before its reviews are asked for, an office reads only what its own mark is lifted from.
READERS = {
    "attorney-client": STEERING | SECRETARYS | {"records", "legal"},
    "security": STEERING | SECRETARYS | {"records"},
    "bargaining": STEERING | {"records", "labor", "hr"},
}
REVIEWERS = {"legal", "regulatory", "planning"}


def draft() -> Document:
    """A file whose every part has the canary: name, headings, header, text; its size is like no other number."""
    document = given.document(TEXT, f"file {CANARY}.md")
    header = {"title": f"Title {CANARY}", "laws": f"C.G.S. § {CANARY}", "originator": f"Originator {CANARY}"}
    return replace(document, paper=document.paper.model_copy(update={"header": header, "size": SIZE}))


def stages(mark: str) -> Iterator[tuple[Story, frozenset[str]]]:
    """The marked draft at each step, and who may read it there."""
    early = frozenset(READERS[mark])
    story = given.grouped().do(
        "submit_draft",
        "cio",
        file=draft(),
        summary=f"It says {CANARY}.",
        note=f"New is {CANARY}.",
        marks=[mark],
    )
    yield story, early
    tracks = list(given.REVIEWERS)
    story.do(
        "advance", "advisor", tracks=tracks, due="2026-10-20", representative="cdo", passing_over="Agreed."
    )
    reads = early | REVIEWERS
    yield story, reads
    if mark == "security":
        return  # the later steps are those of the mark above
    for track, person in given.REVIEWERS.items():
        story.do("give_review", person, track, track=track, outcome="no concerns")
    story.do("open_feedback", "cio", capacities=[DATA], closes_on="2026-10-23", questions="")
    story.do("give_feedback", "dss", kind="concern", section="", text="Too early.")
    yield story, reads
    story.do("close_feedback", "cio")
    story.do("request_review", "cio", presenters=["cio"])
    yield story, reads
    if mark == "bargaining":
        return  # the Secretary does not read it, and so cannot word it anew
    story.do(
        "approve_with_change", "secretary", "", TEXT, old_words=f"door {CANARY}", new_words=f"gate {CANARY}"
    )
    yield story, reads


def seen(story: Story, person: str) -> Iterator[tuple[str, str]]:
    """All that this person can be shown: a name for it, and everything in it."""
    development = story.policy.development
    assert development
    abouts = ("", "D1", "D2", "C1", "P1", "R1", *given.REVIEWERS, "1.0")
    for kind in KINDS:
        for about in abouts:
            facts = {"draft": "D1", "item": "draft D1", "decision": "D2: Approved", "marks": "security"}
            yield f"card {kind} {about}", repr(draw(kind, story.view(person, about, facts)))
    view = story.view(person)
    for card in (policy_card, more_card, later_card, status_card, comments_card, opinions_card, reviews_card):
        yield card.__name__, repr(card(view))
    for name in ("submit_draft", "approve_with_change", "give_feedback", "adopt", "set_mark"):
        yield f"done {name}", repr(done_card(view, name))
    if not person:
        return
    context, held = view.at(), story.held(person)
    if memos.why_no_memo(context, held) is None:
        yield "memo", repr(memo(view))
    for action in TABLE:
        for capacity in open_capacities(action, context, held):
            acting = replace(context, who=Acting(person, capacity, view.today))
            try:
                yield f"form {action.name}", repr(fields(action, acting))
            except Refusal as refusal:
                yield f"form {action.name}", str(refusal)
            if action.reading:
                yield f"reading {action.name}", "".join(action.reading(acting))
    yield "comments in full", "".join(comments_in_full(context))
    for clerk_for in ("", "secretary"):
        yield f"preview {clerk_for}", _preview(story, person, clerk_for)


def _preview(story: Story, person: str, of: str) -> str:
    """What comes back when this person, or the clerk, tries words out on the draft: no word may be confirmed."""
    action = next(action for action in TABLE if action.name == "approve_with_change")
    context = DecisionContext(
        story.at(person, "", TEXT), story.held, of, is_entered_later=bool(of), policies=("ITP-1",)
    )
    tried: dict[str, Any] = {"old_words": "Keep the door", "new_words": "Lock the door"}
    tried |= {"evidence_file": given.document("x" * 100, "scan.pdf")} if of else {}
    try:
        result = decide(context, action, tried)
    except (Refusal, FieldErrors) as problem:
        return str(problem).replace("stand nowhere", CANARY)  # that, too, would say something of the text
    return repr(result.parts) if isinstance(result, NeedsConfirmation) else "recorded"


@pytest.mark.check("S58")
@pytest.mark.check("S59")
@pytest.mark.parametrize("mark", READERS)
def test_nothing_of_a_marked_draft_is_shown_to_anybody_whom_its_mark_does_not_name(mark: str) -> None:
    for story, readers in stages(mark):
        stage = story.policy.stage
        for person in ("", *PEOPLE):
            if person in readers:
                continue
            for name, words in seen(story, person):
                assert CANARY not in words, (stage, person or "a channel", name)
                assert f"{SIZE}" not in words.replace(",", ""), (stage, person, name)
            assert draft_to_read(story.view(person)) is None, (stage, person)


@pytest.mark.check("S59")
@pytest.mark.parametrize("mark", READERS)
def test_those_whom_the_mark_names_do_read_it(mark: str) -> None:
    """Else the test above would hold for a draft that nobody is shown."""
    for story, readers in stages(mark):
        shown = {person for person in PEOPLE if draft_to_read(story.view(person))}
        assert shown == readers, story.policy.stage
        assert all(any(CANARY in words for _, words in seen(story, person)) for person in readers)
        break


@pytest.mark.check("S59")
def test_no_message_about_a_marked_draft_carries_a_word_of_it() -> None:
    for mark in READERS:
        for story, _ in stages(mark):
            assert CANARY not in repr(story.told), "messages wait in the outbox, and stand in previews"

"""Cards of the files that stand as evidence: one file, and all of a policy that the viewer may open."""

from __future__ import annotations

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import OPEN_EVIDENCE, View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Text
from govbot.core.entered import EnteredAct
from govbot.core.grammar import DocumentRef
from govbot.core.workflow.entered_words import what_it_is, whose_act

MOST_FILES = 8
NO_PAGES = (
    "This govbot has no pages for the browser, so the file cannot be opened from here. It is kept in the record as it "
    "came, and the operator can hand it out by its fingerprint."
)


def evidence_parts(view: View, act: EnteredAct) -> tuple[Part, ...]:
    """What the file is, whose act it belongs to, and how that came into the record."""
    assert act.paper is not None
    rows = (
        ("Evidence of", what_it_is(act, view.process, view.directory)),
        ("Whose act", whose_act(act, view.directory)),
        ("Came", f"{view.how_it_came(act)}; recorded on {view.when(act.recorded_at)}"),
        ("File", file_words(act.paper)),
    )
    return Facts(rows), Text(f"Fingerprint of the file: {act.paper.sha256} (SHA-256)", "small")


def file_words(paper: DocumentRef) -> str:
    """ "memo.pdf (application/pdf, 12,345 bytes)"."""
    return f"{paper.name} ({paper.media}, {paper.size:,} bytes)"


def no_pages_card(view: View, act: EnteredAct) -> Card:
    """The file in words, where there are no pages to open it."""
    return Card(headline(view), (*evidence_parts(view, act), Text(NO_PAGES)), view.subject)


def headline(view: View) -> str:
    of = f" of {view.title}" if view.policy.id else ""
    return f"Evidence{of}"


def evidence_card(view: View, page: int = 0) -> Card:
    """Every file that the viewer may open, the latest first, each with its button."""
    items = [
        (
            Text(
                f"{act.id}: {what_it_is(act, view.process, view.directory)} · {whose_act(act, view.directory)}",
                "strong",
            ),
            Text(view.how_it_came(act), "small"),
            Buttons((view.show("evidence", OPEN_EVIDENCE, act.id),)),
        )
        for act in sorted(view.evidence, key=lambda act: act.recorded_at, reverse=True)
    ]
    parts = page_of(view, "evidence", items, page, MOST_FILES)
    return Card(headline(view), parts, view.subject)

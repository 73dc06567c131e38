"""A history that ends before the Secretary, with everything that whoever decides is told."""

from __future__ import annotations

from tests.core.cards import given
from tests.core.cards.given import NEWER, Story, document
from tests.government import DATA

SUMMARY = "Agencies keep a second copy of their data. They try each year whether it can be read."


NEW = "The second copy is far away, as counsel advised."


def decided_on(summary: str = SUMMARY, marks: tuple[str, ...] = ()) -> Story:
    """D1 was reviewed and circulated; D2 is before the Secretary, in front of a version in force."""
    story = given.grouped().do(
        "submit_draft", "cio", file=document(), summary="It asks for backups. It names who keeps them."
    )
    story.do(
        "state_position", "dcp", position="unresolved concern", text="A small agency has no second place."
    )
    tracks = [track.key for track in story.process.tracks]
    story.do(
        "advance", "advisor", tracks=tracks, due="2026-10-20", representative="cdo", passing_over="Agreed."
    )
    said = {"legal": ("with advice", "Cite the statute."), "fiscal": ("no concerns", "Some $40,000 a year.")}
    for track, person in given.REVIEWERS.items():
        outcome, text = said.get(track, ("no concerns", ""))
        story.do("give_review", person, track, track=track, outcome=outcome, text=text)
    story.do("consult", "cio", consultation="hr", question="Hours of work?", due="2026-10-20")
    story.do("give_advice", "hr", "hr", consultation="hr", text="No hours of work are touched.")
    story.do("open_feedback", "cio", capacities=[DATA], closes_on="2026-10-23", questions="")
    story.do("give_feedback", "dss", kind="concern", text="The date is too early for us.")
    story.do("close_feedback", "cio")
    story.do("submit_draft", "cio", file=document(NEWER), note=NEW, summary=summary, marks=marks)
    return story.do("request_review", "cio", presenters=["cio"])

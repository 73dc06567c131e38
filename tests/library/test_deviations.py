"""The Library says in one sentence each how the process was deviated from; never a marked one."""

from __future__ import annotations

from govbot.library.shelving import shelved
from tests.core import given as g
from tests.core.given import acts, given

SAID = "The circulation was shortened to meet a federal deadline."


def deviated(**marked: object) -> g.Step:
    said = {
        "step": "Step 3",
        "exigency": "An audit",
        "authority": "OPM",
        "public_sentence": SAID,
        "before": "no",
    }
    return acts("record_deviation", "advisor", **said, **marked)


def told(*history: g.Step) -> list[tuple[str, str]]:
    government = given(*history)
    policy = shelved(government.policy, government.process, lambda digest: g.TEXT)
    return [(step, sentence) for _, step, sentence in policy.deviations] if policy else []


def test_a_deviation_s_sentence_for_the_public_stands_with_its_step() -> None:
    (line,) = told(*g.BEFORE_SECRETARY, deviated(), g.approved, g.adopted)
    assert line == ("Step 3", SAID)


def test_a_marked_deviation_and_one_of_a_revision_under_way_are_not_told() -> None:
    assert told(*g.BEFORE_SECRETARY, deviated(marks=["attorney-client"]), g.approved, g.adopted) == []
    assert told(*g.IN_FORCE, g.revised, deviated()) == []

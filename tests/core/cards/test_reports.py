"""Who reads which part of a report."""

from __future__ import annotations

from govbot.core.cards.view import MARKED
from tests.core.cards import given
from tests.core.cards.given import Story, words


def reported(legal_exposure_mark: str | None = None) -> Story:
    """A liaison's report that speaks of legal exposure, and the mark that the process names for it."""
    story = given.drafted()
    if legal_exposure_mark is not None:
        groups = story.process.groups.model_copy(update={"legal_exposure_mark": legal_exposure_mark})
        story.process = story.process.model_copy(update={"groups": groups})
    exposure = "A lawsuit is likely"
    return story.do("report_back", "cio", kind="interim", text="Half way", legal_exposure=exposure)


def read_by(story: Story, person: str) -> str:
    return words(story.card("report", person, "R1"))


def test_who_may_read_reports_reads_all_of_one_but_its_legal_exposure() -> None:
    story = reported()
    assert "Legal exposure: A lawsuit is likely" in read_by(story, "advisor")
    member = read_by(story, "dcp")
    assert "Half way" in member
    assert f"Legal exposure: {MARKED}" in member


def test_the_process_says_which_mark_protects_the_legal_exposure() -> None:
    story = reported("preliminary")
    assert story.policy.marks == {"legal exposure R1": ("preliminary",)}
    assert "A lawsuit is likely" in read_by(story, "dcp"), "a member reads what is marked as preliminary"


def test_where_the_process_names_no_mark_few_read_the_legal_exposure() -> None:
    story = reported("")
    assert "A lawsuit is likely" in read_by(story, "advisor")
    assert "A lawsuit is likely" not in read_by(story, "legal")


def test_a_report_that_was_marked_whole_stays_so() -> None:
    story = given.drafted()
    report = {"kind": "interim", "text": "Half way", "legal_exposure": "Little"}
    story.do("report_back", "cio", **report, marks=["attorney-client"])
    assert "Half way" not in read_by(story, "dcp")
    assert "Half way" in read_by(story, "advisor")


def test_what_a_minority_says_stands_in_its_own_words_with_the_report() -> None:
    story = given.drafted()
    story.do("state_position", "dss", position="can live with it", text="Though a year is short.")
    story.do("state_position", "dcp", position="unresolved concern", text="It closes our counters.")
    story.do("report_back", "cio", kind="interim", text="Half way")
    said = read_by(story, "advisor")
    assert "DSS: Though a year is short." in said
    assert "DCP: It closes our counters." in said

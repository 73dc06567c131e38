"""Technical corrections: a slip is confirmed by a second person, what is more is decided by the OPM Secretary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.core.cards.by_agency import agencies_card
from govbot.core.decide import DecisionContext, NeedsConfirmation, decide
from govbot.core.grammar import FieldErrors, Refusal
from govbot.core.membership.directory import Office
from govbot.core.table import BY_NAME
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import desk_of, people_of
from govbot.core.workflow.touching import touches
from tests.core.cards import given
from tests.core.cards.given import TEXT, Story, labels, words
from tests.government import PROCESS

RULES = PROCESS.corrections


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("Backups are keppt safe.", "Backups are kept safe.", ()),
        ("see https://old.example/a", "see https://new.example/a", ()),
        ("within 30 days", "within 60 days", ("a number (“30”)", "a number (“60”)")),
        ("keep 1.5 copies", "keep 15 copies", ("a number (“1.5”)", "a number (“15”)")),
        ("within thirty hours", "within sixty hours", ("a number (“thirty”)", "a number (“sixty”)")),
        ("by June", "by July", ("a date (“June”)", "a date (“July”)")),
        ("agencies should keep", "agencies shall keep", ("“shall”",)),
        (
            "they may use it and shall not share it",
            "they shall use it and may not share it",
            ("“may”", "“shall”"),
        ),
        ("they shall not share", "they shall share", ("“not”",)),
        ("Agencies Must ask", "Agencies ask", ("“Must”",)),
        ("C.G.S. § 4d-8a", "C.G.S. § 4d-8b", ("a number (“4d-8a”)", "a number (“4d-8b”)")),
        ("a", "a b c d e f g h i j k l m", ()),
        ("a", "a b c d e f g h i j k l m n", ("13 words",)),
        ("keep 30 days teh data", "keep 30 days the data", ()),
    ],
)
def test_what_a_correction_touches(before: str, after: str, touched: tuple[str, ...]) -> None:
    assert set(touches(before, after, RULES)) == set(touched)


def test_the_words_that_bind_are_the_governments_own() -> None:
    own = RULES.model_copy(update={"binding_words": ("ought",), "most_words": 2})
    assert touches("they should", "they ought", own) == ("“ought”",)
    assert touches("they can", "they shall", own) == ()
    assert touches("a", "b c d", own) == ("3 words",)


def proposed(old: str = "safe", new: str = "secure", part: str = "text", story: Story | None = None) -> Story:
    story = story or given.adopted()
    return story.do(
        "correct_technically", "publisher", "", TEXT, part=part, old_words=old, new_words=new, reason="A word"
    )


def with_second_publisher(story: Story) -> Story:
    offices = (*story.directory.offices, Office("publisher", "OPM Publications", "professor"))
    story.directory = replace(story.directory, offices=offices)
    return story


def test_a_slip_is_made_by_a_second_person_of_the_publishers_office_or_by_the_contact() -> None:
    story = with_second_publisher(proposed())
    assert [version.number for version in story.policy.versions] == ["1.0"]
    with pytest.raises(Refusal, match="You proposed it yourself"):
        story.do("confirm_correction", "publisher")
    (awaited,) = (item for item in obligations(story.policy) if item.action == "confirm_correction")
    people = people_of(awaited.party, story.policy, story.directory, "advisor", story.now.date())
    assert people == ["professor", "contact"]
    for person, is_awaited in (
        ("professor", True),
        ("contact", True),
        ("publisher", False),
        ("secretary", False),
    ):
        desk = desk_of(person, story.directory, story.process, story.now.date())
        assert desk.answers(story.policy, awaited.party) == is_awaited, person
        assert ("Confirm the correction" in labels(story.card("correction", person, "K1"))) == is_awaited
    assert (
        with_second_publisher(proposed()).do("confirm_correction", "professor").policy.versions[-1].number
        == "1.1"
    )
    story.do("confirm_correction", "contact")
    assert story.policy.version
    assert story.policy.version.number == "1.1"
    assert not [item for item in obligations(story.policy) if item.action == "confirm_correction"]
    assert "This is over: it is made, as version 1.1." in words(story.card("correction", "professor", "K1"))


def test_more_than_a_slip_is_decided_by_the_secretary_or_a_delegate_and_the_publisher_is_told_why() -> None:
    story = given.adopted()
    context = DecisionContext(story.at("publisher", "", TEXT), story.held, policies=("ITP-1",))
    answers = {"old_words": "are kept", "new_words": "shall be kept", "reason": "A word"}
    asked = decide(context, BY_NAME["correct_technically"], answers)
    assert isinstance(asked, NeedsConfirmation)
    assert (
        "It touches “shall”, so it is more than a slip: the OPM Secretary, or a delegate, decides it."
        in str(asked)
    )
    story = proposed("are kept", "shall be kept")
    for person in ("contact", "professor", "publisher"):
        with pytest.raises(Refusal):
            story.do("confirm_correction", person)
    told = {news.to for news in story.told if news.card == "correction"}
    assert told == {"role:secretary", "role:delegates", "role:contact"}
    assert [item.party for item in obligations(story.policy) if item.action == "approve_correction"] == [
        "role:secretary"
    ]
    for person in ("secretary", "delegate"):
        assert "Approve the correction" in labels(story.card("correction", person, "K1"))
        assert "Refuse the correction" in labels(story.card("correction", person, "K1"))
    story.do("approve_correction", "delegate")
    assert story.policy.version
    assert story.policy.version.correction
    assert story.policy.version.correction.capacity.startswith("OPM Secretary, under the delegation on file")
    assert {news.to for news in story.told if news.card == "corrected"} >= {
        "role:contact",
        "person:publisher",
    }


def test_a_delegate_does_not_decide_on_a_correction_of_their_own() -> None:
    story = given.adopted()
    offices = (*story.directory.offices, Office("publisher", "OPM Publications", "delegate"))
    story.directory = replace(story.directory, offices=offices)
    story.do(
        "correct_technically", "delegate", "", TEXT, old_words="are", new_words="must be", reason="A word"
    )
    with pytest.raises(Refusal, match="You proposed it yourself"):
        story.do("approve_correction", "delegate")
    assert story.do("approve_correction", "secretary").policy.version


def test_a_refused_correction_changes_nothing_and_whoever_proposed_it_is_told() -> None:
    story = proposed("are", "must be").do("refuse_correction", "secretary", reasons="It changes what binds.")
    assert [version.number for version in story.policy.versions] == ["1.0"]
    assert {news.to for news in story.told[-2:]} == {"role:contact", "person:publisher"}
    card = words(story.card("correction", "publisher", "K1"))
    assert "SECRETARY refused it." in card
    assert "It changes what binds." in card
    assert not [item for item in obligations(story.policy) if "correction" in item.action]
    assert proposed(story=story).policy.correction


def test_one_correction_waits_at_a_time_and_its_author_can_take_it_back() -> None:
    story = proposed()
    with pytest.raises(Refusal, match="Correction K1 waits"):
        proposed("kept", "held", story=story)
    story.do("refuse_correction", "publisher")
    assert proposed("kept", "held", story=story).policy.correction


def test_a_renumbered_statute_is_corrected_in_the_header_and_decided_since_it_touches_a_number() -> None:
    story = proposed("§ 4-66", "§ 4-67", part="laws")
    assert story.policy.correction
    assert story.policy.correction.touches == ("a number (“4-66”)", "a number (“4-67”)")
    story.do("approve_correction", "secretary")
    before, after = story.policy.versions
    assert (before.laws, after.laws) == ("C.G.S. § 4-66", "C.G.S. § 4-67")
    assert before.paper == after.paper
    titled = proposed("state data", "the state's data", part="title").do("confirm_correction", "contact")
    assert titled.policy.title == titled.policy.versions[-1].title == "Backup of the state's data"


def test_words_that_do_not_stand_in_the_header_are_refused_and_so_is_an_empty_header() -> None:
    with pytest.raises(FieldErrors, match="stand nowhere"):
        proposed("no such law", "x", part="laws")
    with pytest.raises(FieldErrors, match="Nothing would be left"):
        proposed("OPM", "", part="originator")
    with pytest.raises(FieldErrors, match="same wording"):
        proposed("OPM", "OPM", part="originator")


def test_an_agencys_card_stays_alive_across_a_correction_and_its_attestation_carries_over() -> None:
    story = given.adopted().do("attest", "dcp", text="We back up.")
    before = {item.key for item in obligations(story.policy) if item.action == "attest"}
    story = proposed(story=story).do("confirm_correction", "contact")
    assert {item.key for item in obligations(story.policy) if item.action == "attest"} == before
    silent = story.card("agency_asked", "dss", "1.0 attestation")
    assert "Attest" in "".join(labels(silent))
    assert "Version 1.0 was technically corrected since: version 1.1." in words(silent)
    answered = words(story.card("agency_asked", "dcp", "1.0 attestation"))
    assert "On record for Consumer Protection: attested" in answered
    assert "Given on version 1.0; it carries over to version 1.1, a technical correction." in answered
    assert "attested on version 1.0, carried over" in words(agencies_card(story.view("cio")))
    story.do("attest", "dss", text="So do we.")
    again = proposed("safe", "safely", story=_reading(story)).do("confirm_correction", "contact")
    assert again.policy.versions[-1].first == "1.0"
    assert {report.version for report in again.policy.versions[-1].reports} == {"1.0", "1.1"}


def _reading(story: Story) -> Story:
    """The text that the next correction reads is that of version 1.1."""
    version = story.policy.version
    assert version
    paper = version.paper.model_copy(update={"text_sha256": given.document().paper.text_sha256})
    corrected = replace(version, paper=paper)
    story.policy = replace(story.policy, versions=(*story.policy.versions[:-1], corrected))
    return story


def test_what_waited_is_void_once_another_version_is_in_force_or_none() -> None:
    story = proposed().do("rescind", "secretary")
    assert story.policy.correction is None
    assert "another version is in force since, or none" in words(story.card("correction", "contact", "K1"))


def test_a_button_for_another_correction_is_outdated() -> None:
    story = proposed()
    (button,) = (
        button
        for part in story.card("correction", "contact", "K1").parts
        for button in getattr(part, "buttons", ())
        if button.label == "Confirm the correction"
    )
    assert button.confirm == "Make correction K1 of ITP-1 “Backup of state data”?"
    assert button.value.split("|")[3].startswith("K1 ")

"""An agency's response: drafted by one, given by whom it named with its stance, answered, read by those who decide."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.cards.deciding import stances
from govbot.core.cards.response_table import response_table
from govbot.core.cards.texts import comments_card
from govbot.core.membership import events as d
from govbot.core.workflow.notifications import directory_notifications
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.given import LEAD, document, given


def test_a_draft_of_it_is_given_by_whom_the_agency_named_alone() -> None:
    government = given(*g.IN_FEEDBACK, g.commented)
    answers = {"stance": "support", "text": "Gladly.", "comments": ["C1"]}
    assert "Nobody is named to give your agency's response." in str(
        government.tries("draft_agency_response", "dss_customers", **answers)
    )
    g.dss_voice(government)
    government.do("draft_agency_response", "dss_customers", **answers)
    period = government.development.period
    assert period is not None
    assert (period.agency_responses, government.told[-1]) == ((), ("person:dss", "agency_response_drafted"))
    assert isinstance(government.tries("give_agency_response", "dss_customers", **answers), str)
    government.do("give_agency_response", "dss", **answers)
    period = government.development.periods[-1]
    assert [(r.stance, r.comments) for r in period.agency_responses] == [("support", ("C1",))]
    assert period.response_drafts == ()


def test_it_wants_a_response_once_the_period_is_closed_and_its_people_are_told() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice, g.dss_responded)
    assert "respond_to_agency" not in {action for _, action in government.awaited()}
    g.closed(government)
    assert "respond_to_agency" in {action for _, action in government.awaited()}
    government.do(
        "respond_to_agency", LEAD, agency="DSS", response="not accepted", reasons="The law asks it."
    )
    assert government.told[-1] == ("agency:DSS", "agency_answered")
    assert "respond_to_agency" not in {action for _, action in government.awaited()}
    g.dss_responded(government)  # given again, it wants a response again
    assert "respond_to_agency" in {action for _, action in government.awaited()}


def test_its_stance_and_its_people_s_comments_stand_with_it_and_before_whoever_decides() -> None:
    story = cards.commented()
    story.do(
        "give_agency_response", "dss", stance="does not support", text="We would close.", comments=["C1"]
    )
    said = cards.words(comments_card(story.view("cio")))
    for words in ("Stance: does not support.", "With it belong: C1."):
        assert words in said
    told = " ".join(line for part in stances(story.view("secretary")) for line in cards.lines(part))
    assert "does not support: We would close." in told


def test_whom_the_agency_named_may_name_another() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice)
    (named,) = government.do("name_voice", "dss", agency="DSS", person="dss_customers")
    assert named == d.VoiceNamed(agency="DSS", person="dss_customers")
    assert isinstance(government.tries("name_voice", "dss", agency="DSS", person="dss"), str)


LETTER = document("The letter, signed by hand and scanned by the office in the morning.")


def test_a_representative_says_whom_the_agency_named_with_the_letter_and_the_keeper_is_told() -> None:
    government = given(*g.IN_FEEDBACK)
    assert "/gov our-voice" in str(
        government.tries("draft_agency_response", "dss_customers", stance="support", text="Yes.")
    )
    said = {"agency": "DSS", "person": "dss", "named_by": "The Commissioner", "letter": LETTER}
    assert set(government.tries("say_voice", "dcp", **said)) == {"agency", "person"}
    (named,) = government.do("say_voice", "dss_customers", **said)
    assert named == d.VoiceNamed(agency="DSS", person="dss", named_by="The Commissioner")
    entry = government.entries[-1]
    assert (entry.actor, entry.evidence_paper) == ("dss_customers", LETTER.paper)
    told = directory_notifications(government.directory, entry)
    assert [notification.to for notification in told] == ["person:dss", "role:keeper"]
    assert told[1].facts["named_by"] == "The Commissioner"
    government.do("give_agency_response", "dss", stance="support", text="Yes.")
    assert set(government.tries("say_voice", "dss_customers", **said | {"person": "dss_customers"})) == {
        "agency"
    }  # somebody speaks for it: they can name another


def test_what_somebody_gave_who_had_not_been_named_is_shown_as_such_until_somebody_named_gives_it() -> None:
    government = given(*g.IN_FEEDBACK)
    said = {"agency": "DSS", "person": "dss", "named_by": "The Commissioner", "letter": LETTER}
    government.do("say_voice", "dss_customers", **said)
    government.do("end_voice", "keeper", agency="DSS", so="never", reason="Nobody was named.")
    assert "voice" not in {capacity.kind for capacity in government.standing("dss")}
    story = cards.commented()
    story.do("give_agency_response", "dss", stance="support", text="Yes.")
    found = "had not named whoever gave this"
    assert found not in cards.words(comments_card(story.view("cio")))
    not_named = {*government.directory.not_named}
    assert not_named == {("DSS", "dss")}
    story.directory = replace(story.directory, not_named=frozenset(not_named))
    assert found in cards.words(comments_card(story.view("cio")))
    told = " ".join(line for part in stances(story.view("secretary")) for line in cards.lines(part))
    assert found in told
    assert found in response_table(story.view("cio")).rows[-1][3]
    government.do("name_voice", "keeper", agency="DSS", person="dss")
    assert not government.directory.not_named


def test_whoever_forwards_a_request_may_stay_on() -> None:
    government = given(*g.IN_FEEDBACK)
    happened = government.do("not_right_person", "dcp", suggested="dcp_deputy", stay=True)
    assert [type(event).__name__ for event in happened] == ["RosterJoined"]
    assert government.awaited("person:dcp") == [("person:dcp", "give_feedback")]
    assert government.awaited("person:dcp_deputy") == [("person:dcp_deputy", "give_feedback")]

"""Groups follow the people who are still there: members, liaisons, perspectives, positions of a meeting."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.cards.confirmations import done_card
from govbot.core.cards.overview import policy_card
from govbot.core.workflow import events as e
from govbot.core.workflow.policy import Position
from govbot.core.workflow.present import represented
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.cards.given import Story, labels, words
from tests.core.given import LEAD, Government, acts, given

adds_privacy = acts("add_member", LEAD, person="dcp_deputy", perspectives=["privacy"])


def here(government: Government) -> tuple[str, ...]:
    group = government.development.group
    assert group is not None
    return represented(group, government.directory)


def test_a_perspective_is_covered_only_while_somebody_who_brings_it_is_there() -> None:
    government = given(*g.WITH_GROUP, adds_privacy)
    assert "privacy" in here(government)
    government.do("deactivate_person", "keeper", person="dcp_deputy")
    assert "privacy" not in here(government)
    government.do("reactivate_person", "keeper", person="dcp_deputy")
    assert "privacy" in here(government), "whoever is back brings it again"


def test_the_perspectives_of_a_removed_member_leave_with_them() -> None:
    government = given(*g.WITH_GROUP, adds_privacy)
    (removed,) = government.do("remove_member", LEAD, person="dcp_deputy")
    assert isinstance(removed, e.MemberRemoved)
    assert removed.perspectives == ("privacy",)
    assert "privacy" not in here(government)
    both = given(
        *g.WITH_GROUP, adds_privacy, acts("add_member", LEAD, person="designee", perspectives=["privacy"])
    )
    both.do("remove_member", LEAD, person="dcp_deputy")
    assert "privacy" in here(both), "another member brings it too"


def test_whoever_removes_a_member_says_which_perspectives_leave_with_them() -> None:
    government = given(*g.WITH_GROUP)
    named = here(government)
    if not named:
        government.do("add_member", LEAD, person="designee", perspectives=["legal"])
        named = here(government)
    government.do("remove_member", LEAD, person="professor", perspectives=[named[0]])
    assert named[0] not in here(government)


def without(story: Story, person: str) -> Story:
    """The story once this person has left."""
    left = replace(story.directory.people[person], active=False)
    story.directory = replace(story.directory, people={**story.directory.people, person: left})
    return story


def test_a_groups_card_shows_who_is_still_there() -> None:
    before = words(cards.grouped().card("group_room"))
    assert "Members: DSS, LEGAL, DCP" in before
    assert "No longer there" not in before
    story = without(cards.grouped(), "dcp")
    after = words(story.card("group_room"))
    assert "Members: DSS, LEGAL\nNo longer there: DCP" in after
    assert "perhaps these are no longer represented: legal." in after
    assert "Backup group: 3 people" in words(policy_card(story.view("cio")))
    assert "Members: 2" in words(story.card("group_welcome", "dss"))


def meeting() -> Story:
    """A group that is subject to public-meeting rules, with a draft."""
    return (
        cards.pursued()
        .do(
            "assemble_group", "cio", name="Backup group", liaisons=["cio"], members=["dss", "legal"],
            public_meeting="yes",
        )
        .do("submit_draft", "cio", file=cards.document())
    )  # fmt: skip


def positions_of(story: Story) -> tuple[Position, ...]:
    assert story.policy.development is not None
    return story.policy.development.positions


def test_positions_of_a_public_meeting_are_entered_one_after_the_other() -> None:
    story = meeting()
    assert "“/gov later position”" in words(story.card("group_room"))
    said = {"happened_on": "2026-10-01", "evidence": "in the meeting of October 1"}
    story.do("state_position", "cio", entered_for="dss", position="support", **said)
    receipt = done_card(story.view("cio"), "state_position", "dss")
    assert "No position on D1 yet: LEGAL." in words(receipt)
    assert "Enter the next member's position" in labels(receipt)
    concern = {"position": "unresolved concern", "text": "Too soon."}
    story.do("state_position", "cio", entered_for="legal", **concern, **said)
    assert [position.person for position in positions_of(story)] == ["dss", "legal"]
    assert "Enter the next" not in words(done_card(story.view("cio"), "state_position", "legal"))

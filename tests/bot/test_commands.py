"""What is typed after `/gov`, or to the bot in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from govbot.bot.commands import Typed, is_command, near, parse
from govbot.core.cards.vocabulary import OpenForm, ShowCard, ShowRefusal
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import words


@pytest.fixture
async def circulating(tmp_path: Path) -> AsyncIterator[Town]:
    async with town_at("circulate", tmp_path) as town:
        yield town


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Typed("", "", "")),
        ("status ITP-1", Typed("status", "ITP-1", "")),
        ("/gov STATUS itp-007", Typed("status", "ITP-7", "")),
        ("ITP-1", Typed("", "ITP-1", "")),
        ("ITP-1 status", Typed("status", "ITP-1", "")),
        ("comment ITP-1: we object to ITP-2", Typed("comment", "ITP-1", "we object to ITP-2")),
        ("comment we object to ITP-2", Typed("comment", "", "we object to ITP-2")),
        ("status of ITP-3 please", Typed("status", "ITP-3", "please")),
        ("later comment ITP-1", Typed("comment", "ITP-1", "", later=True)),
        ("later", Typed("", "", "", later=True)),
        ("list data", Typed("list", "", "data")),
        ("status ITP-1-2", Typed("status", "", "ITP-1-2")),
    ],
)
def test_a_policy_is_named_before_or_after_the_word(typed: str, expected: Typed) -> None:
    assert parse(typed, "ITP") == expected


def test_an_unknown_word_suggests_the_nearest() -> None:
    assert near("statsu") == " Did you mean “/gov status”?"
    assert "“/gov feedback”" in near("feedbak")
    assert near("xyzzy") == ""


def test_plain_words_are_a_command_only_when_they_are_nothing_else() -> None:
    assert is_command("status ITP-1", "ITP")
    assert is_command("ITP-1", "ITP")
    assert is_command("Help", "ITP")
    assert not is_command("status of our servers is fine", "ITP")
    assert not is_command("We object", "ITP")


async def test_who_comments_where_nothing_circulates_reads_that_first(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.dss.command("comment ITP-1")
        assert town.dss.no == (
            "No feedback period has been opened yet. “Comment” belongs to: the representatives on the roster."
        )


async def test_an_unknown_word_is_answered_with_a_sentence_and_is_no_attempt(circulating: Town) -> None:
    town = circulating
    await town.dss.command("statsu ITP-1")
    assert (
        town.dss.no
        == "“statsu” is not a word that govbot knows. Did you mean “/gov status”? “/gov help all” lists all of them."
    )
    await town.dss.command("later statsu ITP-1")
    assert "nothing that can be entered later" in town.dss.no
    await town.dss.command("status ITP-99")
    assert town.dss.no == "There is no policy ITP-99. “/gov list” shows all of them."
    await town.dss.command("status nothing like it")
    assert "No policy matches “nothing like it”." in town.dss.no
    await town.dss.command("comment nothing like it")
    assert "No policy matches" in town.dss.no
    assert await town.attempts() == []


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("", "Awaiting your action: 1"),
        ("help", "What you can do here"),
        ("help ITP-1", "What you can do here"),
        ("list", "1 policy"),
        ("list cloud", "No policies"),
        ("status", "Where ITP-1 “Backup of state data” stands"),
        ("status backup", "Where ITP-1 “Backup of state data” stands"),
        ("ITP-1", "ITP-1 “Backup of state data”"),
        ("show ITP-1", "ITP-1 “Backup of state data”"),
        ("more ITP-1", "More about ITP-1 “Backup of state data”"),
        ("read ITP-1", "D1 of ITP-1 “Backup of state data”"),
        ("read ITP-1 D1", "D1 of ITP-1 “Backup of state data”"),
        ("sections ITP-1", "Sections of D1 of ITP-1 “Backup of state data”"),
        ("comments ITP-1", "Agency feedback on ITP-1 “Backup of state data”: 0 answers"),
    ],
)
async def test_each_word_shows_its_card(circulating: Town, typed: str, headline: str) -> None:
    assert (await circulating.dss.command(typed)).card.headline == headline


async def test_what_was_said_inside_is_shown_to_those_with_a_part_alone(circulating: Town) -> None:
    for word, headline in (
        ("reviews", "What the group and the staff said on ITP-1 “Backup of state data”"),
        ("agencies", "ITP-1 “Backup of state data”, agency by agency"),
    ):
        assert (await circulating.advisor.command(f"{word} ITP-1")).card.headline == headline
        await circulating.dss.command(f"{word} ITP-1")
        assert circulating.dss.no.startswith("This is shown to those with a part in this policy.")


async def test_the_decisions_of_the_steering_group_are_shown_on_all_policies_or_on_one(
    circulating: Town,
) -> None:
    await circulating.advisor.does("decision ITP-1", text="Keep it short.", consensus="reached")
    await circulating.cio.command("decisions")
    assert "Keep it short." in words(circulating.cio.card)
    await circulating.cio.command("decisions ITP-1")
    assert "Consensus: reached" in words(circulating.cio.card)
    await circulating.dss.command("decisions")
    assert "No decision of the Steering Group is on record" in words(circulating.dss.card)


async def test_deviations_are_collected_over_all_policies_for_the_steering_group(circulating: Town) -> None:
    town = circulating
    await town.advisor.command("deviations")
    assert "No deviation from the process is on record." in words(town.advisor.card)
    await town.dss.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    for policy, sentence in (("ITP-1", "A flood."), ("ITP-2", "A fire.")):
        await town.advisor.does(
            f"deviation {policy}", step="Step 3", exigency="Water", authority="Advisor",
            public_sentence=sentence, before="no", marks=["attorney-client"],
        )  # fmt: skip
    await town.cio.command("deviations")
    assert town.cio.card.headline == "2 deviations from the process"
    assert "A flood." in words(town.cio.card)
    assert "The exigency (internal): Water" in words(town.cio.card)
    assert "ITP-2 “Cloud services” · Step 3" in words(town.cio.card)
    await town.contact.command("deviations")
    assert "Water" not in words(town.contact.card), "the mark names its readers"
    await town.dss.command("deviations")
    assert "collected for the Steering Group" in town.dss.no


async def test_several_policies_make_a_card_to_choose_from(circulating: Town) -> None:
    town = circulating
    await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    await town.dss.command("status")
    assert town.dss.card.headline == "Which policy do you mean?"
    await town.dss.press("ITP-2")
    assert town.dss.card.headline == "Where ITP-2 “Cloud services” stands"
    await town.dss.command("read")
    assert "ITP-1" in town.dss.card.headline, "of the other one there is nothing that can be shown"
    await town.dss.says("please send me the draft D1 document")
    assert "ITP-1" in town.dss.card.headline
    await town.advisor.command("direction")
    assert town.advisor.card.headline == "Record a direction of the OPM Secretary"
    await town.advisor.press("ITP-2")
    assert isinstance(town.advisor.last, OpenForm)
    await town.advisor.command("later")
    assert "For which policy?" in town.advisor.no
    await town.advisor.command("direction cloud")
    assert isinstance(town.advisor.last, OpenForm), "the only one whose title matches"


async def test_an_action_open_nowhere_says_so_and_is_kept_as_an_attempt(circulating: Town) -> None:
    town = circulating
    await town.dss.command("approve")
    assert town.dss.no.startswith("“Approve (this does not publish it)” is open to you on no policy now.")
    await town.dss.command("approve ITP-1")
    assert "belongs to: the OPM Secretary" in town.dss.no
    assert len(await town.attempts()) == 2


async def test_what_needs_no_form_is_offered_as_a_button_first(circulating: Town) -> None:
    town = circulating
    await town.cio.command("close-feedback ITP-1")
    assert town.cio.card.headline == "Close now: ITP-1 “Backup of state data”"
    (button,) = buttons(town.cio.card)
    assert button.confirm == "Close the feedback period of ITP-1 “Backup of state data” now?"
    assert "FeedbackClosed" not in await town.entries()


async def test_words_after_the_policy_stand_in_the_form(circulating: Town) -> None:
    town = circulating
    form = (await town.dss.command("comment ITP-1 We cannot do it in a year.")).form
    assert (
        next(form_field for form_field in form.fields if form_field.name == "text").initial
        == "We cannot do it in a year."
    )
    form = (await town.dss.command("need Use of drones")).form
    assert (
        next(form_field for form_field in form.fields if form_field.name == "title").initial
        == "Use of drones"
    )


async def test_in_a_groups_room_a_command_means_its_policy(circulating: Town) -> None:
    town = circulating
    await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    await town.cio.does("group ITP-1", members=await town.ids("dcp"))
    await town.settle()
    (room,) = town.chat.rooms
    assert (await town.dcp.command("status", room)).card.headline.startswith("Where ITP-1")
    assert (await town.dcp.command("status ITP-2", room)).card.headline.startswith("Where ITP-2")
    assert isinstance((await town.cio.command("add", room)).last, OpenForm)


async def test_help_is_in_the_sections_of_the_process_the_persons_own_first(circulating: Town) -> None:
    said = words((await circulating.cio.command("help all")).card)
    assert (
        said.index("Yours to do") < said.index("Step 1: ad hoc group") < said.index("Step 3: agency feedback")
    )
    assert "/gov feedback: Open a feedback period" in said
    assert "For people in other capacities: " in said
    assert "no Step 5" in said


async def test_help_has_first_what_this_person_needs_now(circulating: Town) -> None:
    card = (await circulating.dss.command("help")).card
    said = words(card)
    assert "/gov comment: Comment" in said
    assert "/gov feedback: " not in said, "of the one who leads it"
    assert "/gov board" not in said
    assert len(said.splitlines()) < 60
    await circulating.dss.press("Everything that can be typed")
    assert "For people in other capacities: " in words(circulating.dss.card)
    assert "/gov board POLICY" in words((await circulating.cio.command("help")).card)


async def test_home_shows_what_is_awaited_with_its_button_and_the_persons_policies(circulating: Town) -> None:
    town = circulating
    card = await town.bot.home(town.dcp.account)
    assert card.headline == "Awaiting your action: 1"
    assert [button.label for button in buttons(card)][:2] == ["Comment", "ITP-1"]
    town.clock.at += timedelta(days=40)
    assert "overdue" in words(await town.bot.home(town.dcp.account))
    assert "Awaiting your action: nothing" in words(await town.bot.home(town.publisher.account))


async def test_a_policys_card_offers_few_steps_and_the_rest_behind_one_button(circulating: Town) -> None:
    town = circulating
    card = (await town.cio.command("ITP-1")).card
    assert len([button for button in buttons(card) if not button.value.startswith("show ")]) <= 4
    await town.cio.press("More")
    assert "Step 3: agency feedback" in words(town.cio.card)
    await town.cio.press("Shorten")
    assert isinstance(town.cio.last, OpenForm)


async def test_everything_that_can_be_typed_is_suggested(circulating: Town) -> None:
    suggested = dict(circulating.bot.words())
    assert suggested["approve"] == "Approve (this does not publish it)"
    assert "later WORD POLICY" in suggested


async def test_reading_turns_pages_and_opens_at_a_section(circulating: Town) -> None:
    town = circulating
    long = "\n\n".join(f"# {number}. Section\n\n{'Words. ' * 500}" for number in range(1, 8))
    await town.draft(long)
    await town.cio.command("read ITP-1")
    assert "Part 1 of 7" in words(town.cio.card)
    await town.cio.press("Next part")
    assert "2. Section" in words(town.cio.card)
    await town.cio.press("All sections")
    await town.cio.press("6. Section")
    assert "Part 6 of 7" in words(town.cio.card)
    await town.cio.press("Earlier part")
    assert "Part 5 of 7" in words(town.cio.card)
    await town.dss.command("read ITP-1")
    assert town.dss.card.headline.startswith("D1 of"), "agencies read the draft that circulates"
    await town.dss.command("read ITP-1 D2")
    assert isinstance(town.dss.last, ShowRefusal)


async def test_before_there_is_a_draft_reading_says_who_can_submit_one(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.cio.command("read ITP-1")
        assert town.cio.no.startswith("There is no draft to read yet.")
        await town.dss.command("comments ITP-1")
        assert "those with a part in this policy" in town.dss.no
        assert isinstance(town.dss.last, ShowRefusal)
        assert isinstance((await town.dss.command("status ITP-1")).last, ShowCard)

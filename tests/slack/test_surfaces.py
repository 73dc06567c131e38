"""What a person sees after each act, on each of Slack's surfaces."""

from __future__ import annotations

from datetime import UTC

import pytest

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account, Sent
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Field,
    Form,
    Link,
    OpenForm,
    ShowCard,
    ShowErrors,
    ShowRefusal,
    Text,
)
from govbot.core.grammar import Choice
from govbot_slack import SlackAdapter, replies
from govbot_slack.standin import Message, Nothing, View, Workspace
from govbot_slack.standin.faults import Fault
from govbot_slack.standin.payloads import MENTION
from tests.slack.scripted import CARD, DONE, FORM, ScriptedBot

pytestmark = pytest.mark.usefixtures("adapter")
ADA, BEN = "ada@state.example", "ben@state.example"


async def card_for_ada(slack: Workspace, adapter: SlackAdapter) -> Message:
    ada = slack.person(ADA).user
    await adapter.chat.send(Account("slack", "T0GOV", ada.id), "", CARD, "key-1")
    return slack.person(ADA).direct[-1]


async def opened_form(slack: Workspace, bot: ScriptedBot, form: Form = FORM) -> View:
    bot.replies["return"] = OpenForm(form)
    view = await slack.person(ADA).command("return")
    assert isinstance(view, View)
    return view


async def test_a_command_is_answered_to_the_person_alone(slack: Workspace, bot: ScriptedBot) -> None:
    bot.replies["status ITP-1 <now> & here"] = ShowCard(CARD)
    seen = await slack.person(ADA).command("/gov status ITP-1 <now> & here")
    assert isinstance(seen, Message)
    assert slack.person(ADA).user.id == seen.ephemeral_for
    assert seen.buttons == ["Approve"]


async def test_a_command_that_opens_a_form_opens_it(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot)
    assert view.title == "Return the draft"
    assert view.questions == ["What should change?", "Section", "This is urgent"]


async def test_a_form_that_slack_did_not_open_in_time_is_said(slack: Workspace, bot: ScriptedBot) -> None:
    slack.fail(Fault("error", "views.open", name="expired_trigger_id"))
    bot.replies["return"] = OpenForm(FORM)
    seen = await slack.person(ADA).command("return")
    assert seen.words == replies.TOO_LATE


async def test_a_pressed_card_is_replaced_at_once_and_the_bot_is_told(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    card = await card_for_ada(slack, adapter)
    bot.replies["approve-token"] = ShowCard(DONE, instead=True)
    seen = await slack.person(ADA).press(card, "Approve")
    assert seen is card
    assert card.words == "D2 is approved\nRecorded."
    ada = slack.person(ADA).user.id
    assert bot.calls("shown") == [(ada, Sent(card.conversation, card.ts))]
    assert card.metadata == {"event_type": "govbot", "event_payload": {"key": "key-1"}}


async def test_a_card_that_slack_did_not_replace_is_left_to_the_courier(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    card = await card_for_ada(slack, adapter)
    slack.fail(Fault("status", "response_url", status=500))
    bot.replies["approve-token"] = ShowCard(DONE, instead=True)
    seen = await slack.person(ADA).press(card, "Approve")
    assert seen is not card
    assert (
        seen.words == "D2 is approved\nRecorded."
    )  # in the direct conversation: no click is met with silence
    assert bot.calls("shown") == []


async def test_a_refusal_is_said_to_that_person_alone(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    card = await card_for_ada(slack, adapter)
    bot.replies["approve-token"] = ShowRefusal("Only the Secretary may approve. Ask the office.")
    seen = await slack.person(ADA).press(card, "Approve")
    assert isinstance(seen, Message)
    assert seen.ephemeral_for
    assert seen.words == "Only the Secretary may approve. Ask the office."
    assert card.redrawn == 0


async def test_a_stale_card_is_replaced_and_the_refusal_said(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    card = await card_for_ada(slack, adapter)
    bot.replies["approve-token"] = ShowRefusal("D3 is there now. Look at it first.", DONE)
    seen = await slack.person(ADA).press(card, "Approve")
    assert seen.words == "D3 is there now. Look at it first."
    assert card.words.startswith("D2 is approved")


async def test_a_button_in_an_ephemeral_card_replaces_it_without_telling_the_courier(
    slack: Workspace, bot: ScriptedBot
) -> None:
    bot.replies["status"], bot.replies["approve-token"] = ShowCard(CARD), ShowCard(DONE, instead=True)
    ada = slack.person(ADA)
    card = await ada.command("status")
    await ada.press(card, "Approve")
    assert card.words.startswith("D2 is approved")
    assert bot.calls("shown") == []


async def test_a_submitted_form_gives_way_to_its_confirmation(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot)
    bot.replies["form-token"] = ShowCard(DONE)
    answers = {"What should change?": "Section 2 & <3>", "Section": "2. Scope", "This is urgent": True}
    seen = await slack.person(ADA).fill(view, answers)
    assert seen is view
    assert view.words == "D2 is approved\nRecorded."
    expected = {"why": "Section 2 & <3>", "section": "s2", "urgent": True}
    assert bot.calls("submit") == [(slack.person(ADA).user.id, "form-token", expected, {})]


async def test_problems_stand_at_their_questions(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot)
    bot.replies["form-token"] = ShowErrors({"why": "Say which section.", "elsewhere": "And by when."})
    seen = await slack.person(ADA).fill(view, {"why": "x", "section": "s1"})
    assert seen is view
    assert view.errors == {"What should change?": "Say which section. And by when."}


async def test_a_refused_form_stays_under_the_refusal(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot)
    bot.replies["form-token"] = ShowRefusal("The period is over. Write to the liaison.")
    ada = slack.person(ADA)
    seen = await ada.fill(view, {"why": "x", "section": "s1"})
    assert isinstance(seen, View)
    assert "The period is over. Write to the liaison." in seen.words
    assert seen is ada.view
    await ada.close()
    assert ada.view is view


async def test_the_next_step_keeps_the_answers_whose_names_match(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot)
    fields = (Field("why", "Is this right?", "text"), Field("sure", "Really", "flag"))
    bot.replies["form-token"] = OpenForm(Form("Confirm", "second-token", fields))
    bot.replies["second-token"] = ShowCard(DONE)
    ada = slack.person(ADA)
    seen = await ada.fill(view, {"why": "Because", "section": "s1"})
    assert seen is not None
    await ada.fill(seen, {"Really": True})
    assert bot.calls("submit")[-1] == (ada.user.id, "second-token", {"why": "Because", "sure": True}, {})


async def test_home_is_drawn_when_opened_and_again_after_an_act(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    home = await ada.home()
    assert home.words.startswith("Nothing awaits you")
    bot.replies["start-token"] = OpenForm(FORM)
    view = await ada.press(home, "Start")
    bot.at_home = Card("One thing awaits you", (Buttons((Button("Start", "start-token"),)),))
    await ada.fill(view, {"why": "x", "section": "s1"})
    assert home.words.startswith("One thing awaits you")


async def test_a_refusal_in_home_opens_a_small_modal(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    bot.replies["start-token"] = ShowRefusal("Somebody else has started it. Open it from the list.")
    seen = await ada.press(await ada.home(), "Start")
    assert isinstance(seen, View)
    assert "Somebody else has started it." in seen.words


async def test_a_form_that_home_could_not_open_is_said_in_home(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    bot.replies["start-token"] = OpenForm(FORM)
    home = await ada.home()
    slack.fail(Fault("error", "views.open", name="expired_trigger_id"))
    with pytest.raises(Nothing):  # nothing but Home itself
        await ada.press(home, "Start")
    assert replies.TOO_LATE in home.words


async def test_buttons_in_a_modal_change_it_or_lie_on_top(slack: Workspace, bot: ScriptedBot) -> None:
    ada = slack.person(ADA)
    view = await opened_form(slack, bot)
    bot.replies["form-token"] = ShowCard(CARD)
    await ada.fill(view, {"why": "x", "section": "s1"})
    bot.replies["approve-token"] = ShowRefusal("Not you. Ask the office.")
    on_top = await ada.press(view, "Approve")
    assert isinstance(on_top, View)
    assert on_top is not view
    await ada.close()
    bot.replies["approve-token"] = OpenForm(FORM)
    assert await ada.press(view, "Approve") is view
    assert view.title == "Return the draft"


async def test_a_message_to_the_bot_is_answered_where_it_was_written(
    slack: Workspace, bot: ScriptedBot
) -> None:
    ada = slack.person(ADA)
    bot.replies["hello <you>"] = ShowCard(CARD)
    seen = await ada.say("hello <you>")
    assert isinstance(seen, Message)
    assert (seen.thread, seen.ephemeral_for) == ("", "")
    place = ada.direct[-1].conversation
    assert bot.calls("said") == [(ada.user.id, "hello <you>", place, "")]
    bot.replies["in the thread"] = ShowRefusal("No.")
    assert (await ada.say("in the thread", thread=seen)) == ada.direct[-1]
    assert ada.direct[-1].thread == seen.ts
    assert bot.calls("said")[-1] == (ada.user.id, "in the thread", place, seen.ts)


async def test_a_mention_in_a_cards_thread_is_an_answer_to_it_and_is_answered_to_that_person_alone(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    sent = await adapter.chat.post("channel:steering", CARD, "key-2")
    card = slack.channel("steering").messages[-1]
    assert sent == Sent(slack.channels["steering"], card.ts)
    seen = await slack.person(BEN).say("We agree.", thread=card, mention=True)
    assert isinstance(seen, Message)
    assert bot.calls("said") == [(slack.person(BEN).user.id, "We agree.", card.conversation, card.ts)]
    assert seen.ephemeral_for == slack.person(BEN).user.id
    assert seen.thread == card.ts


async def test_a_mention_is_heard_wherever_it_stands_in_the_sentence(
    slack: Workspace, bot: ScriptedBot
) -> None:
    ben, place = slack.person(BEN).user, slack.channel("steering")
    said = Message(place.id, slack.world.ts(), ben.id, f"Will {MENTION} tell us?")
    heard = [await slack.tell(event) for event in slack.payloads.said(ben, said)]
    assert heard == [False, True]
    assert [words for _, words, _, _ in bot.calls("said")] == ["Will tell us?"]


async def test_what_people_say_to_each_other_is_not_read(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    await adapter.chat.post("channel:steering", CARD, "key-2")
    ben = slack.person(BEN)
    await ben.say("Under a card, but not to the bot", thread=slack.channel("steering").messages[-1])
    said = await ben.say("Lunch?", channel="steering")
    assert isinstance(said, Message)
    place = slack.world.conversations[said.conversation]
    reply = Message(place.id, slack.world.ts(), ben.user.id, "Yes", thread=said.ts)
    place.messages.append(reply)
    for event in slack.payloads.said(ben.user, reply):
        await slack.send("events_api", slack.payloads.event(event))
    for subtype in ("message_changed", "channel_join", "bot_message"):
        event = {
            "type": "message",
            "subtype": subtype,
            "channel": place.id,
            "channel_type": "im",
            "ts": "1.2",
        }
        await slack.send("events_api", slack.payloads.event({**event, "user": ben.user.id}))
    own = {
        "type": "message",
        "channel": place.id,
        "channel_type": "im",
        "ts": "1.3",
        "bot_id": "B1",
        "user": "U1",
    }
    await slack.send("events_api", slack.payloads.event(own))
    assert bot.asked == []


async def test_the_shortcut_names_author_time_and_words(slack: Workspace, bot: ScriptedBot) -> None:
    ada, ben = slack.person(ADA), slack.person(BEN)
    said = await ben.say("Section 2 is too strict", channel="steering")
    assert isinstance(said, Message)
    bot.replies["feedback"] = OpenForm(FORM)
    assert isinstance(await ada.shortcut(said), View)
    ((who, author, at, words, place),) = bot.calls("record_as_feedback")
    assert (who, words, place) == (ada.user.id, "Section 2 is too strict", said.conversation)
    assert author == Account("slack", "T0GOV", ben.user.id)
    assert at.tzinfo is UTC
    assert at.timestamp() == pytest.approx(float(said.ts))


async def test_the_shortcut_on_a_card_says_that_nobody_wrote_it(
    slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter
) -> None:
    card = await card_for_ada(slack, adapter)
    seen = await slack.person(ADA).shortcut(card)
    assert "not written by a person" in seen.words
    assert bot.calls("record_as_feedback") == []


async def test_a_deactivated_account_is_told_to_the_bot(slack: Workspace, bot: ScriptedBot) -> None:
    ben = slack.person(BEN)
    await slack.deactivate(ben)
    assert bot.calls("gone") == [(ben.user.id,)]


async def test_a_long_list_is_looked_up_as_a_person_types(slack: Workspace, bot: ScriptedBot) -> None:
    bot.choices = [Choice(f"p{number}", f"Policy number {number}") for number in range(500)]
    fields = (
        Field("policy", "Policy", "policy", choices=None),
        Field("all", "Several", "people", choices=None),
    )
    view = await opened_form(slack, bot, Form("Pick", "pick-token", fields))
    wanted = ["Policy number 7", "Policy number 499"]
    await slack.person(ADA).fill(view, {"Policy": "Policy number 321", "Several": wanted})
    assert bot.calls("submit")[0][2] == {"policy": "p321", "all": ["p7", "p499"]}
    assert ("pick-token", "policy", "Policy number 321") in [call[1:] for call in bot.calls("lookup")]


async def test_values_longer_than_slack_keeps_come_back_whole(slack: Workspace, bot: ScriptedBot) -> None:
    bot.choices = [Choice(f"Section {n}: " + "of the policy " * 20, f"Section {n}") for n in range(20)]
    fields = (
        Field("one", "One", "choice", choices=tuple(bot.choices)),
        Field("two", "Two", "choices", choices=None, initial=(bot.choices[3].value,), initial_labels=("3",)),
        Field("three", "Three", "choices", choices=tuple(bot.choices)),
    )
    view = await opened_form(slack, bot, Form("Sections", "sections-token", fields))
    await slack.person(ADA).fill(view, {"One": "Section 7", "Three": ["Section 1", "Section 2"]})
    first, second, third, seventh = (bot.choices[number].value for number in (1, 2, 3, 7))
    expected = {"one": seventh, "two": [third], "three": [first, second]}
    assert bot.calls("submit")[0][2] == expected


async def test_a_file_is_handed_over_with_its_bytes(slack: Workspace, bot: ScriptedBot) -> None:
    view = await opened_form(slack, bot, Form("Upload", "file-token", (Field("draft", "Draft", "file"),)))
    await slack.person(ADA).fill(view, {"Draft": ("D2.txt", b"PK...")})
    expected = Upload("D2.txt", "text/plain", b"PK...")
    assert bot.calls("submit") == [(slack.person(ADA).user.id, "file-token", {}, {"draft": expected})]


async def test_a_file_that_is_too_large_or_lost_is_refused_at_its_question(
    slack: Workspace, bot: ScriptedBot
) -> None:
    ada = slack.person(ADA)
    view = await opened_form(slack, bot, Form("Upload", "file-token", (Field("draft", "Draft", "file"),)))
    await ada.fill(view, {"Draft": ("big.docx", b"x" * (10 * 1024 * 1024 + 1))})
    assert "larger than 10 MB" in view.errors["Draft"]
    state = view.values["draft"]["file:draft"]
    state["files"][0] |= {"size": 5}  # what Slack says of it is not believed
    await ada.submit(view)
    assert "larger than 10 MB" in view.errors["Draft"]
    state["files"] = [slack.upload("x.txt", b"x")]
    slack.fail(Fault("drop before", "files", times=2))
    await ada.submit(view)
    assert "did not hand over this file in time" in view.errors["Draft"]
    assert bot.calls("submit") == []


async def test_a_form_reads_every_kind_of_question(slack: Workspace, bot: ScriptedBot) -> None:
    few = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(5))
    many = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(60))
    fields = (
        Field("line", "A line", "line", initial="before"),
        Field("text", "A text", "text", optional=True),
        Field("few", "A few", "choices", choices=few, initial=("c1", "c2")),
        Field("many", "Many", "people", choices=many, optional=True),
        Field("none", "None of them", "choices", choices=few, optional=True),
        Field("who", "Who", "person", choices=many, initial="c59"),
        Field("day", "Day", "date", initial="2026-12-04"),
        Field("no", "No", "flag"),
        Field("yes", "Yes, please", "flag", initial="yes"),
        Field("file", "File", "file", optional=True),
    )
    view = await opened_form(slack, bot, Form("Everything", "all-token", fields))
    await slack.person(ADA).fill(view, {"Many": ["Choice 3"]})
    expected = {
        "line": "before",
        "text": None,
        "few": ["c1", "c2"],
        "many": ["c3"],
        "none": None,
        "who": "c59",
        "day": "2026-12-04",
        "no": False,
        "yes": True,
    }
    assert bot.calls("submit")[0][2] == expected


async def test_a_bug_is_not_acknowledged(slack: Workspace, bot: ScriptedBot, adapter: SlackAdapter) -> None:
    card = await card_for_ada(slack, adapter)
    bot.replies["approve-token"] = RuntimeError("a bug")
    with pytest.raises(AssertionError, match="HTTP 500"):
        await slack.person(ADA).press(card, "Approve")


async def test_in_a_message_home_and_modal_a_question_precedes_a_button_with_confirm(
    slack: Workspace, bot: ScriptedBot
) -> None:
    button = Button("Withdraw", "w", "danger", confirm="Withdraw the whole policy?")
    bot.replies["status"] = ShowCard(Card("A policy", (Text("Title", "strong"), Buttons((button,)))))
    seen = await slack.person(ADA).command("status")
    assert isinstance(seen, Message)
    assert seen.blocks[-1]["elements"][0]["confirm"]["text"]["text"] == "Withdraw the whole policy?"


async def test_a_click_on_a_link_is_acknowledged_and_goes_no_further(
    slack: Workspace, bot: ScriptedBot
) -> None:
    """The browser opens the address; Slack tells of the click all the same, and waits for a 200."""
    bot.replies["page ITP-1"] = ShowCard(
        Card("Your page", (Link("Read it", "https://govbot.example.gov/x"),))
    )
    seen = await slack.person(ADA).command("page ITP-1")
    assert isinstance(seen, Message)
    assert seen.ephemeral_for == slack.person(ADA).user.id
    with pytest.raises(Nothing):
        await slack.person(ADA).press(seen, "Read it")
    assert bot.calls("press") == []

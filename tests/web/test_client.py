"""A script that plays people sees what the page shows, and finds buttons and fields by their labels."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import StreamReader

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import Card, ShowErrors, ShowRefusal
from govbot_web.chat import account_of
from govbot_web.client_parts import Heard, NotThere, Opened
from tests.web.conftest import Served
from tests.web.scripted_bot import HELP
from tests.web.scripted_cards import APPROVAL, APPROVED, CONFIRM, FEEDBACK, NEED


async def test_a_command_shows_its_card_in_the_conversation(served: Served) -> None:
    person = served.person("p18")
    shown = await person.command("help")
    assert isinstance(shown, Heard)
    assert shown.card == HELP
    assert [message.words for message in await person.messages()] == ["/gov help", ""]
    assert ("command", ("p18", "help", "dm:p18")) in served.bot.asked


async def test_a_refused_command_leaves_no_trace(served: Served) -> None:
    person = served.person("p18")
    answer = await person.command("/gov dance")
    assert isinstance(answer, ShowRefusal)
    assert "/gov help" in answer.sentence
    assert await person.messages() == []


async def test_a_form_keeps_its_answers_through_a_confirmation(served: Served) -> None:
    person = served.person("p18")
    opened = await person.command("need")
    assert isinstance(opened, Opened)
    assert opened.form == NEED
    choices = await person.lookup(opened, "Policy lead", "chief data")
    problems = await person.fill(opened, {"What is the policy about?": ""})
    assert isinstance(problems, ShowErrors)
    assert {"title", "lead"} == set(problems.by_field)
    answers = {
        "title": "Passwords",
        "lead": choices[0].value,
        "people": ["p1", "p2"],
        "How great is the risk?": "High",
    }
    paper = Upload("../etc/Entwurf für Ü.docx", "application/msword", b"\x00\xff" * 9)
    confirm = await person.fill(opened, answers, {"A document": paper})
    assert isinstance(confirm, Opened)
    assert confirm.form == CONFIRM
    shown = await person.fill(confirm, {})
    assert isinstance(shown, Heard)
    assert shown.card
    assert shown.card.headline == "The need “Passwords” is raised."
    first, last = [asked for name, asked in served.bot.asked if name == "submit"][1:]
    assert isinstance(first, tuple)
    assert first[2]["risk"] == "high"
    assert first[2]["urgent"] is False
    assert first[2]["by"] == "2026-12-04"
    assert ("p18", CONFIRM.token, {"title": "Passwords", "people": ["p1", "p2"], "sources": ["a"]}) == last
    assert Upload("Entwurf für Ü.docx", "application/msword", paper.data) == served.bot.uploads["paper"]


async def test_what_was_typed_into_a_form_that_is_closed_is_handed_to_the_bot(served: Served) -> None:
    person = served.person("p18")
    opened = await person.command("need")
    await person.close(opened, {"title": "Passwords", "urgent": True})
    assert ("closed", ("p18", NEED.token, {"title": "Passwords", "urgent": True})) in served.bot.asked


async def test_a_button_is_pressed_on_the_card_and_the_card_changes_for_everybody(served: Served) -> None:
    chat = served.adapter.chat
    await chat.post("channel:steering", APPROVAL, "k")
    first, two = served.person("p1"), served.person("p2")
    (message,) = await first.messages("Steering Group")
    shown = await first.press(message, "Approve draft D4")
    assert isinstance(shown, Heard)
    assert (message.id, APPROVED) == (shown.id, shown.card)
    assert [each.card for each in await two.messages("Steering Group")] == [APPROVED]
    assert ("shown", ("p1", message.id)) in served.bot.asked


async def test_a_stale_button_is_refused_and_the_current_card_shown(served: Served) -> None:
    await served.adapter.chat.send(account_of("p20"), "", FEEDBACK, "k")
    person = served.person("p20")
    (message,) = await person.messages()
    assert isinstance(await person.press(message, "I'm not the right person"), ShowRefusal)
    assert [each.card for each in await person.messages()] == [APPROVED]


async def test_what_is_shown_to_one_person_alone_is_not_seen_by_others(served: Served) -> None:
    await served.adapter.chat.post("channel:announcements", FEEDBACK, "k")
    first, two = served.person("p20"), served.person("p21")
    (message,) = await first.messages("Announcements")
    shown = await first.press(message, "No comment")
    assert isinstance(shown, Heard)
    assert shown.only_for_me
    assert len(await first.messages("Announcements")) == 2
    assert len(await two.messages("Announcements")) == 1
    await first.command("help", message.conversation)
    assert len(await two.messages("Announcements")) == 1


async def test_home_has_buttons_whose_results_arrive_in_the_conversation(served: Served) -> None:
    person = served.person("p6")
    home = await person.home()
    assert isinstance(home, Card)
    assert isinstance(await person.press(home, "Withdraw"), ShowRefusal)
    assert isinstance(await person.press(home, "Answer"), Opened)
    shown = await person.press(home, "Approve draft D4")
    assert isinstance(shown, Heard)
    assert shown.conversation == "dm:p6"


async def test_a_reply_in_a_cards_thread_reaches_the_bot_with_its_root(served: Served) -> None:
    sent = await served.adapter.chat.send(account_of("p20"), "", FEEDBACK, "k")
    person = served.person("p20")
    (message,) = await person.messages()
    answer = await person.say("No objection.", message)
    assert isinstance(answer, Heard)
    assert sent.message == answer.root
    assert ("said", ("p20", "No objection.", "dm:p20", sent.message)) in served.bot.asked
    further = await person.say("And thanks.", answer)
    assert isinstance(further, Heard)
    assert sent.message == further.root


async def test_people_talk_in_a_room_without_the_bot_and_their_words_can_be_recorded(served: Served) -> None:
    room = await served.adapter.chat.open_room("Room", "", [account_of("p1"), account_of("p2")])
    first, two = served.person("p1"), served.person("p2")
    assert await first.say("Section 2 is too strict.", conversation=room) is None
    assert served.bot.asked == []
    (message,) = await two.messages(room)
    words = {"conversation": room, "message": message.id}
    answer = await served.playground.post("/api/as/p2/record", words)
    assert answer["reply"] == "open"
    assert ("record", ("p2", "p1", "Section 2 is too strict.", room)) in served.bot.asked
    assert isinstance(await first.say("@govbot help", conversation=room), Heard)


async def test_nothing_is_pressed_or_filled_in_that_the_page_does_not_show(served: Served) -> None:
    person = served.person("p6")
    home = await person.home()
    with pytest.raises(NotThere, match="Approve draft D4"):
        await person.press(home, "Publish")
    opened = await person.command("need")
    with pytest.raises(NotThere, match="Policy lead"):
        await person.fill(opened, {"No such field": "x"})
    with pytest.raises(NotThere, match="High"):
        await person.fill(opened, {"risk": "Middling"})
    with pytest.raises(NotThere):
        await person.fill(ShowRefusal("No."), {})
    with pytest.raises(NotThere):
        await served.playground.find("Nobody at all")


async def test_a_person_is_found_by_name_or_address(served: Served) -> None:
    assert (await served.playground.find("OPM Secretary")).person == "p6"
    assert (await served.playground.find("opm.secretary@example")).person == "p6"


async def test_the_clock_moves_by_days_by_date_and_to_the_next_deadline_but_never_back(
    served: Served,
) -> None:
    play = served.playground
    assert (await play.move_clock(days=1))["moment"] == "Sat, Nov 21, 2026, 10:00 AM ET"
    assert (await play.move_clock())["moment"] == "Fri, Dec 4, 2026, 10:00 AM ET"
    assert (await play.move_clock())["reply"] == "sorry"
    assert (await play.move_clock("2026-12-07"))["moment"] == "Mon, Dec 7, 2026, 9:00 AM ET"
    for wrong in ("2026-12-01", "soon", "9999-99-99"):
        assert (await play.move_clock(wrong))["reply"] == "sorry"
    assert (await play.move_clock(days=10**12))["reply"] == "sorry"


async def test_a_script_looks_into_the_process_the_record_and_the_library(served: Served) -> None:
    play = served.playground
    process = await play.get("/api/process")
    assert [policy["step"] for policy in process["policies"]] == [4, 3, 3, 6]
    entries = (await play.get("/api/record", stream="ITP-1", after="6"))["entries"]
    assert [entry["seq"] for entry in entries] == [7, 8]
    assert (await play.verify())["whole"]
    served.controls.whole = False
    assert not (await play.verify())["whole"]
    assert [policy["id"] for policy in (await play.get("/api/library"))["policies"]] == ["ITP-0"]


async def test_an_open_page_is_told_what_others_do(served: Served) -> None:
    async with served.session.get(f"{served.base}/api/as/p2/events") as events:
        assert "event: hello" in await _event(events.content)
        await served.adapter.chat.post("channel:steering", APPROVAL, "k")
        told = await _event(events.content)
        assert "event: message" in told
        assert APPROVAL.headline == json.loads(told.split("data: ")[1])["card"]["headline"]
        await served.adapter.chat.send(account_of("p1"), "", FEEDBACK, "not for p2")
        await served.playground.move_clock(days=1)
        rest = ""
        while "event: clock" not in rest:
            rest += await _event(events.content)
        assert "event: world" in rest
        assert "event: message" not in rest


async def test_a_fault_is_a_sentence_with_a_reference(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await served.person("p1").command("fault")
    assert isinstance(answer, ShowRefusal)
    reference = answer.sentence.split()[-4]
    assert reference in caplog.text


async def test_what_one_has_read_is_no_longer_unread(served: Served) -> None:
    await served.adapter.chat.send(account_of("p6"), "", FEEDBACK, "k")
    person = served.person("p6")
    assert (await person.conversations())[0]["unread"] == 1
    await served.playground.post("/api/as/p6/read", {"conversation": "dm:p6"})
    assert (await person.conversations())[0]["unread"] == 0


async def _event(stream: StreamReader) -> str:
    lines: list[str] = []
    while (line := (await asyncio.wait_for(stream.readline(), 5)).decode().rstrip("\n")) or not lines:
        lines.append(line)
    return "\n".join(lines)

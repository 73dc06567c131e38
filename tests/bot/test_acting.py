"""What people do: commands, buttons and forms, and that each is answered once and in time."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest
import structlog

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account, Sent
from govbot.core.cards.vocabulary import ShowCard, ShowRefusal
from govbot.library.shelving import shelved
from tests.bot.chat_in_memory import buttons
from tests.bot.town import Town, town_at
from tests.core.cards.given import labels, words
from tests.places import Place


@pytest.fixture
async def circulating(place: Place) -> AsyncIterator[Town]:
    async with town_at("circulate", place) as town:
        yield town


async def test_a_whole_development_runs_from_need_to_a_version_in_force(place: Place) -> None:
    async with town_at("request", place) as town:
        await town.secretary.press("Approve draft D1")
        await town.settle()
        await town.publisher.does(
            "adopt ITP-1", title="Backup of state data", version="1.0", laws="C.G.S. § 4-66",
            effective_on="2026-10-01", mechanisms=["acknowledgment"],
        )  # fmt: skip
        await town.settle()
        await town.dss.press("Acknowledge for my agency")
        assert (await town.entries())[-3:] == ["Adopted", "CameIntoForce", "Acknowledged"]
        assert "version 1.0 is in force" in words((await town.dcp.command("status ITP-1")).card)
        await town.dcp.command("read ITP-1")
        assert town.dcp.card.headline == "The version in force of ITP-1 “Backup of state data”"


async def test_the_library_tells_a_corrected_version_from_the_approved_one(place: Place) -> None:
    async with town_at("request", place) as town:
        await town.secretary.press("Approve draft D1")
        await town.settle()
        await town.publisher.does("adopt ITP-1", laws="C.G.S. § 4-66")
        await town.publisher.does("correct ITP-1", old_words="safe", new_words="safely", reason="A typo")
        await town.contact.does("confirm-correction ITP-1")
        policy, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
        shelf = shelved(policy, town.app.process, lambda _: "")
        assert shelf is not None
        assert [(version.number, version.corrected) for version in shelf.versions] == [
            ("1.0", False),
            ("1.1", True),
        ]


async def test_a_press_answers_with_the_card_as_it_is_now_in_the_place_of_the_pressed_one(
    circulating: Town,
) -> None:
    town = circulating
    await town.dss.press("No comment")
    assert isinstance(town.dss.last, ShowCard)
    assert town.dss.last.instead
    assert "Your answer is on record. Thank you." in words(town.dss.card)
    assert "No comment" not in labels(town.dss.card)


async def test_a_double_click_is_one_answer(circulating: Town) -> None:
    town = circulating
    value = town.dss.value("No comment")
    first = (await town.dss.presses(value)).card
    again = (await town.dss.presses(value)).card
    assert words(again) == words(first)
    assert (await town.entries()).count("FeedbackGiven") == 1


async def test_a_stale_button_is_refused_and_the_current_card_shown(circulating: Town) -> None:
    town = circulating
    stale = town.dss.value("No comment")
    await town.dss.does("comment ITP-1", text="A year is too short.")
    await town.dss.presses(stale)
    assert town.dss.no == "You have answered already. To say more, add a comment."
    assert isinstance(town.dss.last, ShowRefusal)
    assert town.dss.last.card is not None
    assert "A year is too short." in words(town.dss.last.card)


async def test_a_button_of_a_finished_period_tells_that_it_is_over(circulating: Town) -> None:
    town = circulating
    stale = town.cio.value("Close now")
    await town.cio.does("close-feedback ITP-1")
    await town.cio.does("secretary ITP-1")
    await town.cio.presses(stale)
    assert "No feedback period is open" in town.cio.no
    assert isinstance(town.cio.last, ShowRefusal)
    assert town.cio.last.card is not None


async def test_a_button_in_a_channel_is_answered_to_its_presser_alone(place: Place) -> None:
    async with town_at("raise_need", place) as town:
        (card,) = town.chat.cards("C-steering")
        await town.cio.press("Recommend pursuing", card)
        await town.cio.fill(lead=await town.person_id("cio"))
        assert isinstance(town.cio.last, ShowCard)
        assert not town.cio.last.instead
        await town.advisor.press("Not at this time", card)
        assert isinstance(town.advisor.last, ShowRefusal)
        assert town.advisor.last.card is None, "the channel's card is not replaced by what one person sees"


async def test_a_preview_is_confirmed_and_changed_answers_are_previewed_again(place: Place) -> None:
    async with town_at("request", place) as town:
        await town.secretary.command("approve-with-change ITP-1")
        await town.secretary.fill(old_words="safe", new_words="safe and near")
        assert town.secretary.form.submit == "Confirm"
        assert "and near" in str(town.secretary.form.intro)
        await town.secretary.fill(new_words="safe and far")
        assert "and far" in str(town.secretary.form.intro)
        await town.secretary.fill()
        assert isinstance(town.secretary.last, ShowCard)
        await town.secretary.command("read ITP-1")
        assert "safe and far" in words(town.secretary.card)


async def test_what_was_emptied_or_ticked_stays_so_in_the_form_that_confirms(place: Place) -> None:
    async with town_at("reviewed", place) as town:
        await town.cio.command("feedback ITP-1")
        assert next(
            form_field for form_field in town.cio.form.fields if form_field.name == "closes_on"
        ).initial
        await town.cio.fill(closes_on=None)
        assert "has no closing date" in str(town.cio.form.intro)
        await town.cio.fill()
        assert "without a closing date" in words(town.cio.card)
    async with town_at("request", place) as town:
        await town.secretary.press("Approve draft D1")
        await town.settle()
        await town.publisher.command("adopt ITP-1")
        await town.publisher.fill(laws="C.G.S. § 4-66", variances=True)
        await town.publisher.fill()
        policy, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
        assert policy.version.allows_variance_requests


async def test_what_cannot_be_recorded_is_said_before_it_is_previewed(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.draft()
        await town.cio.command("feedback ITP-1")
        await town.cio.fill()
        assert "passed over" in town.cio.problems["passing_over"]
        await town.cio.command("feedback ITP-1")
        await town.cio.fill(passing_over="The audit cannot wait.")
        assert "Step 2 (the staff review) is passed over; that is recorded as a deviation." in str(
            town.cio.form.intro
        )
        await town.cio.command("secretary ITP-1")
        await town.cio.fill(passing_over="The audit cannot wait.")
        assert "shall review for consistency with the State Data Plan first" in town.cio.no


async def test_what_cannot_be_done_is_said_at_its_field_and_not_previewed_first(place: Place) -> None:
    async with town_at("reviewed", place) as town:
        await town.cio.command("feedback ITP-1")
        await town.cio.fill(capacities=[], closes_on="2026-10-23")
        assert "Nobody is on this roster." in town.cio.problems["capacities"]


async def test_a_form_says_what_is_wrong_at_each_field_and_keeps_its_nonce(circulating: Town) -> None:
    town = circulating
    form = (await town.dss.press("Comment")).form
    for answers in (
        {"kind": "concern"},
        {"kind": "nonsense", "text": "x"},
        {},
        {"kind": {"a": 1}, "text": 7},
    ):
        await town.dss.submits(form.token, answers)
        assert set(town.dss.problems) <= {"kind", "text"}
    await town.dss.submits(form.token, {"kind": "concern", "text": "It is.", "unknown": "field"})
    assert isinstance(town.dss.last, ShowCard)


async def test_a_bad_file_is_a_sentence_at_its_field(circulating: Town) -> None:
    town = circulating
    form = (await town.cio.command("draft ITP-1")).form
    await town.cio.submits(form.token, {}, {"file": Upload("virus.exe", "", b"MZ")})
    assert set(town.cio.problems) == {"file"}
    await town.cio.submits(form.token, {"text": "x" * 3001})
    assert "at most 3,000 fit" in town.cio.problems["text"]
    await town.cio.submits(form.token, {"text": {"paper": {}}, "file": "not a file"})
    assert set(town.cio.problems) <= {"text", "file"}
    await town.cio.submits(form.token, {"text": "# A short text\n\nOf a draft."})
    assert isinstance(town.cio.last, ShowCard)
    await town.contact.command("later approve ITP-1")


@pytest.mark.parametrize("upload", [Upload("x.pdf", "", b""), Upload("x.pdf", "", b"x" * (10 * 2**20 + 1))])
async def test_a_signed_document_is_neither_empty_nor_huge(place: Place, upload: Upload) -> None:
    async with town_at("request", place) as town:
        form = (await town.contact.command("later approve ITP-1")).form
        await town.contact.submits(form.token, {}, {"evidence_file": upload})
        assert "“x.pdf” is" in town.contact.problems["evidence_file"]


async def test_a_long_list_is_looked_up_as_one_types(circulating: Town) -> None:
    town = circulating
    await town.cio.command("join ITP-1")
    assert town.cio.no, "only a need is joined"
    await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
    form = (await town.advisor.command("join ITP-2")).form
    choices = await town.bot.lookup(town.advisor.account, form.token, "other", "backup")
    assert [choice.value for choice in choices] == ["ITP-1"]
    everything = await town.bot.lookup(town.advisor.account, form.token, "other", "")
    assert [choice.value for choice in everything] == ["ITP-1"], "a need is not joined to itself"
    assert await town.bot.lookup(town.advisor.account, form.token, "no such field", "") == []
    assert await town.bot.lookup(town.dss.account, form.token, "other", "") == []
    later = (await town.cio.command("later comment ITP-1")).form
    assert [
        choice.label
        for choice in await town.bot.lookup(town.cio.account, later.token, "entered_for", "doc ct")
    ] == ["DOC (doc@ct.example)"]
    await town.advisor.submits(form.token, {"other": "ITP-77"})
    assert town.advisor.problems == {"other": "There is no such policy. Choose one from the list."}


async def test_a_bug_is_logged_under_a_reference_without_what_was_typed(
    circulating: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = circulating

    def broken(*_: object, **__: object) -> None:
        raise ValueError("canary: what was typed")

    monkeypatch.setattr("govbot.bot.queries.status_card", broken)
    monkeypatch.setattr("govbot.bot.forms.find_choices", broken)
    form = (await town.dss.press("Comment")).form
    with structlog.testing.capture_logs() as logs:
        await town.dss.command("status ITP-1")
        assert await town.bot.lookup(town.dss.account, form.token, "kind", "") == []
    assert logs[0]["reference"] in town.dss.no
    assert "canary" not in str(logs)
    assert "queries.py" in str(logs[0]["where"])


def asked(town: Town) -> str:
    """The message by which the representative is asked."""
    (attempt,) = (
        name
        for name, (place, card) in town.chat.messages.items()
        if place == "D-dss" and card.headline.startswith("Your agency's feedback is asked for")
    )
    return attempt


async def test_what_an_adapter_has_drawn_itself_is_not_drawn_again(circulating: Town) -> None:
    town = circulating
    message = asked(town)
    await town.dss.press("No comment")
    await town.bot.shown(town.dss.account, Sent("D-dss", message), town.dss.card)
    await town.bot.shown(town.dss.account, Sent("D-dss", "unknown"), town.dss.card)
    town.chat.messages[message] = ("D-dss", town.dss.card)
    await town.settle()
    assert town.chat.messages[message][1] is town.dss.card


async def test_what_happens_between_a_click_and_its_card_is_drawn_though_the_adapter_drew_the_click(
    circulating: Town,
) -> None:
    town = circulating
    message = asked(town)
    await town.dss.press("No comment")
    drawn = town.dss.card
    await town.cio.does("close-feedback ITP-1")
    town.chat.messages[message] = ("D-dss", drawn)
    await town.bot.shown(town.dss.account, Sent("D-dss", message), drawn)
    await town.settle()
    assert town.chat.messages[message][1].parts != drawn.parts


async def test_an_account_of_a_chat_that_was_never_met_is_a_sentence(circulating: Town) -> None:
    reply = await circulating.bot.command(Account("nowhere", "T", "U"), "status")
    assert isinstance(reply, ShowRefusal)


async def test_a_click_is_one_write_and_does_not_grow_with_the_history(
    circulating: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements on the path of a click, with a short history and with 300 more comments in it."""
    town = circulating
    few = await statements(town, monkeypatch)
    for number in range(150):
        await town.dss.command("comment ITP-1")
        await town.dss.fill(text=f"Comment {number}")
    many = await statements(town, monkeypatch)
    assert many <= few + 3
    assert few <= 40


async def statements(town: Town, monkeypatch: pytest.MonkeyPatch) -> int:
    form = (await town.dss.command("comment ITP-1")).form
    writes, count = [], 0
    write = town.app.record.write

    def counted(work: object) -> object:
        from sqlalchemy import event

        def inside(tx: object) -> object:
            nonlocal count

            def note(*_: object) -> None:
                nonlocal count
                count += 1

            event.listen(tx.conn, "before_cursor_execute", note)  # type: ignore[attr-defined]
            try:
                return work(tx)  # type: ignore[operator]
            finally:
                event.remove(tx.conn, "before_cursor_execute", note)  # type: ignore[attr-defined]

        writes.append(work)
        return write(inside)

    with monkeypatch.context() as patched:
        patched.setattr(town.app.record, "write", counted)
        began = time.perf_counter()
        await town.dss.submits(form.token, {"kind": "comment", "text": "Hello"})
        assert time.perf_counter() - began < 2.5
    assert isinstance(town.dss.last, ShowCard)
    assert len(writes) == 1
    return count


async def test_every_button_that_is_shown_answers_with_something_whole(place: Place) -> None:
    """Whoever presses whatever they see is answered: with a form, a card or a sentence, never a bug."""
    async with town_at("request", place) as town:
        for user in (
            "cio",
            "advisor",
            "dss",
            "secretary",
            "contact",
            "legal",
            "keeper",
            "publisher",
            "records",
        ):
            person = town.person(user)
            for typed in ("", "help", "list", "ITP-1", "more ITP-1", "status ITP-1"):
                await person.command(typed)
                for button in buttons(person.card) if isinstance(person.last, ShowCard) else []:
                    if button.confirm or button.label.startswith(("No comment", "Not applicable", "Approve")):
                        continue
                    await person.presses(button.value)
                    if isinstance(person.last, ShowRefusal):
                        assert "went wrong" not in person.no, button.label
                    await person.command(typed)

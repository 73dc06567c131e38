"""What a person sees after each act, on each of Teams' surfaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Field,
    Form,
    OpenForm,
    ShowCard,
    ShowErrors,
    ShowRefusal,
    Text,
)
from govbot.core.grammar import Choice
from govbot_teams import TeamsAdapter, files, inputs, replies, submissions, typed_text
from govbot_teams.form import AS_DIALOG, BACK
from govbot_teams.standin import Dialog, Message, Note, Person, Workspace, screen
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.filling import Unfillable
from govbot_teams.standin.world import TENANT
from tests.teams.scripted import CARD, DONE, FORM, ScriptedBot

pytestmark = pytest.mark.usefixtures("adapter")
ADA, BEN = "ada@state.example", "ben@state.example"


async def card_for_ada(teams: Workspace, adapter: TeamsAdapter, card: Card = CARD) -> Message:
    account = await adapter.chat.address(ADA)
    assert account is not None
    await adapter.chat.send(account, "", card, "key-1")
    return teams.person(ADA).inbox[-1]


async def opened_form(teams: Workspace, bot: ScriptedBot, form: Form = FORM) -> Message:
    bot.replies["return"] = OpenForm(form)
    seen = await teams.person(ADA).say("gov return")
    assert isinstance(seen, Message)
    return seen


def problems(person: Person, seen: Message | Dialog | Note) -> dict[str, str]:
    return screen.problems(person.card(seen))


# Commands and words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("gov status ITP-1", "status ITP-1"),
        ("/gov status ITP-1", "status ITP-1"),
        ("status ITP-1", "status ITP-1"),
        ("Status", "Status"),
        ("later draft ITP-1", "later draft ITP-1"),
        ("ITP-1", "ITP-1"),
        ("gov", ""),
        ("We have no objection.", None),
        ("Draft seven of the policy looks very good to us", None),
        ("draft\nof a letter", None),
        ("", None),
    ],
)
def test_what_is_a_command(typed: str, command: str | None) -> None:
    assert typed_text.command_of(typed, {"status", "draft", "help"}) == command


async def test_a_command_in_the_personal_chat_is_answered_there(teams: Workspace, bot: ScriptedBot) -> None:
    bot.replies["status ITP-1"] = ShowCard(CARD)
    ada = teams.person(ADA)
    seen = await ada.say("status ITP-1")
    assert isinstance(seen, Message)
    assert screen.buttons(ada.card(seen)) == ["Approve"]
    assert seen.summary == "D2 awaits your decision"
    assert bot.calls("command") == [(ada.user.id, "status ITP-1", ada.chat.id)]


@pytest.mark.parametrize("place", ["steering", "The group"])
async def test_a_command_among_others_is_answered_to_the_person_alone(
    teams: Workspace, bot: ScriptedBot, place: str
) -> None:
    ada = teams.person(ADA)
    teams.add_chat("The group", ada, teams.person(BEN))
    bot.replies["status"] = ShowCard(CARD)
    seen = await ada.say("status", place)
    assert isinstance(seen, Message)
    assert seen.conversation == ada.chat.id
    among = teams.world.place(teams.named(place)).messages
    assert [message.text for message in among] == ["status", typed_text.ANSWERED]
    assert bot.calls("command") == [(ada.user.id, "status", teams.named(place))]


@pytest.mark.parametrize("place", ["steering", "The group"])
@pytest.mark.parametrize(
    ("typed", "heard"),
    [("/gov status", ["status"]), ("GOV status", ["status"]), ("status", []), ("We have no objection.", [])],
)
async def test_without_a_mention_only_a_command_with_its_prefix_is_heard_among_others(
    teams: Workspace, bot: ScriptedBot, place: str, typed: str, heard: list[str]
) -> None:
    """Teams delivers what does not mention the bot only where an owner allowed it; then it is none of ours."""
    ada = teams.person(ADA)
    teams.add_chat("The group", ada, teams.person(BEN))
    where = teams.world.place(teams.named(place))
    activity = teams.payloads.said(ada.user, where, Message(where.id, "1", ada.user.id, typed))
    await teams.deliver({**activity, "text": typed, "entities": []})
    await teams.settled()
    assert [words for _, words, _ in bot.calls("command")] == heard
    assert bot.calls("said") == []
    assert [message.text for message in where.messages] == [typed_text.ANSWERED] * len(heard)


async def test_a_mention_in_the_personal_chat_is_no_part_of_the_words(
    teams: Workspace, bot: ScriptedBot
) -> None:
    ada = teams.person(ADA)
    activity = teams.payloads.said(ada.user, ada.chat, Message(ada.chat.id, "1", ada.user.id, ""))
    mention = {"type": "mention", "text": "<at>govbot</at>", "mentioned": activity["recipient"]}
    await teams.deliver({**activity, "text": "<at>govbot</at> status", "entities": [mention]})
    await teams.settled()
    assert bot.calls("command") == [(ada.user.id, "status", ada.chat.id)]


async def test_who_cannot_be_written_to_is_told_so_where_they_asked(teams: Workspace) -> None:
    cy = teams.person("cy@state.example")
    cy.user.blocked = True
    with pytest.raises(AssertionError):
        await cy.say("status", "steering")
    assert teams.world.place(teams.named("steering")).messages[-1].text == typed_text.WRITE_FIRST


async def test_plain_words_are_handed_to_the_bot(teams: Workspace, bot: ScriptedBot) -> None:
    ada = teams.person(ADA)
    await ada.say("We have no objection & <none> at all.")
    assert bot.calls("said") == [(ada.user.id, "We have no objection & <none> at all.", ada.chat.id, "")]


async def test_an_answer_in_a_thread_names_the_card(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    card = await card_for_ada(teams, adapter)
    sent = await adapter.chat.post("steering", CARD, "key-2")
    post = teams.world.place(sent.conversation).message(sent.message)
    assert post is not None
    ada = teams.person(ADA)
    await ada.say("Part II should name us.", thread=card)
    await ada.say("And Part III as well.", thread=post)
    roots = [(words, place, root) for _, words, place, root in bot.calls("said")]
    assert roots == [
        ("Part II should name us.", ada.chat.id, card.id),
        ("And Part III as well.", sent.conversation, sent.message),
    ]
    note = teams.world.place(sent.conversation).messages[-1]
    assert (note.text, note.root) == (typed_text.ANSWERED, post.id)


async def test_a_refusal_is_a_sentence(teams: Workspace, bot: ScriptedBot) -> None:
    bot.replies["status"] = ShowRefusal("There is no policy yet. Raise a need first.")
    seen = await teams.person(ADA).say("status")
    assert isinstance(seen, Message)
    assert (seen.text, seen.card) == ("There is no policy yet. Raise a need first.", None)


@pytest.mark.parametrize("typed", ["gov", "/gov", "gov home"])
async def test_a_persons_own_view_is_drawn_anew_whenever_they_look_at_it(
    teams: Workspace, bot: ScriptedBot, typed: str
) -> None:
    """The counterpart of Slack's Home tab."""
    ada = teams.person(ADA)
    seen = await ada.say(typed)
    assert isinstance(seen, Message)
    assert screen.buttons(ada.card(seen)) == ["Start"]
    bot.at_home = Card("Awaiting your action: 1", CARD.parts)
    assert screen.buttons(await ada.look(seen)) == ["Approve"]
    bot.at_home = DONE
    assert screen.words(await ada.look(seen)) == "D2 is approved\nRecorded."


async def test_who_installs_the_app_sees_once_what_awaits_them(teams: Workspace, bot: ScriptedBot) -> None:
    ada = teams.person(ADA)
    seen = await ada.install()
    assert seen.words == "Nothing awaits you\n[Start]"
    assert len(ada.inbox) == len(bot.calls("home")) == 1


# Buttons ----------------------------------------------------------------------------------------------


async def test_a_pressed_card_is_answered_in_its_place(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    card, ada = await card_for_ada(teams, adapter), teams.person(ADA)
    bot.replies["approve-token"] = ShowCard(DONE, instead=True)
    assert await ada.press(card, "Approve") is card
    assert screen.words(ada.card(card)) == "D2 is approved\nRecorded."
    assert card.redrawn == 0


async def test_another_card_comes_as_a_message(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    card, ada = await card_for_ada(teams, adapter), teams.person(ADA)
    seen = await ada.press(card, "Approve")
    assert seen is ada.inbox[-1] is not card
    assert screen.buttons(ada.card(card)) == ["Approve"]


async def test_a_refused_button_leaves_the_card(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    card, ada = await card_for_ada(teams, adapter), teams.person(ADA)
    bot.replies["approve-token"] = ShowRefusal("Only the Secretary may approve. Ask the office.")
    seen = await ada.press(card, "Approve")
    assert isinstance(seen, Note)
    assert seen.text == "Only the Secretary may approve. Ask the office."
    assert not card.views


async def test_a_stale_card_gives_way_to_the_current_one(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    card, ada = await card_for_ada(teams, adapter), teams.person(ADA)
    bot.replies["approve-token"] = ShowRefusal("D3 is there now. Look at it first.", DONE)
    await ada.press(card, "Approve")
    assert screen.words(ada.card(card)) == "D2 is approved\n⚠ D3 is there now. Look at it first.\nRecorded."


async def test_a_button_that_asks_first_asks(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    sure = Card("D2", (Buttons((Button("Approve", "approve-token", "primary", "Approve it for good?"),)),))
    card = await card_for_ada(teams, adapter, sure)
    opened = next(screen.actions(teams.person(ADA).card(card)))
    assert opened["type"] == "Action.ShowCard"
    assert screen.words(opened["card"]) == "Approve it for good?"
    assert [action["title"] for action in opened["card"]["actions"]] == ["Yes, Approve"]
    await teams.person(ADA).press(card, "Approve")
    assert [value for _, value in bot.calls("press")] == ["approve-token"]


async def test_a_button_that_was_not_drawn_here_is_answered(teams: Workspace, adapter: TeamsAdapter) -> None:
    card, ada = await card_for_ada(teams, adapter), teams.person(ADA)
    assert card.card is not None
    next(screen.actions(card.card))["data"] = {"govbot": "nonsense"}
    assert isinstance(await ada.press(card, "Approve"), Note)


# Forms ------------------------------------------------------------------------------------------------


async def test_a_form_is_answered_in_its_card(teams: Workspace, bot: ScriptedBot) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    answers = {"What should change?": "Section 2 & <3>", "Section": "2. Scope", "This is urgent": True}
    assert await ada.fill(form, answers) is form
    assert screen.words(ada.card(form)) == "D2 is approved\nRecorded."
    expected = {"why": "Section 2 & <3>", "section": "s2", "urgent": True}
    assert bot.calls("submit") == [(ada.user.id, "form-token", expected, {})]


async def test_a_form_is_answered_in_a_window(teams: Workspace, bot: ScriptedBot) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    window = await ada.press(form, AS_DIALOG)
    assert isinstance(window, Dialog)
    assert window.title == "Return the draft"
    bot.replies["form-token"] = ShowErrors({"why": "Say which section."})
    window = await ada.fill(window, {"why": "Section", "section": "s1"})
    assert problems(ada, window) == {"What should change?": "Say which section."}
    bot.replies["form-token"] = ShowCard(DONE)
    window = await ada.fill(window, {"why": "Section 2"})
    assert screen.words(ada.card(window)) == "D2 is approved\nRecorded."
    assert [answers for _, _, answers, _ in bot.calls("submit")] == [
        {"why": "Section", "section": "s1", "urgent": False},
        {"why": "Section 2", "section": "s1", "urgent": False},
    ]


async def test_problems_stand_at_their_questions_and_the_answers_stay(
    teams: Workspace, bot: ScriptedBot
) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    bot.replies["form-token"] = ShowErrors({"why": "Say which section.", "elsewhere": "And by when."})
    await ada.fill(form, {"why": "x", "section": "s2", "urgent": True})
    assert problems(ada, form) == {"What should change?": "Say which section.", "": "And by when."}
    kept = {screen.name(element): element["value"] for element in screen.inputs(ada.card(form))}
    assert kept == {"why": "x", "section": "s2", "urgent": "true"}


async def test_a_refused_form_keeps_what_was_typed(teams: Workspace, bot: ScriptedBot) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    window = await ada.press(form, AS_DIALOG)
    bot.replies["form-token"] = ShowRefusal("The period has ended. Enter it as late.")
    assert isinstance(await ada.fill(form, {"why": "x", "section": "s1"}), Note)
    assert screen.inputs(ada.card(form))
    window = await ada.fill(window, {"why": "x", "section": "s1"})
    assert problems(ada, window) == {"": "The period has ended. Enter it as late."}
    assert screen.inputs(ada.card(window))[0]["value"] == "x"


async def test_a_preview_follows_the_form(teams: Workspace, bot: ScriptedBot) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    confirm = Form("Return the draft", "confirm-token", (), (Text("It goes back to the group."),), "Confirm")
    bot.replies["form-token"] = OpenForm(confirm)
    await ada.fill(form, {"why": "x", "section": "s1"})
    assert "It goes back to the group." in screen.words(ada.card(form))
    bot.replies["confirm-token"] = ShowCard(DONE)
    await ada.fill(form, {})
    assert screen.words(ada.card(form)) == "D2 is approved\nRecorded."


async def test_a_warning_above_a_form_is_no_problem_in_it(teams: Workspace, bot: ScriptedBot) -> None:
    bot.replies["form-token"] = OpenForm(replace(FORM, intro=(Text("That is a year ago.", "warning"),)))
    ada = teams.person(ADA)
    seen = await ada.fill(await opened_form(teams, bot), {"why": "All of it", "section": "s1"})
    assert "⚠ That is a year ago." in screen.words(ada.card(seen))
    assert problems(ada, seen) == {}


async def test_a_form_opened_too_long_ago_says_so(
    teams: Workspace, bot: ScriptedBot, adapter: TeamsAdapter
) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    adapter._context.forms._known.clear()
    window = await ada.press(form, AS_DIALOG)
    assert replies.OPEN_AGAIN in screen.words(ada.card(window))
    bot.replies["form-token"] = ShowErrors({"why": "Say which section."})
    seen = await ada.fill(form, {"why": "x", "section": "s1"})
    assert isinstance(seen, Note)
    assert seen.text == "Say which section."


async def test_a_button_in_a_window_works(teams: Workspace, bot: ScriptedBot) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot)
    window = await ada.press(form, AS_DIALOG)
    bot.replies["form-token"] = ShowCard(CARD)
    window = await ada.fill(window, {"why": "x", "section": "s1"})
    window = await ada.press(window, "Approve")
    assert bot.calls("press") == [(ada.user.id, "approve-token")]
    assert screen.words(ada.card(window)).startswith("D2 is approved")


LONG_LISTS = Form(
    "Name a group",
    "group-token",
    (
        Field("members", "Members", "people", choices=None, initial=("p,1",), initial_labels=("Ann Ash",)),
        Field("policy", "Policy", "policy", choices=None, optional=True),
        Field("day", "Day", "date", initial="2026-12-04"),
    ),
)
PEOPLE = [Choice(f"p,{n}", f"Person {n} (p{n}@state.example)") for n in range(1, 41)]


async def test_long_lists_are_looked_up_fifteen_at_a_time(teams: Workspace, bot: ScriptedBot) -> None:
    bot.choices = PEOPLE
    ada, form = teams.person(ADA), await opened_form(teams, bot, LONG_LISTS)
    box = screen.inputs(ada.card(form))[0]
    assert len(await ada.search(box, "person")) == 15
    await ada.fill(form, {"Members": ["Person 31 (p31@state.example)", "Person 7 (p7@state.example)"]})
    expected = {"members": ["p,31", "p,7"], "policy": None, "day": "2026-12-04"}
    assert [answers for _, _, answers, _ in bot.calls("submit")] == [expected]


async def test_where_a_client_cannot_search_names_are_typed(teams: Workspace, bot: ScriptedBot) -> None:
    bot.choices = PEOPLE
    ada, form = teams.person(ADA), await opened_form(teams, bot, LONG_LISTS)
    typed = inputs.ONE_A_LINE.format(label="Members")
    await ada.fill(form, {typed: "person 31\nnobody"})
    assert problems(ada, form) == {"Members": submissions.NONE_FITS.format(typed="nobody")}
    await ada.fill(form, {typed: "person 3"})
    assert problems(ada, form)["Members"].startswith("Several fit “person 3”: Person 3 ")
    await ada.fill(form, {typed: "person 31\np8@"})
    assert [answers["members"] for _, _, answers, _ in bot.calls("submit")] == [["p,1", "p,31", "p,8"]]


async def test_a_required_question_must_be_answered(teams: Workspace, bot: ScriptedBot) -> None:
    form = await opened_form(teams, bot)
    with pytest.raises(Unfillable, match="is required"):
        await teams.person(ADA).fill(form, {"section": "s1"})


# Files ------------------------------------------------------------------------------------------------

WITH_FILE = Form("Submit a draft", "draft-token", (Field("file", "The draft", "file"),))


async def test_a_file_is_sent_in_the_chat_and_attached_to_the_form(
    teams: Workspace, bot: ScriptedBot
) -> None:
    ada, form = teams.person(ADA), await opened_form(teams, bot, WITH_FILE)
    await ada.fill(form, {"file": True})
    assert problems(ada, form) == {inputs.ATTACH: submissions.NO_FILE}
    said = await ada.send_file("draft.docx", b"a draft")
    assert said.words.startswith("D2 is approved")
    await ada.fill(form, {"file": True})
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    uploads = {"file": Upload("draft.docx", media, b"a draft")}
    assert bot.calls("submit") == [(ada.user.id, "draft-token", {}, uploads)]


@pytest.mark.parametrize("in_window", [False, True])
async def test_a_form_to_be_confirmed_keeps_the_file_that_was_attached(
    teams: Workspace, bot: ScriptedBot, in_window: bool
) -> None:
    two = (Field("evidence", "Signed document", "file", optional=True), *WITH_FILE.fields)
    asked = replace(WITH_FILE, fields=two)
    ada = teams.person(ADA)
    form: Message | Dialog | Note = await opened_form(teams, bot, asked)
    if in_window:
        form = await ada.press(form, AS_DIALOG)
    await ada.send_file("draft.md", b"a draft")
    bot.replies["draft-token"] = OpenForm(replace(asked, token="confirm-token", submit="Confirm"))
    form = await ada.fill(form, {"file": True})
    await ada.fill(form, {})
    assert list(bot.calls("submit")[-1][3]) == ["file"]


async def test_where_there_are_pages_a_form_that_asks_a_file_carries_its_link(
    teams: Workspace, bot: ScriptedBot
) -> None:
    adapter = TeamsAdapter(
        bot,
        teams.settings(),
        lambda account, token: f"https://govbot.example.gov/pages/{account.user}/{token}",
    )
    await teams.serve(adapter)
    ada = teams.person(ADA)
    form = await opened_form(teams, bot, WITH_FILE)
    action = next(action for action in screen.actions(ada.card(form)) if action["type"] == "Action.OpenUrl")
    assert action["url"] == f"https://govbot.example.gov/pages/{ada.user.id}/draft-token"


async def test_a_file_is_fetched_from_teams_own_hosts_only(teams: Workspace, bot: ScriptedBot) -> None:
    ada = teams.person(ADA)
    for address in ("http://169.254.169.254/latest", "http://127.0.0.1:1/x", "https://evil.example/x", "::"):
        said = await ada.send_file("draft.docx", b"x", address)
        assert said.text == files.NOT_OURS.format(name="draft.docx")


async def test_a_large_file_is_refused(teams: Workspace) -> None:
    said = await teams.person(ADA).send_file("draft.docx", b"x" * (10 * 1024 * 1024 + 1))
    assert said.text == files.TOO_LARGE.format(name="draft.docx")


# What each person sees of a shared card, and the message action -------------------------------------------


async def test_each_person_sees_their_own_buttons_on_a_shared_card(teams: Workspace) -> None:
    bot = ScriptedBot()
    adapter = TeamsAdapter(bot, teams.settings())
    await teams.serve(adapter)
    ada, ben = teams.person(ADA), teams.person(BEN)
    shared = Card("D2 awaits a decision", CARD.parts)
    sent = await adapter.chat.post("steering", shared, "key")
    post = teams.world.place(sent.conversation).message(sent.message)
    assert post is not None
    bot.replies |= {ada.user.id: ShowCard(CARD), ben.user.id: ShowCard(Card("D2 awaits a decision"))}
    assert screen.buttons(await ada.look(post)) == ["Approve"]
    assert screen.buttons(await ben.look(post)) == []
    looked = [(person.user.id, sent.conversation, sent.message) for person in (ada, ben)]
    assert bot.calls("look") == looked
    bot.replies["approve-token"] = OpenForm(FORM)
    await ada.press(post, "Approve")
    await ada.press(post, BACK)
    assert screen.buttons(ada.card(post)) == ["Approve"]


async def test_a_shared_card_is_drawn_again_for_sixty_people_at_most_and_only_where_it_has_buttons(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    many = [teams.add(f"Person {number}", f"p{number}@state.example") for number in range(80)]
    everybody = teams.add_channel("everybody", *many)
    await adapter.chat.post(everybody.id, CARD, "1")
    await adapter.chat.post(everybody.id, DONE, "2")
    await adapter.chat.post(everybody.id, CARD, "3")
    first, second, third = (message.card or {} for message in everybody.messages)
    assert len(first["refresh"]["userIds"]) == 60
    assert "refresh" not in second
    assert third["refresh"] == first["refresh"]
    assert teams.server.calls["members"] == 1


async def test_where_teams_does_not_say_who_is_there_the_card_comes_all_the_same(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    teams.fail(Fault("status", "members", status=502))
    await adapter.chat.post("steering", CARD, "key")
    (post,) = teams.posted()
    assert post.card is not None
    assert "refresh" not in post.card


async def test_who_comes_back_takes_messages_again(teams: Workspace, bot: ScriptedBot) -> None:
    ada = teams.person(ADA)
    await ada.install()
    assert ("reached", ada.user.id, ada.chat.id) in bot.asked
    bot.asked.clear()
    await teams.deliver(teams.payloads.installed(ada.user, ada.chat, "remove")[0])
    assert bot.calls("reached") == []


async def test_a_draft_that_was_sent_is_offered_where_it_may_belong(teams: Workspace) -> None:
    bot = ScriptedBot()
    await teams.serve(TeamsAdapter(bot, teams.settings()))
    bot.replies["received"] = ShowCard(CARD)
    seen = await teams.person(ADA).send_file("draft.docx", b"a draft")
    assert seen.words.startswith("D2 awaits your decision")
    assert bot.calls("received") == [(teams.person(ADA).user.id, "draft.docx", b"a draft")]


async def test_a_message_is_recorded_as_feedback(teams: Workspace, bot: ScriptedBot) -> None:
    ada, ben = teams.person(ADA), teams.person(BEN)
    said = Message(teams.channels["steering"], "1", ben.user.id, "Section 2 & <3>\nis long")
    bot.replies["feedback"] = OpenForm(FORM)
    window = await ada.message_action(said)
    assert window.title == "Return the draft"
    author = Account("teams", TENANT, ben.user.id)
    at = datetime(2026, 11, 20, 15, tzinfo=UTC)
    asked = (ada.user.id, author, at, "Section 2 & <3>\nis long", teams.channels["steering"])
    assert bot.calls("record_as_feedback") == [asked]
    shown = await ada.fill(window, {"why": "x", "section": "s1"})
    assert screen.words(ada.card(shown)).startswith("D2 is approved")

"""Every row of the table on every chat: reached, drawn, filled in, handed in, and recorded alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from govbot.adapter_api.simulated_chat import Seen, SimulatedUser
from govbot.core.cards.forms import fields
from govbot.core.cards.vocabulary import Field
from govbot.core.grammar import Action
from govbot.core.table import TABLE, plain_label
from govbot_teams.inputs import ATTACH
from tests.adapters import answering, given
from tests.adapters.given import CHATS, Place, place, with_button
from tests.core.given import COMMENTED, Government
from tests.core.given import given as history
from tests.core.rows import CASES
from tests.core.test_every_row import NOBODY_IN_PARTICULAR, filled
from tests.government import PROCESS

BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
THOROUGH = bool(os.environ.get("GOVBOT_THOROUGH"))


def routes(number: int, action: Action) -> Iterator[tuple[str, str]]:
    """On which chats an action is taken, and how it is reached.

    In Teams a word brings the form as a card and a button opens it in a window; elsewhere both are one form. Both are
    tried of each action in the thorough runs, else by turns.
    """
    yield from (("slack", "word"), ("web", "word"))
    by_word, by_button = bool(action.word) and (THOROUGH or number % 2 == 0), THOROUGH or number % 2 == 1
    if by_word:
        yield "teams", "word"
    if by_button or not by_word:
        yield "teams", "button"


ROUTES = [
    (action, chat, route) for number, action in enumerate(BY_PEOPLE) for chat, route in routes(number, action)
]


OFFERED = "Here: {}."


def stood(action: Action) -> tuple[Government, str, dict[str, Any]]:
    """A government in which the action is open; who takes it, with which answers."""
    case = CASES[action.name]
    government = history(*case.history)
    return government, case.by, filled(government, case.answers, case.days)


def expected(government: Government, action: Action, person: str, read: dict[str, Any]) -> list[Any]:
    """What the core records of it."""
    before = len(government.entries)
    government.act(action.name, person, read)
    return [given.plainly(entry) for entry in government.entries[before:]]


async def reached(at: Place, action: Action, player: SimulatedUser, route: str, about: str = "") -> Seen:
    """The action's form, or what has come of it where it asks nothing: by its word, or by its button.

    What depends on where its word is typed goes by its button, which says where that was.
    """
    button = await at.button(action, about)
    if route == "button" or not action.word or action.where_typed:
        await at.post(with_button("Act", button))
        return await player.press(await at.posted(player, "Act"), button.label)
    subject = f" {at.government.policy.id}" if action.stream == "policy" else ""
    seen = await player.command(f"{action.word}{subject}")
    return await player.press(seen, button.label) if seen.kind == "card" else seen


@pytest.mark.parametrize(
    ("action", "chat", "route"),
    ROUTES,
    ids=[f"{action.name}-{chat}-{route}" for action, chat, route in ROUTES],
)
async def test_every_action_is_taken_on_every_chat_and_recorded_alike(
    action: Action, chat: str, route: str
) -> None:
    government, person, answers = stood(action)
    about = answers.pop("about") if action.where_typed else ""
    entered = await answering.given(government, action, person, answers)
    async with place(chat, government) as at:
        player = await at.player(person)
        before = await at.head()
        seen = await reached(at, action, player, route, about)
        asks = bool(fields(action, answering.moment(government, action, person))) or action.where_typed
        assert (seen.kind == "form") == asks
        if seen.kind == "form":
            assert plain_label(action, PROCESS) in f"{seen.title} {seen.words}"
            seen = await player.fill(seen, entered.entered, entered.files)
        if seen.kind == "form":  # what will happen is shown first, and confirmed
            assert action.preview
            seen = await player.fill(seen, {}, {})
        assert seen.kind == "card", seen
        assert await at.since(before) == expected(government, action, person, entered.read | {"about": about})


def mistakes(action: Action) -> Iterator[dict[str, Any]]:
    """Answers that a client lets a person hand in, and in which a field is wrong."""
    government, person, answers = stood(action)
    for changes, days, problems in CASES[action.name].wrong:
        wrong = answers | filled(government, changes, days)
        if isinstance(problems, dict) and answering.enterable(government, action, person, wrong):
            yield wrong


MISTAKES = {action: wrong for action in BY_PEOPLE if (wrong := list(mistakes(action)))}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("action", MISTAKES, ids=lambda action: action.name)
async def test_a_problem_is_shown_at_its_field_on_every_chat(action: Action, chat: str) -> None:
    government, person, _ = stood(action)
    labels = {
        field.name: _label(field, chat)
        for field in fields(action, answering.moment(government, action, person))
    }
    async with place(chat, government) as at:
        player = await at.player(person)
        before = await at.head()
        for wrong in MISTAKES[action]:
            entered = await answering.given(government, action, person, wrong)
            problems = stood(action)[0].tries(action.name, person, **entered.read)
            if not isinstance(problems, dict):  # what is prefilled puts it right
                continue
            seen = await reached(at, action, player, "word")
            seen = await player.fill(seen, entered.entered, entered.files)
            assert seen.kind == "problems", seen
            # The box of a file that was sent for an earlier mistake names that file.
            shown = {
                ATTACH if name.startswith("Attach “") else name: text
                for name, text in dict(seen.problems).items()
            }
            assert shown == {labels[name]: sentence for name, sentence in problems.items()}
        assert await at.since(before) == []


def _label(asked: Field, chat: str) -> str:
    """What a question is called where its problem stands; in Teams a file is sent before and then ticked."""
    return ATTACH if chat == "teams" and asked.kind == "file" else asked.label


@pytest.mark.parametrize("chat", CHATS)
async def test_whoever_may_not_is_told_so_alone_and_nothing_is_recorded(chat: str) -> None:
    refusable = [action for action in BY_PEOPLE if "anyone" not in action.by]
    government = history(*COMMENTED)
    async with place(chat, government) as at:
        player, others = (
            await at.player(NOBODY_IN_PARTICULAR),
            [await at.player(name) for name in ("hr", "advisor")],
        )
        before, read = await at.head(), [await _reads(player) for player in others]
        for action in refusable:
            await at.post(with_button(OFFERED.format(action.name), await at.button(action)))
            card = await at.posted(player, OFFERED.format(action.name))
            refused = await player.press(card, card.buttons[0])
            assert refused.kind == "no", (action.name, refused)
            assert f"“{plain_label(action, PROCESS)}” belongs to: " in refused.words, (
                action.name,
                refused,
            )
            if action.word and action.name != "assemble_group":  # its word shows the group that is there
                typed = await player.command(f"{action.word} {government.policy.id}")
                assert (typed.kind, typed.words) == ("no", refused.words), action.name
        assert await at.since(before) == []
        assert [await _reads(reply) for reply in others] == read


async def _reads(player: SimulatedUser) -> list[tuple[str, str]]:
    """All that somebody sees, but for what is offered as it was."""
    seen = (*await player.inbox(), *await player.channel("announcements"))
    return [
        (message.title, message.words)
        for message in seen
        if not (message.title.startswith(OFFERED[:5]) and message.buttons)
    ]

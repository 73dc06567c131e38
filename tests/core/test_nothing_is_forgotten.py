"""Adding an action: each test says in a sentence what is still missing, and where it goes.

Begin anywhere (a new event, a command, a row of the table), run `make test ARGS="tests/core"` and follow the
sentences. mypy names the cases that `evolve` and `notifications` lack.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from govbot.core import membership, workflow
from govbot.core.cards.guide import SECTIONS, step_of
from govbot.core.cards.kinds import KINDS
from govbot.core.grammar import Action, Command, Entry, Event
from govbot.core.membership import events as directory_events
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import DirectoryEvent
from govbot.core.table import BY_NAME, TABLE
from govbot.core.workflow import events as policy_events
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.notifications import notifications
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import Policy, blank
from tests.core.rows import CASES
from tests.core.test_golden_log import ENTRIES
from tests.parsed import parsed

ROOT = Path(__file__).parents[2]
CORE = ROOT / "src/govbot/core"
ACTIONS_PAGE = ROOT / "docs/actions.md"
WRITE_LOG = "PYTHONPATH=. .venv/bin/python tests/golden/write_log.py"

# Actions that no card has a button for: they are typed, or pressed on the card “Everything about it”.
WITHOUT_A_BUTTON = {
    # Upkeep of a policy's lead and group: seldom, and by whoever guides it.
    "change_lead", "remove_member", "change_liaisons", "close_group", "link_room", "ask_final_positions",
    "consult", "not_necessary", "record_direction", "record_decision", "lift_mark",
    # On what reminds, not on a card of the process.
    "snooze",
    # The directory's: its people type them.
    "choose_reach", "announce_absence", "end_absence", "give_office", "end_office",
    "name_designee", "end_designee", "include_others", "let_other_leave", "fill_seat",
    "file_delegation", "end_delegation", "name_voice", "say_voice", "change_person", "deactivate_person",
    "reactivate_person", "retire_agency",
    # On the button row of whoever answers for a party that has nobody: `table/helping.py` names it.
    "name_reviewer",
    # On each line of the weekly list, which is drawn across policies: `bot/weekly.py`.
    "remind", "give_until", "pass_over",
    # Seldom, and by the office whose it is.
    "proceed_in_emergency", "withdraw_file", "withdraw_adoption", "move_effective_date",
}  # fmt: skip
# A change of a group's room is brought about, not drawn.
NO_CARDS = {"agenda", "room"}
BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]


def name(action: Any) -> str:
    return str(getattr(action, "name", ""))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package, whether anything imports it or not."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(module.name)


def classes(package: ModuleType, base: type) -> list[type]:
    """The classes that are written in a package and derive from this one."""
    return [
        kind
        for module in modules(package)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, base) and kind.__module__ == module.__name__
    ]


def named_in(folder: Path) -> set[str]:
    """Every text that the code of a folder holds."""
    return {
        node.value
        for path in folder.rglob("*.py")
        for node in ast.walk(parsed(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


EVENTS = [
    kind
    for package in (workflow, membership)
    for kind in classes(package, Event)
    if kind is not DirectoryEvent
]
COMMANDS = [kind for package in (workflow, membership) for kind in classes(package, Command)]
IN_A_UNION = (*get_args(policy_events.PolicyEvents), *get_args(directory_events.DirectoryEvents))
NAMED_ON_CARDS = named_in(CORE / "cards")


# The event -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_is_in_the_union_of_its_group(event: type[Event]) -> None:
    file = event.__module__.replace(".", "/")
    assert event in IN_A_UNION, (
        f"{event.__name__} is in no union: add it to the one at the end of src/{file}.py. mypy then names the "
        "file in workflow/evolve/ and the one in workflow/notifications/ that need a case for it."
    )


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_stands_in_the_golden_log(event: type[Event]) -> None:
    assert event.__name__ in {entry.type for entry in ENTRIES}, (
        f"{event.__name__} is not in the golden log. Add a step that records it at the end of ADDED in "
        f"tests/golden/write_log.py, then run “{WRITE_LOG}”: it appends the new lines to log-v1.jsonl, leaves the "
        "old ones as they are, and writes the digest anew."
    )


def golden_states() -> Iterator[tuple[Entry, Policy]]:
    """Each entry about a policy, with the state after it."""
    states: dict[str, Policy] = {}
    for entry in ENTRIES:
        if entry.stream != DIRECTORY:
            state = evolve(states.get(entry.stream) or blank(entry.stream), entry)
            assert isinstance(state, Policy), (
                f"{entry.type} changes nothing: add a case for it to the file of its group in workflow/evolve/."
            )
            states[entry.stream] = state
            yield entry, state


def test_every_event_is_told_or_says_that_nobody_is_told() -> None:
    for entry, state in golden_states():
        told = notifications(state, entry)
        assert isinstance(told, tuple), (
            f"Nobody is told of {entry.type}, and nothing says that this is meant: add a case for it to the file "
            "of its group in workflow/notifications/. Where nobody is told, return NOBODY and say why."
        )
        unknown = {notification.card for notification in told} - set(KINDS) - NO_CARDS
        assert not unknown, (
            f"{entry.type} is told on a card that does not exist: {unknown}. Add it to KINDS in cards/kinds.py."
        )


def test_every_obligation_names_an_action_of_the_table() -> None:
    for entry, state in golden_states():
        for obligation in obligations(state):
            assert obligation.action in BY_NAME, (
                f"After {entry.type}, “{obligation.action}” is awaited of {obligation.party}, and the table has no "
                "such row: correct the name in the step's `obligations`, or add the row in src/govbot/core/table/."
            )


# The command and its row -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_command_has_its_row(command: type[Command]) -> None:
    assert command in {action.command for action in TABLE}, (
        f"{command.__name__} has no row: add an Action to ROWS in the file of its step in src/govbot/core/table/. "
        "The row names the command, its rule, by whom it is taken and when it is open."
    )


@pytest.mark.parametrize("action", BY_PEOPLE, ids=name)
def test_every_row_has_a_case(action: Action) -> None:
    assert action.name in CASES, (
        f"“{action.name}” has no case: add Case(history, by, answers, happens) to CASES in the file of its step "
        "in tests/core/rows/. It is then taken, refused and drawn by the tests of the core and of every chat."
    )


def test_every_case_has_its_row() -> None:
    left_over = set(CASES) - {action.name for action in BY_PEOPLE}
    assert not left_over, f"These cases of tests/core/rows/ have no row in the table: {sorted(left_over)}."


# Where people meet it --------------------------------------------------------------------------------


@pytest.mark.parametrize("action", TABLE, ids=name)
def test_every_action_has_its_section_of_the_help(action: Action) -> None:
    assert step_of(action) in SECTIONS, (
        f"“{action.name}” stands in no section of the help: add its module “{step_of(action)}” to SECTIONS in "
        "src/govbot/core/cards/guide.py."
    )


@pytest.mark.parametrize("action", BY_PEOPLE, ids=name)
def test_every_action_has_a_button_or_is_known_to_have_none(action: Action) -> None:
    assert action.name in NAMED_ON_CARDS | WITHOUT_A_BUTTON, (
        f"No card offers “{action.name}”. Add it to view.buttons(…) of the card that shows what it is about, in "
        "src/govbot/core/cards/; or, where typing it is enough, to WITHOUT_A_BUTTON in this file."
    )
    assert action.name in NAMED_ON_CARDS or action.word, (
        f"“{action.name}” has neither a button nor a word: nobody can take it. Give its row a `word`."
    )


@pytest.mark.parametrize("action", [action for action in TABLE if action.word], ids=name)
def test_every_word_is_in_the_docs(action: Action) -> None:
    assert f"`/gov {action.word}" in ACTIONS_PAGE.read_text("utf-8"), (
        f"docs/actions.md does not have “/gov {action.word}”: run “.venv/bin/govbot docs”, which writes it."
    )

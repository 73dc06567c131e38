"""Help: what one can type and press, in the sections of the process, the person's own first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Facts, Part, Text
from govbot.core.grammar import Action, Capacity
from govbot.core.table import PAGES, TABLE, capacities_for, plain_label

NO_STEP_5 = "Version 1.0 of the process has no Step 5; nothing is renumbered, and adoption belongs to Step 4."

# What one may type after `/gov` besides the actions' own words.
QUERIES = (
    ("", "What is awaiting my action"),
    ("status POLICY", "Where a policy stands: a paragraph that can be forwarded"),
    ("show POLICY", "Everything about a policy, and what you can do"),
    ("read POLICY", "Read the draft, or the version in force"),
    ("comments POLICY", "The comments of the agencies and their responses"),
    ("reviews POLICY", "What the group and the staff said: reports, positions, reviews"),
    ("agencies POLICY", "How each agency implements the version in force"),
    ("outreach POLICY", "Whom a policy's messages reached, when, and what did not arrive"),
    ("list", "All policies"),
    ("deviations", "Every deviation from the process: for its reform"),
    ("later WORD POLICY", "Enter an act for somebody else, or for an earlier day"),
    ("operations", "How govbot is doing: for its operator"),
    ("help", "This list"),
)
# … and where pages can be opened in the browser.
PAGE_QUERIES = tuple((f"{page.word} POLICY", page.hint) for page in PAGES if page.word)

# The sections of the process, by the module that holds an action's rule.
SECTIONS = {
    "needs": "Needs (Part III)",
    "groups": "Step 1: ad hoc group and drafting",
    "drafting": "Step 1: ad hoc group and drafting",
    "staff_review": "Step 2: staff review",
    "consultations": "Step 2: staff review",
    "circulation": "Step 3: agency feedback",
    "feedback": "Step 3: agency feedback",
    "responses": "Step 3: agency feedback",
    "secretary": "Step 4: the OPM Secretary's review, adoption",
    "adoption": "Step 4: the OPM Secretary's review, adoption",
    "implementation": "Step 6: implementation",
    "upkeep": "Step 7: regular reviews",
    "anytime": "At any step",
    "snoozing": "At any step",
    "trying_again": "At any step",
    "actions": "People and offices",
    "reaching": "People and offices",
}


def section_of(action: Action) -> str:
    """The section of the process to which an action belongs."""
    return SECTIONS.get(step_of(action), SECTIONS["anytime"])


def step_of(action: Action) -> str:
    """The module of the step in which an action's rule stands."""
    return action.rule.__module__.rpartition(".")[2]


def by_section(actions: Sequence[Action]) -> dict[str, list[Action]]:
    """The actions in the sections of the process, in its order."""
    found: dict[str, list[Action]] = {name: [] for name in SECTIONS.values()}
    for action in actions:
        found[section_of(action)].append(action)
    return {name: listed for name, listed in found.items() if listed}


def help_card(held: Sequence[Capacity], buttons: Sequence[Button], pages: bool = False) -> Card:
    """Every word that this person can type, generated from the table."""
    return Card("What you can do here", tuple(_help(held, buttons, query_words(pages))))


def query_words(pages: bool) -> tuple[tuple[str, str], ...]:
    """What one may type besides the actions' own words, with the pages' where there are any."""
    return (*QUERIES, *(PAGE_QUERIES if pages else ()))


def _help(
    held: Sequence[Capacity], buttons: Sequence[Button], asked: Sequence[tuple[str, str]]
) -> Iterator[Part]:
    yield Text(
        "Mostly you need no words: what is awaited of you comes as a message with buttons. "
        "To begin something yourself, type /gov and one of these words; a policy is named by its "
        "number, as in "
        "“/gov status ITP-1”. In a group's room, its own policy is meant."
    )
    yield Facts(tuple((f"/gov {words}".strip(), label) for words, label in asked))
    mine = [action for action in TABLE if action.word and capacities_for(action, held)]
    yield Divider()
    yield Text("Yours to do, in your capacities", "strong")
    for name, actions in by_section(mine).items():
        yield Text(name, "strong")
        yield Facts(tuple((f"/gov {one.word}", plain_label(one)) for one in actions))
    others = [action for action in TABLE if action.word and not capacities_for(action, held)]
    if others:
        words = ", ".join(action.word for action in others)
        yield Text(f"For people in other capacities: {words}.", "small")
    yield Text(NO_STEP_5, "small")
    yield Buttons(tuple(buttons))

"""A row of the table: an action, or a page behind a link from chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import Any, Literal

from govbot.core.grammar.context import Capacity, RuleContext
from govbot.core.grammar.forms import Change
from govbot.core.grammar.record import Command, Event, EventOn, StoreDocument
from govbot.core.grammar.requirements import Requirement
from govbot.core.texts import SourceKey

Strength = Literal["shall", "will", "may"]
Rule = Callable[[RuleContext[Any], Any], Iterable["Event | EventOn | StoreDocument"]]


@dataclass(frozen=True, slots=True)
class Source:
    """The policy's sentence that an action rests on, and where it stands ("Part IV, Step 3")."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Entering:
    """How an act may be entered for somebody else: with what, and by whom.

    `how` is "on paper" (with the signed document or the e-mail, as a file) or "by word of mouth" (saying how it was
    said). `by` names relations of `core/workflow/entering.py`, such as "liaison" or "same office".
    """

    how: Literal["on paper", "by word of mouth"]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table: an action, by whom, when it is open, and the sentence that it rests on.

    `label` is the button on cards, `style` its look; `short` stands in its place where it is too long for a button or
    for the title of a window. `by` names kinds of capacity. `open` is what must be there
    before the action can be taken. `word` is what one types after `/gov` ("" where it is a button only). `done`
    is what the person reads afterwards. `confirm` asks "are you sure" in the chat's own way.

    `preview` shows what will happen before it is confirmed. `bound` names what a button is bound to: a button
    drawn for an earlier draft is refused. `doubts` are warnings of a possible slip. `reading` is what somebody
    must have read in full to answer; the form has it above its questions.

    `stream` is where the action is recorded: on the policy, on the directory, or on a new policy. `reads_text`
    says whose text the rule reads: the current draft's, that of the draft that circulates, that of the version in
    force, or the one whose Word file is missing. `keeps_file` names the question whose file is kept as the evidence
    of the act. `reads_closings`: the rule reads who has another request closing on which day. `reads_listed`: the
    rule or its preview reads the list of all policies. `reads_saved`: it reads the comments that the person has saved
    on the page; once it is recorded, those are forgotten. `on_directory`: it records on the directory as well.
    `where_typed`: the action is about the conversation in which its word was typed ("web room:1"; "" where only the
    person and govbot are in it).

    `entering` says how the act may be entered for somebody else; None where it is each person's own word only.
    `since` is the day since which what the act is about exists (None where nothing limits it): no act is of an
    earlier day.

    `label`, `short`, `done` and `confirm` are templates (`Process.say`).
    """

    name: str
    _: KW_ONLY
    label: str
    command: type[Command]
    rule: Rule
    by: tuple[str, ...]
    open: Requirement
    strength: Strength
    source: SourceKey
    word: str = ""
    short: str = ""
    style: Literal["", "primary", "danger"] = ""
    stream: Literal["policy", "directory", "new"] = "policy"
    confirm: str = ""
    preview: Callable[[RuleContext[Any], Any], Iterable[str | Change]] | None = None
    bound: Callable[[RuleContext[Any]], str] | None = None
    doubts: Callable[[RuleContext[Any], Any], Iterable[str]] | None = None
    reading: Callable[[RuleContext[Any]], Iterable[str]] | None = None
    reads_text: Literal["", "draft", "draft, if whole", "circulated", "version", "reworded"] = ""
    keeps_file: str = ""
    reads_closings: bool = False
    reads_listed: bool = False
    reads_saved: bool = False
    on_directory: bool = False
    where_typed: bool = False
    done: str = ""
    entering: Entering | None = None
    since: Callable[[RuleContext[Any]], date | None] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One row of the pages behind links from chat: what a link opens, and for whom.

    `label` is the button that asks for the link, `title` stands above the page, `word` is what one types after
    `/gov`, and `hint` says in the help what the word does. A page with an `action` is that action's form, and is
    open to whoever may take it; else `refusal` says why the page is not open to somebody with the capacities
    that the person holds (None where it is).
    """

    name: str
    _: KW_ONLY
    label: str
    title: str
    word: str = ""
    hint: str = ""
    action: str = ""
    refusal: Callable[[RuleContext[Any], tuple[Capacity, ...]], str | None] | None = None

"""The next action, chosen at random: mostly one that is awaited, else any that the person may take."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from govbot.adapter_api.answers import Upload
from govbot.bot.for_delivery import DeliveryViews
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import is_document
from govbot.core.cards.vocabulary import Field, Form, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot.core.days import local_day
from govbot.core.grammar import Action
from govbot.core.table import BY_NAME, TABLE, refusal
from govbot.core.workflow.obligations import obligations
from govbot.record import Tx
from govbot.record.errors import UNKNOWN
from tests.core.cards.given import TEXT
from tests.simulation.government import Government

ROWS = tuple(row for row in TABLE if "clock" not in row.by and row.stream != "directory")
WORDS = ("Because it matters.", "Seen and weighed.", "A note on section II.")
SPECIAL = {
    "old_words": "This binds every agency.",
    "new_words": "This binds every agency and board.",
    "address": "https://opm.example/policy",
    "version": "1.0",
}
AS_IT_IS = {"which"}  # nobody here asks for a second copy of what may have arrived
MARK = re.compile(r" ?\[M\d{5}\]")
ONWARD = {
    "advance", "open_feedback", "close_feedback", "request_review", "approve", "approve_with_change", "adopt",
    "complete_review",
}  # fmt: skip
ENDINGS = {"rescind", "close_development", "not_at_this_time", "join_need"}


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action that somebody is about to take: the person's address, the action, and the value of its button."""

    email: str
    action: Action
    subject: str
    about: str
    value: str


@dataclass
class Attempt:
    """An action that was asked for, under a mark of its own, and each reply that the person read."""

    mark: str
    plan: PlannedAction
    replies: list[Reply | None] = field(default_factory=list)
    sha256: str = ""
    marked: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the person has read that it is done."""
        return any(isinstance(reply, ShowCard) for reply in self.replies)

    @property
    def refused(self) -> bool:
        """Whether the person was told, each time, that nothing was recorded."""
        no = [
            isinstance(reply, ShowErrors) or (isinstance(reply, ShowRefusal) and reply.sentence != UNKNOWN)
            for reply in self.replies
        ]
        return bool(no) and all(no)


def plan_action(tx: Tx, government: Government, rnd: Random) -> PlannedAction | None:
    """A person and an action that they may take now, chosen at random; None where there is none."""
    context = government.app.bot.context(tx)
    directory = context.directory
    subjects = [f"policy:{listed.id}" for listed in tx.policies.matching("", 20)]
    if (len(subjects) < 3 and rnd.random() < 0.3) or not subjects:
        return _planned(
            tx, government, BY_NAME["raise_need"], rnd.choice(sorted(directory.people)), "new", ""
        )
    subject = rnd.choice(subjects)
    policy = context.policy(subject)
    awaited = [obligation for obligation in obligations(policy) if obligation.party != "clock"]
    if awaited and rnd.random() < 0.5:
        obligation = rnd.choice(awaited)
        people = DeliveryViews(government.app.installation).people_of(tx, subject, obligation.party)
        if people:
            return _planned(
                tx,
                government,
                BY_NAME[obligation.action],
                rnd.choice(sorted(people)),
                subject,
                obligation.about,
            )
    leading = (
        policy.lead or "",
        directory.seats["advisor"],
        *directory.holders("approver"),
        *directory.holders("publisher"),
    )
    person = rnd.choice((*sorted(directory.people), *leading * 4))
    if person not in directory.people:
        return None
    at = context.rule_context(subject, who=context.acting(person))
    held = context.standing(subject, person)
    rows = [row for row in ROWS if row.stream == "policy" and not refusal(row, at, held)]
    rows = [row for row in rows if row.name not in ENDINGS or rnd.random() < 0.05]
    onward = [row for row in rows if row.name in ONWARD]
    rows = onward if onward and rnd.random() < 0.7 else rows
    return _planned(tx, government, rnd.choice(rows), person, subject, "") if rows else None


def _planned(
    tx: Tx, government: Government, action: Action, person: str, subject: str, about: str
) -> PlannedAction:
    context = government.app.bot.context(tx, person)
    at = context.rule_context(subject, about)
    bound = action.bound(at) if action.bound else ""
    value = context.signer.sign(SignedToken(action.name, subject, about, bound))
    email = context.directory.names[person].email
    return PlannedAction(email, action, subject, about, value)


async def filled(
    government: Government, attempt: Attempt, form: Form, rnd: Random
) -> tuple[dict[str, Any], dict[str, Upload]]:
    """What the person fills into the form before them; each text of theirs carries the attempt's mark.

    A form that comes again, to be confirmed, is left as it is.
    """
    again = attempt.marked or bool(attempt.sha256)
    given: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    today = local_day(government.clock.now(), government.app.process)
    for form_field in form.fields:
        if form_field.initial and (again or form_field.name in AS_IT_IS or rnd.random() < 0.8):
            given[form_field.name] = _without_others(form_field.initial, attempt)
        elif (form_field.optional and (again or rnd.random() < 0.4)) or _given_already(attempt, form_field):
            continue
        elif form_field.kind == "file":
            data = f"{TEXT}\nWritten for [{attempt.mark}].\n".encode()
            files[form_field.name] = Upload(f"{attempt.mark}.md", "text/markdown", data)
            attempt.sha256 = hashlib.sha256(data).hexdigest()
        else:
            given[form_field.name] = await _answer(government, attempt, form, form_field, rnd, today)
    return given, files


def _given_already(attempt: Attempt, asked: Field) -> bool:
    """A draft is a file or a short text, not both."""
    return bool(attempt.sha256) and _is_a_draft(attempt, asked)


def _is_a_draft(attempt: Attempt, asked: Field) -> bool:
    """Whether what is entered here becomes a document; what a form asks besides is no field of its command."""
    command = attempt.plan.action.command
    return asked.name in command.model_fields and is_document(command, asked.name)


def _without_others(initial: str | tuple[str, ...], attempt: Attempt) -> str | tuple[str, ...]:
    """What is prefilled, without the mark of an earlier attempt."""
    if not isinstance(initial, str) or attempt.mark in initial:
        return initial
    return MARK.sub("", initial)


async def _answer(
    government: Government, attempt: Attempt, form: Form, asked: Field, rnd: Random, today: date
) -> Any:
    match asked.kind:
        case "choice" | "person" | "policy":
            return rnd.choice(await _values(government, attempt, form, asked) or [""])
        case "choices" | "people":
            values = await _values(government, attempt, form, asked)
            return tuple(rnd.sample(values, rnd.randint(1, min(len(values), 4)))) if values else ()
        case "date":
            return (today + timedelta(days=rnd.choice((1, 5, 20, 60)))).isoformat()
        case "flag":
            return rnd.random() < 0.3
        case _ if asked.name in SPECIAL:
            return SPECIAL[asked.name]
        case _:
            words = f"{rnd.choice(WORDS)} [{attempt.mark}]"
            if _is_a_draft(attempt, asked):
                attempt.sha256 = hashlib.sha256(words.encode()).hexdigest()
            else:
                attempt.marked = True
            return words


async def _values(government: Government, attempt: Attempt, form: Form, asked: Field) -> list[str]:
    choices = asked.choices
    if choices is None:
        choices = tuple(
            await government.app.bot.lookup(
                government.account(attempt.plan.email), form.token, asked.name, ""
            )
        )
    return [choice.value for choice in choices]

"""Opens forms: what an action asks now, prefilled, with the policy's sentence that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from govbot.bot import draft_answers, on_behalf, saved_comments
from govbot.bot.request_context import RequestContext, text_read
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import (
    ENTERED_FOR,
    asks_of,
    capacity_field,
    choices_of,
    draw_field,
    envelope_of,
    fields,
)
from govbot.core.cards.vocabulary import Field, Form, Part, Text
from govbot.core.decide import NeedsConfirmation
from govbot.core.grammar import Action, Ask, Capacity, Choice, Document, Refusal, RuleContext
from govbot.core.process import Process
from govbot.core.table import (
    BY_NAME,
    LONGEST_TITLE,
    acting_in,
    open_capacities,
    plain_label,
    refusal,
    window_title,
)

STRENGTH = {
    "shall": "Required by the process",
    "will": "Asked for by the process",
    "may": "Offered by the process",
}
# A field that was emptied on purpose stays empty: its initial value does not come back.
EMPTY: tuple[object, ...] = (None, "", (), [])
LATER = "Later: {action}"
THIS_WILL_HAPPEN = "Nothing is recorded yet. Look at this, then confirm:"
SURE = "Nothing is recorded yet. If that is meant, confirm it; else correct it."
AGAIN = "Attach it once more, please, to confirm."
KEPT = "“{name}” is still here: leave this empty to submit it, or choose another file."


def open_form(
    context: RequestContext,
    token: SignedToken,
    prefill: Mapping[str, Any] | None = None,
    preview: tuple[Part, ...] = (),
) -> Form:
    """The form of an action; `preview` is what will happen, to be confirmed.

    Entered later, the first form asks whose act it is. Raises Refusal where the person may not take the
    action, or where it is not open now.
    """
    token = on_behalf.name_only_candidate(context, token)
    if token.mode == "later" and not token.entered_for:
        return on_behalf.candidate_form(context, token)
    action = BY_NAME[token.action]
    rule_context, fitting = acting_context(context, token)
    drawn = _fields(action, token, rule_context, fitting)
    if preview:
        drawn = [_attached(field, (prefill or {}).get(field.name)) for field in drawn]
    typed = {} if prefill or preview else draft_answers.kept(context.tx, context.person, token)
    return Form(
        title=_title(action, token, context.process),
        token=context.signer.sign(replace(token, card="")),
        fields=tuple(_prefilled(action, field, prefill or typed, rule_context) for field in drawn),
        intro=(
            *_intro(context, token, rule_context, bool(preview)),
            *_asks_to_confirm(preview),
            *((draft_answers.AGAIN,) if typed else ()),
            _source_line(action, context.process),
        ),
        submit="Confirm" if preview else "Submit",
    )


def confirmation_form(
    context: RequestContext, token: SignedToken, answers: Mapping[str, Any], asked: NeedsConfirmation
) -> Form:
    """The form once more, with what will happen, to be confirmed."""
    form = open_form(context, token, answers, asked.parts)
    if asked.question:
        usual = {SURE, THIS_WILL_HAPPEN}
        form = replace(
            form,
            intro=tuple(
                replace(part, text=asked.question) if isinstance(part, Text) and part.text in usual else part
                for part in form.intro
            ),
        )
    return replace(form, submit=asked.submit or form.submit)


def _attached(field: Field, document: object) -> Field:
    """A field for a file in a form that is to be confirmed: the file that came is kept for a while."""
    if field.kind != "file":
        return field
    if not isinstance(document, Document):
        return replace(field, hint=AGAIN)
    return replace(field, hint=KEPT.format(name=document.paper.name), optional=True)


def _fields(
    action: Action, token: SignedToken, rule_context: RuleContext[Any], fitting: tuple[Capacity, ...]
) -> list[Field]:
    """The day and evidence of an act that is entered later, the action's fields, and the capacity to choose."""
    is_for_another = rule_context.who.entered_by is not None
    envelope = envelope_of(action, is_for_another) if token.mode == "later" else {}
    drawn = [field for name, ask in envelope.items() if (field := draw_field(name, ask, rule_context))]
    drawn += fields(action, rule_context)
    return [*drawn, capacity_field(fitting)] if len(fitting) > 1 else drawn


def _title(action: Action, token: SignedToken, process: Process) -> str:
    title = window_title(action, process)
    later = LATER.format(action=title)
    return later if token.mode == "later" and len(later) <= LONGEST_TITLE else title


def _intro(
    context: RequestContext, token: SignedToken, rule_context: RuleContext[Any], is_confirming: bool
) -> Iterator[Part]:
    action, policy = BY_NAME[token.action], context.policy(token.subject)
    label = plain_label(action, context.process)
    if window_title(action, context.process) != label:
        yield Text(LATER.format(action=label) if token.mode == "later" else label, "strong")
    if policy.id:
        yield Text(f"{policy.id} “{policy.title}”", "strong")
    if (reading := BY_NAME[token.action].reading) and not is_confirming:
        yield from (Text(passage, "quote") for passage in reading(rule_context))
    if token.entered_for and token.entered_for != context.person:
        name = context.directory.named(token.entered_for)
        yield Text(f"Entered by you for {name}. The record names you both.")


def _asks_to_confirm(preview: tuple[Part, ...]) -> tuple[Part, ...]:
    """What will happen, below the warnings; where there are only warnings, the question whether it is meant."""
    if not preview:
        return ()
    warnings = tuple(part for part in preview if isinstance(part, Text) and part.style == "warning")
    changes = tuple(part for part in preview if part not in warnings)
    question = Text(THIS_WILL_HAPPEN if changes else SURE, "strong")
    return (*warnings, question, *changes)


def _source_line(action: Action, process: Process) -> Text:
    source = process.source(action.source)
    return Text(f"{STRENGTH[action.strength]}: “{source.sentence}” ({source.where})", "small")


def acting_context(
    context: RequestContext, token: SignedToken
) -> tuple[RuleContext[Any], tuple[Capacity, ...]]:
    """The rule's context as whoever acts sees it, and the capacities in which the action is open to them.

    Raises Refusal where there is none.
    """
    action = BY_NAME[token.action]
    who = on_behalf.actor(context, token)
    rule_context = context.rule_context(token.subject, token.about, who)
    if action.reads_saved:
        rule_context = replace(rule_context, saved=saved_comments.of_form(context, rule_context))
    held = context.standing(token.subject, who.person)
    why_not = refusal(action, rule_context, held)
    if why_not:
        raise Refusal(why_not)
    fitting = open_capacities(action, rule_context, held)
    rule_context = acting_in(rule_context, fitting[0])
    if action.reads_text:
        text = text_read(context.tx, rule_context.state, action.reads_text)
        rule_context = replace(rule_context, text=text)
    return rule_context, fitting


def always_asks(token: SignedToken) -> bool:
    """Whether the action has a form whoever takes it."""
    action = BY_NAME[token.action]
    return token.mode == "later" or bool(action.command.model_fields) or action.preview is not None


def needs_form(context: RequestContext, token: SignedToken) -> bool:
    """Whether anything has to be asked before the action can be taken."""
    if always_asks(token):
        return True
    rule_context = context.rule_context(token.subject, token.about)
    held = context.standing(token.subject)
    return len(open_capacities(BY_NAME[token.action], rule_context, held)) > 1


def _prefilled(
    action: Action, field: Field, prefill: Mapping[str, Any], rule_context: RuleContext[Any]
) -> Field:
    """The field with what is to stand in it, as far as it fits there."""
    value = prefill.get(field.name)
    if field.kind == "flag" and isinstance(value, bool):
        value = "true" if value else None
    if field.kind != "file" and field.name in prefill and value in EMPTY:
        return replace(field, initial=None, initial_labels=())
    if not isinstance(value, (str, tuple, list)) or field.kind == "file":
        return field
    if field.kind in ("line", "text") and isinstance(value, str):
        words = " ".join(value.split()) if field.kind == "line" else value
        return replace(field, initial=words[: field.most])
    listed = (value,) if isinstance(value, str) else tuple(value)
    labels = _labels(action, field, rule_context)
    if labels is None:
        return replace(field, initial=value if isinstance(value, str) else listed, initial_labels=listed)
    if not all(answer in labels for answer in listed):
        return field
    initial = value if isinstance(value, str) else listed
    return replace(field, initial=initial, initial_labels=tuple(labels[answer] for answer in listed))


def _labels(action: Action, field: Field, rule_context: RuleContext[Any]) -> dict[str, str] | None:
    """How people read the choices of this field, drawn or looked up; None where any value will do."""
    choices: Iterable[Choice] = field.choices or ()
    ask = asks_of(action.command).get(field.name)
    if field.choices is None and ask and ask.choices:
        choices = choices_of(ask, rule_context)
    return {choice.value: choice.label for choice in choices} or None


def find_choices(
    context: RequestContext, token: SignedToken, name: str, typed: str, most: int
) -> list[Choice]:
    """The choices of a long list that match what has been typed: every word of it, anywhere."""
    if name == ENTERED_FOR and token.mode == "later":
        return matching(on_behalf.candidate_choices(context, token), typed, most)
    rule_context, _ = acting_context(context, token)
    ask = ask_of(BY_NAME[token.action], name)
    if ask.kind == "policy":
        own = getattr(rule_context.state, "id", "")  # the directory is no policy
        others = (row for row in context.tx.policies.matching(typed, most + 1) if row.id != own)
        return [Choice(row.id, f"{row.id} “{row.title}”") for row in islice(others, most)]
    return matching(choices_of(ask, rule_context), typed, most)


def matching(choices: list[Choice], typed: str, most: int) -> list[Choice]:
    """The choices whose labels hold every word that was typed."""
    words = typed.casefold().split()
    return [choice for choice in choices if all(word in choice.label.casefold() for word in words)][:most]


def ask_of(action: Action, name: str) -> Ask:
    """How this field is asked for; raises Refusal where the action has no such field any more."""
    ask = asks_of(action.command).get(name)
    if ask is None:
        raise Refusal("This form has changed. Open it again with “/gov”.")
    return ask

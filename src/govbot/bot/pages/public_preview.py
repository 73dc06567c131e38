"""The page of a policy as the public will see it, drawn before it is adopted: from the header as it was filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govbot.adapter_api.answers import Answer
from govbot.bot.request_context import RequestContext
from govbot.core.cards.answers import read_answers
from govbot.core.cards.forms import fields
from govbot.core.cards.vocabulary import Link
from govbot.core.grammar import Action, Entry, Event, FieldErrors, Refusal
from govbot.core.table import BY_NAME, PAGE_BY_NAME, acting_in, open_capacities
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.policy import Policy
from govbot.documents.worker_process import shared_pool
from govbot.library.pages import policy_page
from govbot.library.shelf import Shelved, Site
from govbot.library.shelving import shelved, site_of

PAGE = "preview"
LIBRARY = "/library/"
DRAWN_WITHIN = 60.0  # seconds
INCOMPLETE = "The page cannot be drawn yet: {problems} Fill in the form of the adoption: it has a link."
BANNER = '<p class="notice" role="note"><strong>Preview.</strong> Nothing of this is published yet.</p>'


@dataclass(frozen=True, slots=True)
class PublicPreview:
    """What the page is drawn from; `html` is empty until it is drawn."""

    shelved: Shelved
    site: Site
    html: str = ""


def preview_link(
    context: RequestContext, action: Action, subject: str, answers: Mapping[str, Any]
) -> tuple[Link, ...]:
    """The link to the page that shows what this action would publish with these answers.

    Empty where the action publishes nothing, there are no pages, or the answers are longer than a link takes.
    """
    page = PAGE_BY_NAME[PAGE]
    if context.links is None or action.name != page.action:
        return ()
    given = {name: value for name, value in answers.items() if isinstance(value, str | list | tuple | bool)}
    form = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    link = context.links.issue(context.now, PAGE, context.person, subject, "", form)
    try:
        return (Link(context.process.say(page.label), context.links.address(link)),)
    except ValueError:
        return ()


def public_preview(context: RequestContext, subject: str, form: str) -> PublicPreview:
    """What the public will read once the person adopts with these answers (`form`; "": the form's prefilled ones).

    Raises Refusal where the header is not complete yet, or the person may not adopt.
    """
    action = BY_NAME[PAGE_BY_NAME[PAGE].action]
    asked = context.rule_context(subject)
    capacities = open_capacities(action, asked, context.standing(subject))
    if not capacities:
        raise Refusal(action.open.missing(asked) or "This page is for whoever adopts the policy.")
    acting = acting_in(asked, capacities[0])
    given: Mapping[str, Answer] = json.loads(form) if form else {}
    answers = {field.name: field.initial for field in fields(action, acting) if field.initial} | dict(given)
    try:
        events = tuple(action.rule(acting, read_answers(action, answers, acting)))
    except FieldErrors as missing:
        raise Refusal(INCOMPLETE.format(problems=" ".join(missing.problems.values()))) from None
    policy: Policy = context.policy(subject)
    for event in events:
        if isinstance(event, Event):
            policy = evolve(policy, _entry(context, subject, event))
    page = shelved(policy, context.process, context.tx.documents.text)
    assert page is not None  # it has a version now
    return PublicPreview(page, site_of(context.process, LIBRARY))


def _entry(context: RequestContext, subject: str, event: Event) -> Entry:
    """The entry as it would be; it is never recorded."""
    kind, day, now = type(event).__name__, context.today, context.now
    return Entry(subject, 0, kind, day, now, context.person, "", "", None, "", event)


async def drawn(page: PublicPreview) -> str:
    """The page as HTML, drawn in a child process, with a line that says that it is a preview. Raises JobFailed."""
    html = await shared_pool().run(policy_page, page.shelved, page.site, within=DRAWN_WITHIN)
    return html.replace("<main", f"{BANNER}<main", 1)

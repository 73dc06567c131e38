"""Which policies may be meant where none is named: those of which the person can be shown what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.bot.comparing import is_comparable
from govbot.bot.request_context import RequestContext
from govbot.core.cards.texts import draft_to_read
from govbot.core.cards.view import View
from govbot.core.table import PAGE_BY_NAME, page_refusal

PAGE = "page "


def shown_of(context: RequestContext, what: str, subjects: Sequence[str], named: str = "") -> list[str]:
    """Those of the policies of which this can be shown; all of them where it is none: each then says why not.

    `what` is a view's name ("read", "changes", "page comment"), `named` the texts that it is about ("D2", "D1 D3").
    """
    shown = [subject for subject in subjects if _is_shown(context.view(subject), what, named)]
    return shown or [*subjects]


def _is_shown(view: View, what: str, named: str) -> bool:
    if what.startswith(PAGE):
        return page_refusal(PAGE_BY_NAME[what.removeprefix(PAGE)], view.at(named), view.held) is None
    if what == "read":
        return draft_to_read(view, named) is not None or (bool(view.policy.versions) and not named)
    return what != "changes" or is_comparable(view, named)

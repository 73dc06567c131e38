"""Keeps the forms that are open for a person."""

from __future__ import annotations

from collections import OrderedDict

from govbot.adapter_api.chat import Account
from govbot.bot import Bot
from govbot.core.cards.vocabulary import Form, OpenForm

FORMS = 2000


class Forms:
    """Drawn forms, by person and token: to be drawn again with problems, or as a dialog."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: OrderedDict[tuple[Account, str], Form] = OrderedDict()

    def keep(self, account: Account, form: Form) -> Form:
        """Keep a form that is being drawn."""
        self._known[account, form.token] = form
        self._known.move_to_end((account, form.token))
        if len(self._known) > FORMS:
            self._known.popitem(last=False)
        return form

    async def find(self, account: Account, token: str) -> Form | None:
        """The form of this token: drawn here, or, after a restart or by another replica, asked of the bot."""
        form = self._known.get((account, token))
        if form is None:
            reply = await self._bot.reopen(account, token)
            form = reply.form if isinstance(reply, OpenForm) else None
        return form

"""Keeps the forms that are open for a person, and the file that they sent last."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account
from govbot.bot import Bot
from govbot.core.cards.vocabulary import Form, OpenForm

FORMS = 2000
FILE_SECONDS = 3600.0
FILES_BYTES = 64 * 1024 * 1024


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


class Files:
    """The newest file of each person, kept for an hour in memory."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._files: OrderedDict[Account, tuple[float, Upload]] = OrderedDict()

    def keep(self, account: Account, upload: Upload) -> None:
        """Keep a file in place of an earlier one; the oldest ones go when they are too many."""
        self._files.pop(account, None)
        self._files[account] = (self._now(), upload)
        while (
            len(self._files) > 1 and sum(len(upload.data) for _, upload in self._files.values()) > FILES_BYTES
        ):
            self._files.popitem(last=False)

    def newest(self, account: Account) -> Upload | None:
        """The newest file that this person sent."""
        at, upload = self._files.get(account, (0.0, None))
        return upload if upload is not None and self._now() - at < FILE_SECONDS else None

    def done(self, account: Account) -> None:
        """Forget the file, once it was submitted."""
        self._files.pop(account, None)

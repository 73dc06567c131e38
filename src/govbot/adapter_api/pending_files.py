"""Keeps the file that a person sent to the bot by itself, until the form comes to which it belongs."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account

FILE_SECONDS = 3600.0
FILES_BYTES = 64 * 1024 * 1024


class PendingFiles:
    """The newest file of each person, kept for an hour in memory. `now` is in seconds, of a monotonic clock."""

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

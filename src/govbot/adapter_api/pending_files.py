"""Keeps the files that a person sent to the bot by themselves, until the form comes to which they belong."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import sha256

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account

FILE_SECONDS = 3600.0
FILES_BYTES = 64 * 1024 * 1024
MOST_EACH = 5  # files of one person: a draft, three appendices and a cover memo


class PendingFiles:
    """The files of each person, kept for an hour in memory. `now` is in seconds, of a monotonic clock."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._files: OrderedDict[Account, list[tuple[float, Upload]]] = OrderedDict()

    def keep(self, account: Account, upload: Upload) -> None:
        """Keep a file behind earlier ones; the oldest ones go when they are too many, or together too large."""
        earlier = self._files.pop(account, [])
        others = [(at, file) for at, file in earlier if key_of(file) != key_of(upload)]
        self._files[account] = [*others, (self._now(), upload)][-MOST_EACH:]
        while self._size() > FILES_BYTES and (len(self._files) > 1 or len(self._files[account]) > 1):
            oldest = next(iter(self._files))
            del self._files[oldest][0]
            if not self._files[oldest]:
                del self._files[oldest]

    def _size(self) -> int:
        return sum(len(upload.data) for files in self._files.values() for _, upload in files)

    def all(self, account: Account) -> list[Upload]:
        """The files that this person sent within the hour, in their order."""
        return [upload for at, upload in self._files.get(account, []) if self._now() - at < FILE_SECONDS]

    def newest(self, account: Account) -> Upload | None:
        """The newest file that this person sent."""
        return next(reversed(self.all(account)), None)

    def named(self, account: Account, key: str) -> Upload | None:
        """The file with this key."""
        return next((upload for upload in self.all(account) if key_of(upload) == key), None)

    def for_questions(self, account: Account, names: Sequence[str]) -> dict[str, Upload]:
        """Which file each of a form's questions for files begins with, by the question's name.

        One question takes the newest file. Where there are several, the first asks for the text itself: it takes the
        newest that is no PDF; the others take the rest in their order.
        """
        files = self.all(account)
        if not files or not names:
            return {}
        if len(names) == 1 or len(files) == 1:
            return {names[0]: files[-1]}
        main = main_of(files)
        rest = [file for file in files if file is not main]
        return {names[0]: main} | dict(zip(names[1:], rest, strict=False))

    def done(self, account: Account) -> None:
        """Forget the files, once a form with one of them was submitted."""
        self._files.pop(account, None)


def main_of(files: Sequence[Upload]) -> Upload:
    """Of several files the one that is read: the newest that is no PDF."""
    return next((file for file in reversed(files) if not file.data.startswith(b"%PDF-")), files[-1])


def key_of(upload: Upload) -> str:
    """By which a form names a file that was sent."""
    return sha256(upload.data).hexdigest()[:12]

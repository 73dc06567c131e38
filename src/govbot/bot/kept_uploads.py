"""Files of forms that are to be confirmed, kept in memory for a while: nobody has to choose the same file twice.

Nothing is written: a file that is not confirmed leaves no trace. Another replica, or this one after a restart, asks
for the file again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from govbot.core.grammar import Document

KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 64 * 2**20
Key = tuple[str, str]  # the person, and the form's nonce


@dataclass(frozen=True, slots=True)
class _Kept:
    at: datetime
    documents: Mapping[str, Document]

    @property
    def size(self) -> int:
        return sum(len(document.data) + len(document.text) for document in self.documents.values())


class KeptUploads:
    """The files that were handed in last, by person and form; those kept longest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    def keep(self, key: Key, answers: Mapping[str, object], now: datetime) -> None:
        """Keep the files among these answers, in place of those of the same form before."""
        documents = {
            name: value for name, value in answers.items() if isinstance(value, Document) and value.data
        }
        if not documents:
            return
        self._kept.pop(key, None)
        self._kept[key] = _Kept(now, documents)
        self._forget_old(now)

    def fill(self, key: Key, answers: Mapping[str, object], now: datetime) -> dict[str, object]:
        """The answers, with kept files where a field for a file was left empty."""
        self._forget_old(now)
        kept = self._kept.get(key)
        if kept is None:
            return dict(answers)
        missing = {name: document for name, document in kept.documents.items() if answers.get(name) is None}
        return {**answers, **missing}

    def forget(self, key: Key) -> None:
        """The form is recorded: its files are no longer needed here."""
        self._kept.pop(key, None)

    def _forget_old(self, now: datetime) -> None:
        for key in [key for key, kept in self._kept.items() if now - kept.at > KEPT_FOR]:
            del self._kept[key]
        while len(self._kept) > 1 and sum(kept.size for kept in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)

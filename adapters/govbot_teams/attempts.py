"""Remembers the outcome of messages that this process sent lately, to find them after an unknown outcome."""

from __future__ import annotations

from collections import OrderedDict

from govbot.adapter_api.chat import DeliveryOutcomeUnknown, Sent

MOST = 2000
NOBODY_KNOWS = (
    "Teams lets no bot look up its messages, so it can't be found out whether this one was delivered."
)


class Attempts:
    """Outcomes by key, in memory only: Teams gives bots no history in which to look them up."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Sent | str | None] = OrderedDict()

    def begin(self, key: str) -> None:
        """Note that a message is about to be sent; no request has gone out yet."""
        self._put(key, None)

    def leave(self, key: str) -> None:
        """Note that the request goes out: its outcome is unknown until it is answered."""
        self._put(key, "left")

    def refused(self, key: str) -> None:
        """Note that Teams did not take the message."""
        self._put(key, None)

    def arrived(self, key: str, sent: Sent) -> None:
        """Note that Teams took the message."""
        self._put(key, sent)

    def find(self, key: str) -> Sent | None:
        """The message, or None when it surely is not there. Raises DeliveryOutcomeUnknown."""
        outcome = self._known.get(key, "unheard of")
        if isinstance(outcome, str):
            raise DeliveryOutcomeUnknown(NOBODY_KNOWS)
        return outcome

    def _put(self, key: str, what: Sent | str | None) -> None:
        self._known[key] = what
        self._known.move_to_end(key)
        if len(self._known) > MOST:
            self._known.popitem(last=False)

"""Sending once more what could not be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext

WHICH = (
    Choice("undelivered", "What surely did not arrive"),
    Choice("unknown too", "Also what may have arrived: some may get it twice"),
)


class TryAgain(Command):
    which: Annotated[
        Literal["undelivered", "unknown too"],
        Ask("Send again", "choice", choices=WHICH, initial="undelivered"),
    ]


def try_again(context: PolicyContext, command: TryAgain) -> Iterator[Event]:
    yield e.DeliveryTriedAgain(unknown_too=command.which == "unknown too")

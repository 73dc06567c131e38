"""The row that moves a policy to another process."""

from __future__ import annotations

from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import ProcessChanged
from govbot.core.process import Process
from tests.core import given as g
from tests.core.given import Government, acts
from tests.core.rows.case import Case, wrong

FORMER, NEW = "former", "changed"  # their digests


def changed(process: Process) -> Process:
    """The process without its last review, and with three days for a decision."""
    deadlines = process.deadlines.model_copy(update={"decision_business_days": 3})
    return process.model_copy(update={"tracks": process.tracks[:-1], "deadlines": deadlines})


def _in_use(government: Government, digest: str, decided: str = "") -> None:
    text = government.process.model_dump_json(exclude={"templates": {"__all__": {"text"}}})
    known = ProcessChanged(sha256=digest, version="1.0", text=text, decided=decided)
    government.record(DIRECTORY, known)


def noted(government: Government) -> None:
    """A step: the process is on record, as at the first start."""
    _in_use(government, FORMER)


def changed_process(government: Government) -> None:
    """A step: another process is in use, which names a decision."""
    government.process = changed(government.process)
    _in_use(government, NEW, "2026-1")


decided = acts("decide_apart", "advisor", kind="reform", text="Three days are enough", consensus="reached")

CASES: dict[str, Case] = {
    "move_process": Case(
        (noted, *g.WITH_DRAFT, changed_process, decided),
        "advisor",
        {"to": NEW, "decided": "2026-1"},
        ("ProcessMoved",),
        closed=(
            g.WITH_DRAFT,
            "It goes by the only process that is on record for it: there is nothing to move it to.",
        ),
        wrong=(
            wrong(
                {
                    "decided": "Name the decision on which this rests. Only within a minute of a move it goes back "
                    "without one."
                },
                decided="",
            ),
        ),
    ),
}

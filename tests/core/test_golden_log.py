"""The golden log: old events must load for ever, and fold to the same state."""

from __future__ import annotations

from typing import Any

from govbot.core.grammar import Entry
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.membership.evolve import evolve as evolve_directory
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.notifications import notifications
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import blank
from tests.core.given import Government, given
from tests.core.invariants import check, check_replay
from tests.golden.write_log import DIGEST, LOG, digest_of, full_history, loaded

ENTRIES = [loaded(line) for line in LOG.read_text("utf-8").splitlines()]


def test_the_golden_log_folds_to_the_same_state_for_ever() -> None:
    states: dict[str, Any] = {DIRECTORY: Directory()}
    for entry in ENTRIES:
        if entry.stream == DIRECTORY:
            states[DIRECTORY] = evolve_directory(states[DIRECTORY], entry)
        else:
            states[entry.stream] = evolve(states.get(entry.stream, blank(entry.stream)), entry)
            assert isinstance(obligations(states[entry.stream]), tuple)
            told = notifications(states[entry.stream], entry)
            assert all(notification.to and notification.card for notification in told)
    assert digest_of(states) == DIGEST.read_text("utf-8").strip()


def test_after_each_step_of_the_long_history_all_that_must_hold_holds() -> None:
    """Again from its entries, one by one: what is awaited can be done by whom it is awaited of."""
    government = given(but=("DOC",))
    started = {entry.stream: 0 for entry in government.entries}
    started[DIRECTORY] = len(government.entries)
    whole = full_history()
    for entry in whole.entries[started[DIRECTORY] :]:
        follow(government, entry)
    check_replay(whole)


def follow(government: Government, entry: Entry) -> None:
    """Record one more entry; between the events of one act nothing has to hold."""
    government.now = entry.recorded_at
    if entry.stream == DIRECTORY:
        government.directory = evolve_directory(government.directory, entry)
    else:
        state = government.policies.get(entry.stream) or blank(entry.stream)
        government.policies[entry.stream] = evolve(state, entry)
    approved_next = entry.type == "DraftSubmitted" and getattr(entry.event, "note", "").startswith(
        "The OPM Secretary"
    )
    if not approved_next:
        check(government)

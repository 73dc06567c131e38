"""A long history is folded without copying all that came before at each step, and says the same."""

from __future__ import annotations

from collections.abc import Mapping

from govbot.core.workflow.evolve.marked import COPIED, changed, grown
from govbot.core.workflow.policy import Policy


def test_what_grows_holds_everything_in_the_order_in_which_it_came() -> None:
    known: Mapping[str, str] = {"draft D1": "p1"}
    plain = dict(known)
    for number in range(3 * COPIED):
        known, plain = (
            grown(known, f"comment C{number}", f"p{number}"),
            {**plain, f"comment C{number}": f"p{number}"},
        )
    assert list(plain.items()) == list(known.items())
    assert plain == known


def test_what_was_known_before_does_not_change_when_it_grows() -> None:
    before = grown({}, "draft D1", "p1")
    after = grown(before, "draft D1", "p2")
    assert (dict(before), dict(after)) == ({"draft D1": "p1"}, {"draft D1": "p2"})


def test_a_changed_state_is_a_new_one_with_everything_else_kept() -> None:
    before = Policy("ITP-1", title="Need")
    assert Policy("ITP-1", title="Policy") == changed(before, title="Policy")
    assert before.title == "Need"

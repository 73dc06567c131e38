"""What is remembered of a state is never told of another."""

from __future__ import annotations

from datetime import date

from govbot.core.remembered import remembered


def test_the_same_state_is_computed_once_and_an_equal_one_anew() -> None:
    computed: list[object] = []

    @remembered
    def length(state: list[int], day: date) -> int:
        computed.append(state)
        return len(state)

    first, equal, day = [1, 2], [1, 2], date(2026, 11, 2)
    assert [length(first, day), length(first, date(2026, 11, 2)), length(equal, day)] == [2, 2, 2]
    assert [each is first for each in computed] == [True, False]
    assert length(first, date(2026, 11, 3)) == 2
    assert len(computed) == 3


def test_a_state_that_others_have_pushed_out_is_computed_again() -> None:
    computed: list[object] = []

    @remembered
    def seen(state: object) -> int:
        computed.append(state)
        return len(computed)

    states = [object() for _ in range(9)]
    assert [seen(state) for state in states] == list(range(1, 10))
    assert seen(states[0]) == 10

"""Pace, on a clock that only the test moves: never more than the platform allows, and hardly less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.chat import Call, Limit
from govbot.courier.pace import Pace
from govbot_slack import SlackPace
from govbot_teams import TeamsPace


def sent_at(limits: tuple[Limit, ...], places: list[str], call: Call = "post") -> list[float]:
    """When each message leaves, one after the other, as early as it may."""
    pace, now, instants = Pace(limits), 0.0, []
    for place in places:
        while wait := pace.wait(call, place, now):
            now += wait
        pace.take(call, place, now)
        instants.append(now)
    return instants


def most_in(instants: list[float], seconds: float) -> int:
    return max(sum(start <= one < start + seconds for one in instants) for start in instants)


@pytest.mark.parametrize(
    ("limits", "call", "each_second"),
    [
        (SlackPace().limits(), "post", 5.0),
        (SlackPace().limits(), "redraw", 50 / 60),
        (SlackPace().limits(), "open", 50 / 60),
        (TeamsPace().limits(), "post", 30.0),
    ],
)
def test_five_hundred_direct_messages_go_at_nearly_the_allowed_rate_and_never_above(
    limits: tuple[Limit, ...], call: Call, each_second: float
) -> None:
    instants = sent_at(limits, [f"D{number}" for number in range(500)], call)
    assert 499 / instants[-1] >= 0.97 * each_second
    assert most_in(instants, 60) <= 60 * each_second


@pytest.mark.parametrize(
    ("limits", "each_second"), [(SlackPace().limits(), 5.0), (TeamsPace().limits(), 30.0)]
)
def test_what_leaves_late_is_made_up_for_and_the_allowed_rate_is_kept_and_never_passed(
    limits: tuple[Limit, ...], each_second: float
) -> None:
    """By up to a hundredth of the window, a call is made later than it might be: the next is not late for that."""
    pace, now, instants = Pace(limits), 0.0, []
    for number in range(500):
        while wait := pace.wait("post", "", now):
            now += wait
        now += (number % 3) * 0.0015
        pace.take("post", f"D{number}", now)
        instants.append(now)
    assert 499 / instants[-1] >= 0.97 * each_second
    assert most_in(instants, 1.0 if each_second == 30 else 60.0) <= (30 if each_second == 30 else 300)


def test_one_conversation_of_teams_takes_bursts_within_each_of_its_windows() -> None:
    instants = sent_at(TeamsPace().limits(), ["19:room"] * 130)
    for most, seconds in ((7, 1), (8, 2), (60, 30)):
        assert most_in(instants, seconds) <= most
    assert most_in(instants, 1) == 7, "the burst is used"
    assert most_in(instants, 30) == 60


def test_a_channel_of_slack_takes_a_short_burst_and_then_one_a_second() -> None:
    instants = sent_at(SlackPace(posts=6000).limits(), ["C1"] * 12)
    assert instants[2] < 1
    assert instants[-1] >= 9


def test_an_urgent_message_waits_for_one_interval_at_most_whatever_went_before() -> None:
    pace, now = Pace(SlackPace().limits()), 0.0
    for number in range(1000):
        now += pace.wait("post", f"D{number}", now)
        pace.take("post", f"D{number}", now)
        assert pace.wait("post", "D-urgent", now) <= 60 / 300 * 1.02


def test_a_pause_holds_that_call_alone() -> None:
    pace = Pace(SlackPace().limits())
    pace.pause("post", 30, now=100)
    assert pace.wait("post", "D1", 110) == 20
    assert pace.wait("redraw", "D1", 110) == 0
    assert pace.wait("open", "", 110) == 0
    assert pace.wait("post", "D1", 130) == 0


def test_a_full_conversation_does_not_hold_up_the_others() -> None:
    pace = Pace(TeamsPace().limits())
    for number in range(7):
        pace.take("post", "19:room", number / 30)
    assert pace.full(0.3) == {"19:room"}
    assert pace.wait("post", "a:1", 0.3) == 0
    assert 0 < pace.frees(0.3) <= 1.01
    assert pace.full(5) == set()


def test_slack_counts_messages_and_redraws_apart_and_teams_together() -> None:
    assert not Pace(SlackPace().limits()).share("post", "redraw")
    assert Pace(TeamsPace().limits()).share("post", "redraw")


def test_conversations_that_are_quiet_are_forgotten() -> None:
    pace = Pace(SlackPace().limits())
    for number in range(20_100):
        pace.take("post", f"D{number}", number)
    assert len(pace._taken) < 10_100


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 40)), min_size=1, max_size=3),
    st.lists(st.sampled_from("ab"), min_size=1, max_size=60),
    st.booleans(),
)
def test_no_window_ever_holds_more_than_its_limit(
    windows: list[tuple[int, int]], places: list[str], evenly: bool
) -> None:
    limits = tuple(Limit(("post",), most, float(seconds), evenly=evenly) for most, seconds in windows)
    instants = sent_at(limits, places)
    for most, seconds in windows:
        assert most_in(instants, seconds) <= most

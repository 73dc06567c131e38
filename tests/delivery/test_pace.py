"""Pace, on a clock that only the test moves: never more than the platform allows, and hardly less."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.adapter_api.chat import Call, Limit
from govbot.delivery.pace import Pace, Turn
from govbot_slack import SlackPace
from govbot_teams import TeamsPace

AT_ONCE = 16
TEAMS = TeamsPace().limits()
Way = Callable[[int], tuple[float, float]]  # of each call: seconds until it arrives, and back


def sent_at(limits: tuple[Limit, ...], places: list[str], call: Call = "post") -> list[float]:
    """When each message leaves, one after the other, as early as it may; it is answered at once."""
    pace, now, instants = Pace(limits), 0.0, []
    for place in places:
        while wait := pace.wait(call, place, now):
            now += wait
        pace.take(call, place, now).end(now)
        instants.append(now)
    return instants


def arrived_at(limits: tuple[Limit, ...], count: int, way: Way) -> list[float]:
    """When each message arrives that leaves as early as it may, up to sixteen under way at a time."""
    pace, now, arrivals = Pace(limits), 0.0, list[float]()
    under_way: list[tuple[float, int, Turn]] = []  # by when they are answered
    while len(arrivals) < count:
        wait = pace.wait("post", "", now)
        if under_way and (under_way[0][0] <= now + wait or len(under_way) == AT_ONCE):
            now, _, turn = heappop(under_way)
            pace.answered(turn, now)
        elif wait:
            now += wait
        else:
            turn, number = pace.take("post", f"D{len(arrivals)}", now), len(arrivals)
            there, back = way(number)
            heappush(under_way, (now + there + back, number, turn))
            arrivals.append(now + there)
    return arrivals


def most_in(instants: list[float], seconds: float) -> int:
    return max(sum(start <= instant < start + seconds for instant in instants) for start in instants)


@pytest.mark.parametrize(
    ("limits", "call", "each_second"),
    [
        (SlackPace().limits(), "post", 5.0),
        (SlackPace().limits(), "redraw", 50 / 60),
        (SlackPace().limits(), "open", 50 / 60),
        (TEAMS, "post", 30.0),
    ],
)
def test_five_hundred_direct_messages_go_at_nearly_the_allowed_rate_and_never_above(
    limits: tuple[Limit, ...], call: Call, each_second: float
) -> None:
    instants = sent_at(limits, [f"D{number}" for number in range(500)], call)
    assert 499 / instants[-1] >= 0.97 * each_second
    assert most_in(instants, 60) <= 60 * each_second


@pytest.mark.parametrize(("limits", "each_second"), [(SlackPace().limits(), 5.0), (TEAMS, 30.0)])
def test_what_leaves_late_is_made_up_for_and_the_allowed_rate_is_kept_and_never_passed(
    limits: tuple[Limit, ...], each_second: float
) -> None:
    """By up to a hundredth of the window, a call is made later than it might be: the next is not late for that."""
    pace, now, instants = Pace(limits), 0.0, []
    for number in range(500):
        while wait := pace.wait("post", "", now):
            now += wait
        now += (number % 3) * 0.0015
        pace.take("post", f"D{number}", now).end(now)
        instants.append(now)
    assert 499 / instants[-1] >= 0.97 * each_second
    assert most_in(instants, 1.0 if each_second == 30 else 60.0) <= (30 if each_second == 30 else 300)


def test_a_platform_far_away_is_written_to_at_the_allowed_rate() -> None:
    """How long every call is on its way costs nothing."""
    arrivals = arrived_at(TEAMS, 500, lambda number: (0.1, 0.15))
    assert 499 / (arrivals[-1] - arrivals[0]) >= 0.97 * 30
    assert most_in(arrivals, 1.0) <= 30


@pytest.mark.parametrize("seed", range(20))
def test_calls_that_are_held_up_on_their_way_never_arrive_as_too_many(seed: int) -> None:
    """One in ten is held up by up to 0.3 seconds, before it arrives or after: which of both nobody knows."""
    chance = Random(seed)

    def way(number: int) -> tuple[float, float]:
        held_up = chance.uniform(0, 0.3) if chance.random() < 0.1 else 0.0
        there = held_up * chance.choice((0, 0.5, 1))
        return 0.02 + there, 0.02 + held_up - there

    assert most_in(arrived_at(TEAMS, 300, way), 1.0) <= 30


def test_the_first_calls_may_be_slow_while_a_connection_is_made() -> None:
    arrivals = arrived_at(TEAMS, 100, lambda number: (0.6, 0.02) if number < 5 else (0.02, 0.02))
    assert most_in(arrivals, 1.0) <= 30


def test_a_call_that_is_not_answered_keeps_its_place_and_the_others_go_on() -> None:
    pace, now, instants = Pace(TEAMS), 0.0, []
    lost = pace.take("post", "D-lost", now)
    for number in range(100):
        while wait := pace.wait("post", "", now):
            now += wait
        pace.take("post", f"D{number}", now).end(now)
        instants.append(now)
    assert most_in(instants, 1.0) == 29
    assert instants[-1] < 3.6
    lost.end(now)
    assert pace.wait("post", "", now + 1.1) == 0


def test_where_nothing_is_answered_nothing_more_goes() -> None:
    pace = Pace((Limit(("post",), 4, 1.0),))
    turns = [pace.take("post", "D", 0.0) for _ in range(4)]
    assert pace.wait("post", "", 5.0) > 0
    turns[2].end(5.0)
    turns[2].end(5.5)
    assert pace.wait("post", "", 5.9) > 0
    assert pace.wait("post", "", 6.1) == 0


def test_messages_and_redraws_that_share_a_window_never_pass_it_together() -> None:
    pace, now, instants = Pace(TEAMS), 0.0, []
    calls: tuple[Call, ...] = ("post", "redraw", "open")
    for number in range(200):
        call = calls[number % 3]
        while wait := pace.wait(call, f"D{number}", now):
            now += wait
        pace.take(call, f"D{number}", now).end(now)
        instants.append(now)
    assert most_in(instants, 1.0) <= 30


def test_one_conversation_of_teams_takes_bursts_within_each_of_its_windows() -> None:
    instants = sent_at(TEAMS, ["19:room"] * 130)
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
        pace.take("post", f"D{number}", now).end(now)
        assert pace.wait("post", "D-urgent", now) <= 60 / 300 * 1.02


def test_a_pause_holds_that_call_alone() -> None:
    pace = Pace(SlackPace().limits())
    pace.pause("post", 30, now=100)
    assert pace.wait("post", "D1", 110) == 20
    assert pace.wait("redraw", "D1", 110) == 0
    assert pace.wait("open", "", 110) == 0
    assert pace.wait("post", "D1", 130) == 0


def test_a_full_conversation_does_not_hold_up_the_others() -> None:
    pace = Pace(TEAMS)
    for number in range(7):
        pace.take("post", "19:room", number / 30).end(number / 30)
    assert pace.full(0.3) == {"19:room"}
    assert pace.wait("post", "a:1", 0.3) == 0
    assert 0 < pace.frees(0.3) <= 1.01
    assert pace.full(5) == set()


def test_a_conversation_stays_full_until_its_last_message_was_answered_long_enough() -> None:
    pace = Pace((Limit(("post",), 1, 1.0, "conversation"),))
    slow = pace.take("post", "19:room", 0.0)
    assert pace.full(4.0) == {"19:room"}
    slow.end(4.0)
    assert pace.full(4.9) == {"19:room"}
    assert pace.full(5.1) == set()


def test_slack_counts_messages_and_redraws_apart_and_teams_together() -> None:
    assert not Pace(SlackPace().limits()).share("post", "redraw")
    assert Pace(TEAMS).share("post", "redraw")


def test_conversations_that_are_quiet_are_forgotten() -> None:
    pace = Pace(SlackPace().limits())
    for number in range(20_100):
        pace.take("post", f"D{number}", number).end(number)
    assert len(pace._windows) < 10_100


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

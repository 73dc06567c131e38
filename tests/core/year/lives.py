"""How each policy goes its way in the year: a generator that takes the acts and yields how long it waits then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.core.given import document
from tests.core.year.book import TRACKS
from tests.core.year.people import REPRESENTATIVES

if TYPE_CHECKING:
    from tests.core.year.year import Year

MEETING = 0  # wait for the Steering Group's next meeting; any other number is of business days
LEADS = ("ciso", "cio", "ciso", "budget", "cdo")
CAPACITIES = ("customer success manager", "security liaison", "agency data officer")
Life = Iterator[int]


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of the year, with chances of its own."""

    year: Year
    number: int
    rnd: Random

    def act(self, name: str, person: str, /, **said: Any) -> None:
        self.year.act(self.number, name, person, **said)

    @property
    def lead(self) -> str:
        """Whoever leads it today, or answers for the lead."""
        return self.year.who(self.number, "role:lead")

    @property
    def liaison(self) -> str:
        """Whoever guides the group today."""
        return self.year.who(self.number, "liaisons")

    def one_in(self, number: int) -> bool:
        return self.rnd.randrange(number) == 0

    def day(self, days: int) -> str:
        return self.year.government.day(days)


def life(year: Year, number: int) -> Life:
    """From the need to the version in force, or to where it ends; each policy otherwise."""
    policy = Policy(year, number, Random(100 * year.seed + number))
    raiser = policy.rnd.choice(year.staff.here("budget", "cio", *sorted(REPRESENTATIVES)))
    policy.act("raise_need", raiser, title=f"Policy no. {number}", text=f"Need {number}", sources=["b"])
    if number % 7 == 3:
        policy.act("park_need", "advisor", until=policy.day(40), reasons="The budget is decided first")
        yield 35
    yield MEETING if policy.one_in(2) else policy.rnd.randint(2, 14)
    if number % 10 == 9:
        yield MEETING
        policy.act("not_at_this_time", "budget", reasons="Others come first")
        return
    lead = next(iter(year.staff.seat(LEADS[number % len(LEADS)], year.today)), "cio")
    policy.act(
        "recommend_pursuing", "budget", lead=lead, need="high", risk=policy.rnd.choice(["high", "low"])
    )
    yield policy.rnd.randint(0, 3) or 1
    yield from _drafting(policy)
    yield from _staff_review(policy)
    yield from _feedback(policy)
    yield from _decision(policy)
    yield from _in_force(policy)


def _drafting(policy: Policy) -> Life:
    if policy.number % 3:
        policy.act(
            "set_timeline", policy.lead, staff_review=policy.day(30), agency_feedback=policy.day(60),
            secretarys_review=policy.day(110),
        )  # fmt: skip
    yield policy.rnd.randint(1, 7)
    with_group = policy.number % 4 != 2
    if with_group:
        lead = policy.year.page(policy.number).lead
        directing = policy.year.staff.steering(policy.year.today)
        policy.act(
            "assemble_group", policy.lead, name=f"Group {policy.number}",
            liaisons=[lead if lead in directing else "cio"],
            members=policy.year.staff.here("expert", "professor", "legal"), perspectives=["legal"], public_meeting="no",
        )  # fmt: skip
    else:
        policy.act("proceed_without_group", policy.lead)
    yield policy.rnd.randint(3, 20)
    _draft(policy)
    if with_group:
        yield from _positions(policy)
        policy.act(
            "report_back", policy.liaison, kind="recommendation", recommends="this draft", text="It is ready",
        )  # fmt: skip
    yield MEETING
    if with_group and (policy.number == 4 or policy.one_in(4)):
        policy.act("send_back", "advisor", reasons="Make it shorter")
        yield policy.rnd.randint(3, 9)
        _draft(policy)
        policy.act(
            "report_back", policy.liaison, kind="recommendation", recommends="this draft", text="Shorter"
        )
        yield MEETING
    policy.act("advance", "advisor", due=policy.day(16), tracks=list(TRACKS), representative="budget")


def _draft(policy: Policy, **more: Any) -> None:
    draft = policy.year.book.pages[policy.number].draft + 1
    text = f"# I. Purpose\n\nPolicy {policy.number}, draft {draft}.\n\n# II. Scope\n\nEvery agency.\n"
    policy.act("submit_draft", policy.lead, file=document(text), **more)


def _positions(policy: Policy) -> Life:
    """Some say where they stand at once, some late, some never."""
    members = policy.year.staff.here(*policy.year.book.pages[policy.number].members)
    late = policy.one_in(2)
    policy.act("state_position", members[0], position="support")
    policy.act("ask_final_positions", policy.lead, due=policy.day(7))
    yield policy.rnd.randint(9, 16) if late else 3
    if not policy.one_in(3):
        policy.act("state_position", members[1], position="can live with it")


def _staff_review(policy: Policy) -> Life:
    needs_changes = policy.one_in(3)
    for track, party in TRACKS.items():
        yield policy.rnd.randint(1, 5)
        outcome = "changes needed" if needs_changes and track == "objectives" else "no concerns"
        words = {"text": "Section II is too wide."} if outcome == "changes needed" else {}
        policy.act("give_review", _reviewer(policy, track, party), track=track, outcome=outcome, **words)
    if needs_changes:
        yield policy.rnd.randint(2, 9)
        _draft(policy, ask_again=["objectives"])
        yield policy.rnd.randint(2, 12)
        reviewer = _reviewer(policy, "objectives", TRACKS["objectives"])
        policy.act("give_review", reviewer, track="objectives", outcome="no concerns")


def _reviewer(policy: Policy, track: str, party: str) -> str:
    """Who reviews; where the office has nobody left, the lead names somebody."""
    page = policy.year.book.pages[policy.number]
    party = page.named.get(track, party)
    if not policy.year.staff.own(party, page.lead, page.liaisons, policy.year.today):
        policy.act("name_reviewer", policy.lead, track=track, person="professor")
        party = page.named[track]
    return policy.year.who(policy.number, party)


def _feedback(policy: Policy) -> Life:
    yield policy.rnd.randint(1, 12)
    policy.act("open_feedback", policy.lead, capacities=list(CAPACITIES), closes_on=policy.day(21))
    page = policy.year.book.pages[policy.number]
    for _ in range(3):
        yield policy.rnd.randint(1, 4)
        awaited = [key[0].partition(":")[2] for key in page.items if key[1] == "give_feedback"]
        asked = policy.year.staff.here(*awaited)
        for who in policy.rnd.sample(sorted(asked), len(asked) // 3):
            answers = (
                {"kind": "no comment"} if policy.one_in(3) else {"kind": "concern", "text": f"{who} asks"}
            )
            policy.act("give_feedback", who, **answers)
    while page.closes_on:
        yield 1
    comments = [each.id for each in policy.year.development(policy.number).unanswered]
    yield policy.rnd.randint(3, 16)
    if policy.number % 5 == 1:
        which = "role:lead/respond_to_comments/"
        policy.act("pass_over", policy.lead, which=which, reason="All were answered in a meeting")
    elif comments:
        half = len(comments) // 2
        for some in (comments[:half], comments[half:]):
            policy.act("respond_to_comments", policy.lead, comments=some, response="accepted", reasons="Done")
            yield 2


def _decision(policy: Policy) -> Life:
    yield policy.rnd.randint(1, 9)
    presenters = [policy.lead]
    policy.act("request_review", policy.lead, presenters=presenters)
    yield policy.rnd.randint(2, 15)
    if policy.number % 6 == 5:
        policy.act("return_draft", "secretary", reasons="Say whom it binds")
        yield policy.rnd.randint(2, 9)
        _draft(policy)
        yield 2
        policy.act("request_review", policy.lead, presenters=presenters)
        yield 3
    policy.act("approve", "secretary")
    yield policy.rnd.randint(1, 9)
    policy.act("adopt", "publisher")


def _in_force(policy: Policy) -> Life:
    for _ in range(3):
        yield policy.rnd.randint(2, 9)
        page = policy.year.book.pages[policy.number]
        asked = sorted(key[0] for key in page.items if key[1] == "acknowledge")
        for party in asked[: len(asked) // 2]:
            policy.act("acknowledge", policy.year.who(policy.number, party))
    if policy.number % 3 == 1:
        asking = policy.year.who(policy.number, f"agency:{REPRESENTATIVES[min(REPRESENTATIVES)][0]}")
        policy.act("request_variance", asking, text="We need until summer", until=policy.day(90))
        yield policy.rnd.choice([4, 16])
        yield MEETING
        policy.act("decide_variance", "advisor", variance="X1", granted="yes")
    policy.act("set_review_date", policy.lead, next_review_on=policy.day(45), reason="A new law")
    yield policy.rnd.randint(20, 45)
    policy.act(
        "complete_review", policy.lead, recommends="reaffirm", reasons="It serves", next_review_on=policy.day(400)
    )  # fmt: skip

"""A rehearsed quarter: eight policies from December to March, three people who leave, and the oracle of the list.

The oracle is written by hand from PROCESS.md, *Nothing falls silent*: from which Monday to which each line stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from govbot.core.workflow.weekly import lines_of, vacancies
from tests.core import given as g
from tests.core.given import LEAD, Government, given

NEW_LEAD = "budget"
LED = (2, 3, 4, 5, 6, 7, 8)
HISTORIES: dict[int, tuple[g.Step, ...]] = {
    1: g.IN_NEED,
    2: g.IN_REVIEW,
    3: g.AFTER_FEEDBACK,
    4: g.BEFORE_SECRETARY,
    5: g.WITH_DRAFT,
    6: g.IN_DRAFTING,
    7: g.IN_FORCE,
    8: g.IN_DRAFTING,
}
CDO_REVIEW = "seat:cdo/give_review/data_plan"


def about(number: int, name: str, person: str, /, **answers: Any) -> Callable[[Government], None]:
    """Somebody takes an action on the policy of this number."""

    def done(government: Government) -> None:
        government.subject = f"policy:ITP-{number}"
        government.do(name, person, **answers)

    return done


def left(person: str) -> Callable[[Government], None]:
    def done(government: Government) -> None:
        government.do("deactivate_person", "keeper", person=person)

    return done


def another_lead(government: Government) -> None:
    """The Senior Policy Advisor names another lead, and another liaison where a group is at work."""
    for number in LED:
        about(number, "change_lead", "advisor", lead=NEW_LEAD)(government)
        group = government.policy.development.group if government.policy.development else None
        if group:
            about(number, "change_liaisons", "advisor", liaisons=[NEW_LEAD])(government)


def others_review(government: Government) -> None:
    for track, person in g.REVIEWERS.items():
        if track not in ("legal", "data_plan"):
            about(2, "give_review", person, track=track, outcome="no concerns")(government)


def adopted(government: Government) -> None:
    government.subject = "policy:ITP-4"
    g.adopted(government)


# By the day, after that morning's list: what people do.
DONE: dict[str, tuple[Callable[[Government], None], ...]] = {
    "2026-12-02": (
        about(5, "ask_final_positions", LEAD, due="2026-12-06"),
        about(6, "set_timeline", LEAD, staff_review="2026-12-13"),
        about(7, "set_review_date", LEAD, next_review_on="2027-01-15", reason="A new law"),
    ),
    "2026-12-11": (others_review,),
    "2026-12-21": (left(LEAD),),
    "2026-12-30": (another_lead,),
    "2026-12-31": (
        about(3, "pass_over", NEW_LEAD, which="role:lead/respond_to_comments/", reason="Answered in person"),
    ),
    "2027-01-03": (about(6, "set_timeline", NEW_LEAD, staff_review="2027-04-15"),),
    "2027-01-05": (about(2, "give_until", NEW_LEAD, which=CDO_REVIEW, until="2027-01-29"),),
    "2027-01-10": (left("legal"),),
    "2027-01-15": (about(4, "approve", "secretary"),),
    "2027-01-18": (
        about(2, "name_reviewer", NEW_LEAD, track="legal", person="professor"),
        about(5, "remove_member", NEW_LEAD, person="legal"),
        about(5, "state_position", "professor", position="support"),
    ),
    "2027-01-20": (about(1, "not_at_this_time", "cdo", reasons="Later"), left("dss")),
    "2027-01-26": (about(2, "give_review", "professor", track="legal", outcome="no concerns"),),
    "2027-02-02": (adopted,),
    "2027-02-04": (about(2, "give_review", "cdo", track="data_plan", outcome="no concerns"),),
    "2027-02-09": (
        about(7, "complete_review", NEW_LEAD, recommends="reaffirm", reasons="Good", next_review_on="2028-02-09"),
    ),
}  # fmt: skip
FIRST, END = date(2026, 12, 7), date(2027, 3, 1)  # Mondays
LAST = date(2027, 3, 8)

# (policy, office, the line's beginning): from which Monday, to before which it stands.
ORACLE: dict[tuple[int, str, str], tuple[tuple[date, date], ...]] = {
    # Need: a decision in ten business days, by December 15.
    (1, "Steering Group", "a decision on the need"): ((date(2026, 12, 21), date(2027, 1, 25)),),
    # Reviews by December 15; the Chief Data Officer's has time until January 29 from January 5 on.
    (2, "OPM Legal Counsel", "review of D1: legal"): ((date(2026, 12, 21), date(2027, 1, 25)),),
    (2, "the reviewer whom the policy lead named", "review of D1: legal"): (
        (date(2027, 1, 25), date(2027, 2, 1)),
    ),
    (2, "policy lead", "a reviewer for legal"): ((date(2027, 1, 11), date(2027, 1, 25)),),
    (2, "Chief Data Officer", "review of D1: the State Data Plan"): (
        (date(2026, 12, 21), date(2027, 1, 11)),
        (date(2027, 2, 1), date(2027, 2, 8)),
    ),
    # Responses by December 15; passed over on December 31.
    (3, "policy lead", "responses to 1 comment"): ((date(2026, 12, 21), date(2027, 1, 4)),),
    (4, "policy lead", "responses to 1 comment"): ((date(2026, 12, 21), date(2027, 1, 18)),),
    (4, "OPM Secretary", "the OPM Secretary's decision"): ((date(2026, 12, 21), date(2027, 1, 18)),),
    # Adoption in five business days from January 15, with a holiday: by January 25.
    (4, "OPM's publisher", "adoption of D1"): ((date(2027, 2, 1), date(2027, 2, 8)),),
    (5, "ad hoc group", "where you stand on D1"): ((date(2026, 12, 7), date(2027, 1, 25)),),
    (6, "policy lead", "the target for “staff review”"): ((date(2026, 12, 14), date(2027, 1, 4)),),
    (7, "policy lead", "the regular review of version 1.0"): ((date(2027, 1, 18), date(2027, 2, 15)),),
    # Nothing recorded for ten business days, and nothing else to say.
    (2, "policy lead", "nothing has been recorded"): ((date(2027, 3, 1), LAST),),
    (3, "policy lead", "nothing has been recorded"): ((date(2027, 1, 18), LAST),),
    (5, "policy lead", "nothing has been recorded"): ((date(2027, 2, 8), LAST),),
    (6, "policy lead", "nothing has been recorded"): ((date(2027, 1, 25), LAST),),
    (8, "policy lead", "nothing has been recorded"): (
        (date(2026, 12, 21), date(2026, 12, 28)),
        (date(2027, 1, 18), LAST),
    ),
    # The lead leaves on December 21; another is named on December 30.
    **{
        (number, "Senior Policy Advisor", "a policy lead has to be named"): (
            (date(2026, 12, 28), date(2027, 1, 4)),
        )
        for number in LED
    },
    **{
        (number, "policy lead", "a liaison has to be named"): ((date(2026, 12, 28), date(2027, 1, 4)),)
        for number in (2, 3, 4, 5)
    },
}
VACANT = {
    "Chief Information Officer": (date(2026, 12, 28), LAST),
    "OPM Legal Counsel": (date(2027, 1, 11), LAST),
}

Shown = set[tuple[int, str, str]]


def mondays(until: date = END) -> Iterator[date]:
    day = FIRST
    while day <= until:
        yield day
        day += timedelta(weeks=1)


def expected(monday: date) -> Shown:
    """What the oracle says of this Monday's list."""
    return {
        line for line, spans in ORACLE.items() if any(first <= monday < before for first, before in spans)
    }


def expected_vacant(monday: date) -> set[str]:
    return {name for name, (first, before) in VACANT.items() if first <= monday < before}


def shown(government: Government) -> Shown:
    """What the list says this morning, each line by the beginning that the oracle knows, else in full."""
    lines: Shown = set()
    for number in HISTORIES:
        stream = f"policy:ITP-{number}"
        changed_at = max(entry.recorded_at for entry in government.entries if entry.stream == stream)
        for line in lines_of(
            government.policies[stream], government.directory, government.process, government.now, changed_at
        ):
            what = government.process.say_kept(line.what)
            known = (begins for of, office, begins in ORACLE if (of, office) == (number, line.office))
            lines.add(
                (number, line.office, next((begins for begins in known if what.startswith(begins)), what))
            )
    return lines


def rehearsed(until: date = END, look: Callable[[Government], None] = lambda government: None) -> Government:
    """The quarter day by day, up to the morning of a Monday; `look` is called on each Monday's morning."""
    government = given()
    for number, history in HISTORIES.items():
        government.subject = f"policy:ITP-{number}"
        for step in history:
            step(government)
    while government.today < until:
        government.later(days=1)
        government.tick()
        if government.today in set(mondays()):
            look(government)
        if government.today < until:
            for done in DONE.get(government.today.isoformat(), ()):
                done(government)
    return government


def vacant(government: Government) -> set[str]:
    return set(vacancies(government.directory, government.process, government.today))

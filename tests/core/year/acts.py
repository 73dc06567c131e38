"""What each act opens and ends, by PROCESS.md, *The moves*; an act is named as the action that people take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tests.core.year.book import TRACKS, Item, Page
from tests.core.year.calendar import due_in, end_of
from tests.core.year.people import AGENCIES, REPRESENTATIVES

Act = Callable[[Page, str, date, dict[str, Any]], None]


def raise_need(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.opens(Item("steering", "recommend_pursuing", due=due_in(day, 10)))


def recommend_pursuing(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("recommend_pursuing")
    page.lead = said["lead"]
    page.comes_to("drafting")
    page.decisions.append((day, "recommends pursuing it"))
    page.opens(Item(f"lead:{page.lead}", "assemble_group", due=due_in(day, 5)))


def not_at_this_time(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("recommend_pursuing")
    page.comes_to("closed")
    page.decisions.append((day, "not at this time"))


def park_need(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("recommend_pursuing")
    page.parked_until = date.fromisoformat(said["until"])


def bring_back(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.parked_until = None
    raise_need(page, person, day, said)


def assemble_group(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("assemble_group")
    page.group, page.liaisons, page.members = True, tuple(said["liaisons"]), tuple(said["members"])
    page.opens(*(Item(f"member:{who}", "look_in", due=due_in(day, 5)) for who in page.members))


def proceed_without_group(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("assemble_group")


def submit_draft(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.draft += 1
    page.ends("submit_draft", "state_position", "answer_review", "approve")
    page.opens(*(_position(page, who) for who in page.members))
    for track in said.get("ask_again", ()):
        party = page.named.get(track, TRACKS[track])
        page.opens(Item(party, "give_review", track, due_in(day, 10), is_required=True))


def _position(page: Page, who: str, due: datetime | None = None) -> Item:
    return Item(f"member:{who}", "state_position", f"D{page.draft}", due, is_required=True)


def ask_final_positions(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    due = end_of(date.fromisoformat(said["due"]))
    awaited = [key for key in page.items if key[1] == "state_position"]
    page.opens(*(replace(page.items[key], due=due) for key in awaited))


def state_position(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("state_position", "look_in", party=f"member:{person}")


def report_back(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.reports += 1
    page.ends("advance")
    about = f"R{page.reports}"
    page.opens(Item("role:advisor", "advance", about, due_in(day, 10), is_required=True))


def advance(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    _taken_further(page)
    page.comes_to("staff review")
    page.decisions.append((day, "advanced to staff review"))
    due = end_of(date.fromisoformat(said["due"]))
    for track in said["tracks"]:
        page.opens(Item(TRACKS[track], "give_review", track, due, is_required=True))


def _taken_further(page: Page) -> None:
    """What only drafting waited for is over."""
    page.ends("look_in", "state_position", "advance", "submit_draft")


def send_back(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("advance")
    page.comes_to("drafting")
    page.decisions.append((day, "sent back to drafting"))
    page.opens(Item(f"lead:{page.lead}", "submit_draft", due=due_in(day, 5)))


def give_review(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("give_review", about=said["track"])
    if said["outcome"] == "changes needed":
        due = due_in(day, 5)
        page.opens(Item(f"lead:{page.lead}", "answer_review", said["track"], due, is_required=True))


def name_reviewer(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    party, track = page.named.get(said["track"], TRACKS[said["track"]]), said["track"]
    page.named[track] = f"named:{said['person']}"
    page.opens(replace(page.items.pop((party, "give_review", track)), party=page.named[track]))


def open_feedback(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    _taken_further(page)
    page.comes_to("agency feedback")
    page.period += 1
    page.comments = 0
    page.closes_on = date.fromisoformat(said["closes_on"])
    page.opens(
        *(
            Item(f"person:{who}", "give_feedback", f"P{page.period}", end_of(page.closes_on))
            for who in said["asked"]
        )
    )


def give_feedback(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("give_feedback", party=f"person:{person}")
    page.comments += said["kind"] not in ("no comment", "not applicable")


def close_by_clock(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("give_feedback")
    page.closes_on = None
    if page.comments:
        due = due_in(day, 10)
        page.opens(Item(f"lead:{page.lead}", "respond_to_comments", "", due, is_required=True))


def respond_to_comments(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.comments -= len(said["comments"])
    if not page.comments:
        page.ends("respond_to_comments")


def pass_over(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.deviations.append(day)
    page.ends(said["which"].split("/")[1])


def request_review(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    _taken_further(page)
    page.comes_to("secretary's review")
    page.opens(Item("role:secretary", "approve", f"D{page.draft}", due_in(day, 10), is_required=True))


def return_draft(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("approve")
    page.comes_to("drafting")
    page.opens(Item(f"lead:{page.lead}", "submit_draft", due=due_in(day, 5)))


def approve(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.items.clear()
    page.comes_to("release candidate")
    page.opens(Item("role:publisher", "adopt", f"D{page.draft}", due_in(day, 5), is_required=True))


def adopt(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.items.clear()
    page.comes_to("in force")
    for agency in AGENCIES:
        page.opens(Item(f"agency:{agency.code}", "acknowledge", "1.0 acknowledgment", due_in(day, 10)))
        page.opens(Item(f"agency:{agency.code}", "attest", "1.0 attestation", due_in(day, 20)))
    _review(page, said["review_on"], due_in(said["review_on"], 0))


def _review(page: Page, day: date, due: datetime | None = None) -> None:
    """The next regular review; one that follows from the adoption is due on a business day."""
    page.review_on = day
    page.ends("complete_review")
    page.opens(Item(f"lead:{page.lead}", "complete_review", "", due or end_of(day), is_required=True))


def acknowledge(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("acknowledge", party=f"agency:{REPRESENTATIVES[person][0]}")


def attest(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("attest", party=f"agency:{REPRESENTATIVES[person][0]}")


def request_variance(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.variances += 1
    page.opens(Item("role:advisor", "decide_variance", f"X{page.variances}", due_in(day, 10)))


def decide_variance(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("decide_variance", about=said["variance"])


def set_review_date(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    _review(page, date.fromisoformat(said["next_review_on"]))


def complete_review(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    _review(page, date.fromisoformat(said["next_review_on"]))


def set_timeline(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    for field_name, stage in (
        ("staff_review", "staff review"),
        ("agency_feedback", "agency feedback"),
        ("secretarys_review", "secretary's review"),
    ):
        if field_name in said:
            page.targets[stage] = date.fromisoformat(said[field_name])


def say_slip(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    """A target's day is over: those who are late with what shall or will be done are asked why, else the lead."""
    page.slips.append((said["about"], page.targets[said["about"]]))
    late = [
        item.party
        for item in page.items.values()
        if item.is_required and item.due and item.due <= said["now"]
    ]
    for party in dict.fromkeys(late or [f"lead:{page.lead}"]):
        page.opens(Item(party, "explain_slip", f"S{len(page.slips)}", due_in(day, 5)))


def explain_slip(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.ends("explain_slip", party=said["party"], about=said["which"])


def change_lead(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    """What was awaited of the lead is awaited of whoever leads now."""
    former, page.lead = page.lead, said["lead"]
    moved = [item for item in page.items.values() if item.party == f"lead:{former}"]
    for item in moved:
        page.items.pop(item.key)
    page.opens(*(replace(item, party=f"lead:{page.lead}") for item in moved))


def change_liaisons(page: Page, person: str, day: date, said: dict[str, Any]) -> None:
    page.liaisons = tuple(said["liaisons"])


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        raise_need, recommend_pursuing, not_at_this_time, park_need, bring_back, assemble_group,
        proceed_without_group, submit_draft, ask_final_positions, state_position, report_back, advance, send_back,
        give_review, name_reviewer, open_feedback, give_feedback, close_by_clock, respond_to_comments, pass_over,
        request_review, return_draft, approve, adopt, acknowledge, attest, request_variance, decide_variance,
        set_review_date, complete_review, set_timeline, say_slip, explain_slip, change_lead, change_liaisons,
    )
}  # fmt: skip

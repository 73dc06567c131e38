"""The rows of ad hoc groups."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts, on_day
from tests.core.rows.case import NO_GROUP, OVER, SOME, Case, wrong

ASKED_TO_MOVE = (
    acts("link_room", LEAD, about="teams 19:first@thread.v2"),
    acts("link_room", LEAD, about="teams 19:second@thread.v2"),
)
asked = on_day("ask_group", LEAD, field="due", days=5, kind="draft", text="A draft, please")

CASES: dict[str, Case] = {
    "assemble_group": Case(
        g.IN_DRAFTING,
        "budget",
        {"name": "AI", "liaisons": [LEAD], "members": ["professor", LEAD], "public_meeting": "no"},
        ("GroupAssembled",),
        closed=(
            g.WITH_GROUP,
            "This policy has a group already. You can add members to it, or close it first.",
        ),
        wrong=(
            wrong({"liaisons": CHOOSE}, liaisons=["professor"]),
            wrong({"liaisons": SOME}, liaisons=[]),
            wrong({"members": CHOOSE}, members=["stranger"]),
        ),
    ),
    "proceed_without_group": Case(
        g.IN_DRAFTING,
        "budget",
        {},
        ("WorkedWithoutGroup",),
        closed=(
            (*g.IN_DRAFTING, acts("proceed_without_group", LEAD)),
            "It is already recorded that work goes on without a group.",
        ),
    ),
    "add_member": Case(
        g.WITH_GROUP,
        LEAD,
        {"person": "designee", "perspectives": ["privacy"]},
        ("MemberAdded",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"person": "PROFESSOR belongs to the group already."}, person="professor"),),
    ),
    "name_perspectives": Case(
        g.WITH_GROUP,
        LEAD,
        {"person": "professor", "perspectives": ["privacy"]},
        ("PerspectivesNamed",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(
            wrong(
                {"perspectives": "That is what is recorded of them already. Choose others, or close this."},
                person="professor",
                perspectives=[],
            ),
        ),
    ),
    "leave_group": Case(
        g.WITH_GROUP,
        "professor",
        {"reason": "On leave"},
        ("MemberRemoved",),
    ),
    "remove_member": Case(
        g.WITH_GROUP,
        LEAD,
        {"person": "professor"},
        ("MemberRemoved",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"person": CHOOSE}, person="designee"),),
    ),
    "change_liaisons": Case(
        g.WITH_GROUP,
        LEAD,
        {"liaisons": ["budget"]},
        ("LiaisonsChanged",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"liaisons": SOME}, liaisons=[]), wrong({"liaisons": CHOOSE}, liaisons=["professor"])),
    ),
    "close_group": Case(g.WITH_GROUP, LEAD, {}, ("GroupClosed",), closed=(g.IN_DRAFTING, NO_GROUP)),
    "link_room": Case(
        g.WITH_GROUP,
        LEAD,
        {"about": "teams 19:group@thread.v2"},
        ("RoomLinked",),
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(
            wrong(
                "Type “/gov link ITP-1” in the chat or channel that is to be the group's room, after adding "
                "govbot to it. A conversation with govbot alone can't be one, nor one of the government's "
                "own channels.",
                about="",
            ),
        ),
    ),
    "move_room": Case(
        (*g.WITH_GROUP, *ASKED_TO_MOVE),
        "professor",
        {},
        ("RoomLinked",),
        closed=(g.WITH_GROUP, "Nobody asks any more to move the group's room."),
    ),
    "look_in": Case(
        g.WITH_GROUP,
        "professor",
        {},
        ("MemberLookedIn",),
        closed=(
            (*g.WITH_GROUP, acts("look_in", "professor")),
            "You have looked in already; nothing more is needed.",
        ),
    ),
    "ask_group": Case(
        g.WITH_GROUP,
        LEAD,
        {"kind": "advise", "text": "Is it needed?"},
        ("GroupAsked",),
        days={"due": 6},
        closed=(g.IN_DRAFTING, NO_GROUP),
        wrong=(wrong({"due": OVER}, {"due": -1}),),
    ),
    "answer_request": Case(
        (*g.WITH_GROUP, asked),
        LEAD,
        {"request": "Q1", "text": "Here", "complete": True},
        ("GroupAnswered",),
        closed=(g.WITH_GROUP, "The group has answered everything that it was asked."),
        wrong=(wrong({"request": CHOOSE}, request="Q2"),),
    ),
}

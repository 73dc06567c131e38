"""The rows of the directory."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts, document, on_day
from tests.core.rows.case import SIGNED, Case, wrong
from tests.government import DATA

CASES: dict[str, Case] = {
    "name_designee": Case(
        (),
        LEAD,
        {"of": "cio", "person": "professor"},
        ("DesigneeNamed",),
        days={"until": 30},
        wrong=(
            wrong({"person": "Name somebody else: you hold this seat yourself."}, person=LEAD),
            wrong({"of": CHOOSE}, of="cdo"),
            wrong(
                {"until": "That day has passed. Choose today or a later day, or leave it empty."},
                {"until": -1},
            ),
        ),
    ),
    "end_designee": Case(
        (g.with_designee,),
        "secretary",
        {"of": "secretary"},
        ("DesigneeEnded",),
        closed=((), "You have named no designee. To name one, use “/gov designee”."),
    ),
    "include_others": Case(
        (),
        "advisor",
        {"person": "professor"},
        ("OtherIncluded",),
        wrong=(wrong({"person": "BUDGET belongs to the Steering Group already."}, person="budget"),),
    ),
    "let_other_leave": Case(
        (acts("include_others", "advisor", person="professor"),),
        "advisor",
        {"person": "professor"},
        ("OtherLeft",),
        closed=((), "Nobody besides the five seats belongs to the Steering Group now."),
    ),
    "retire_agency": Case(
        (),
        "keeper",
        {"agency": "DCP"},
        ("AgencyClosed",),
        wrong=(wrong({"agency": CHOOSE}, agency="DMV"),),
    ),
    "fill_seat": Case(
        (),
        "keeper",
        {"seat": "ciso", "person": "professor"},
        ("SeatTaken",),
        wrong=(wrong({"seat": CHOOSE}, seat="throne"),),
    ),
    "give_office": Case(
        (),
        "keeper",
        {"office": "office:publisher/OPM Publications", "person": "professor"},
        ("OfficeChangeAsked",),
        wrong=(
            wrong({"person": "They hold this office already."}, person="publisher"),
            wrong(
                {"instead_of": "That is another office. Choose a holder of this one, or nobody."},
                instead_of="office:auditor/Auditor/auditor",
            ),
            wrong({"office": CHOOSE}, office="office:operator/Operator"),
        ),
    ),
    "end_office": Case(
        (),
        "keeper",
        {"which": "office:auditor/Auditor/auditor"},
        ("OfficeEnded",),
        wrong=(wrong({"which": CHOOSE}, which="office:operator/Operator/operator"),),
    ),
    "confirm_office_change": Case(
        (acts("fill_seat", "keeper", seat="advisor", person="professor"),),
        "contact",
        {"change": "O1", "outcome": "confirm"},
        ("OfficeChangeConfirmed", "SeatTaken"),
        closed=(
            (),
            "No change of an office waits for you to confirm it. Nobody confirms their own, or one that they enter.",
        ),
        wrong=(wrong({"reason": "Say why: everybody concerned is told."}, outcome="refuse"),),
    ),
    "file_delegation": Case(
        (),
        "secretary",
        {
            "person": "delegate",
            "power": "approve",
            "valid_from": "2026-12-01",
            "citation": "memo",
            "paper": SIGNED,
        },
        ("DelegationFiled",),
        wrong=(
            wrong({"until": "The last day lies before the first. Correct one of them."}, {"until": -5}),
            wrong({"until": "Give the last day of the absence; a deputy acts only as long."}, power="deputy"),
        ),
    ),
    "end_delegation": Case(
        (g.delegated,),
        "secretary",
        {"delegation": "G1-delegate-2026-12-01"},
        ("DelegationEnded",),
        closed=((), "No delegation is on file. To file one, use “/gov delegation”."),
    ),
    "choose_reach": Case(
        (),
        "professor",
        {"chat": "teams"},
        ("ReachChosen",),
        wrong=(wrong({"chat": CHOOSE}, chat="carrier pigeon"),),
    ),
    "announce_absence": Case(
        (),
        "publisher",
        {"alternate": "records"},
        ("AbsenceAnnounced",),
        days={"until": 10},
        wrong=(
            wrong({"until": "That day has passed. Choose today or a later day."}, {"until": -1}),
            wrong({"alternate": CHOOSE}, {"until": 10}, alternate="publisher"),
        ),
    ),
    "end_absence": Case(
        (on_day("announce_absence", "publisher", field="until", days=10),),
        "publisher",
        {},
        ("AbsenceEnded",),
        closed=((), "You are not out. To say so, use “/gov out”."),
    ),
    "accept_office": Case(
        (),
        "cio",
        {"places": ["seat:cio"], "answer": "accept"},
        ("OfficeAccepted",),
        wrong=(
            wrong(
                {"reason": "Say why you cannot, so that somebody else can be found."},
                places=["seat:cio"],
                answer="cannot",
            ),
        ),
        closed=(
            (acts("accept_office", "cio", places=["seat:cio"], answer="accept"),),
            "You hold nothing that you have not accepted. “/gov who” shows every office.",
        ),
    ),
    "name_voice": Case(
        (),
        "keeper",
        {"agency": "DSS", "person": "dss"},
        ("VoiceNamed",),
        wrong=(
            wrong(
                {
                    "person": "That person does not belong to Department of Social Services. Choose "
                    "one of its "
                    "people."
                },
                person="dcp",
            ),
        ),
    ),
    "say_voice": Case(
        (),
        "dcp",
        {
            "agency": "DCP",
            "person": "dcp_customers",
            "named_by": "The Commissioner",
            "letter": document("The letter, signed by hand and scanned by the office in the morning."),
        },
        ("VoiceNamed",),
        wrong=(
            wrong({"person": CHOOSE}, person="dss"),
            wrong(
                {
                    "letter": "This file has 6 bytes: it cannot be a signed document or an e-mail. Attach the scan or "
                    "the message."
                },
                letter=document("signed"),
            ),
        ),
    ),
    "end_voice": Case(
        (g.dss_voice,),
        "keeper",
        {"agency": "DSS", "so": "no longer", "reason": "She has moved."},
        ("VoiceEnded",),
        closed=((), "Nobody is named to speak for an agency. Name somebody with “/gov voice”."),
    ),
    "change_person": Case(
        (),
        "keeper",
        {"person": "professor", "agency": "DSS", "capacities": [DATA]},
        ("PersonListed",),
        wrong=(wrong({"agency": CHOOSE}, agency="XYZ"),),
    ),
    "deactivate_person": Case(
        (),
        "keeper",
        {"person": "professor"},
        ("PersonDeactivated",),
        wrong=(
            wrong("You cannot deactivate yourself. Ask another roster keeper to do it.", person="keeper"),
        ),
    ),
    "reactivate_person": Case(
        (acts("deactivate_person", "keeper", person="professor"),),
        "keeper",
        {"person": "professor"},
        ("PersonReactivated",),
        closed=((), "Nobody in the directory is deactivated."),
    ),
}

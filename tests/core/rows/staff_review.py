"""The rows of the staff review and consultations."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts, on_day
from tests.core.rows.case import OVER, Case, wrong

consulted = on_day("consult", LEAD, field="due", days=5, consultation="hr", question="Is it fine?")
changes_needed = acts("give_review", "legal", track="legal", outcome="changes needed", text="Cite the law")
conditions = acts("give_review", "legal", track="legal", outcome="with conditions", text="Cite the law")
CONDITIONS_AND_A_DRAFT = (*g.IN_REVIEW, conditions, g.changed)

CASES: dict[str, Case] = {
    "give_review": Case(
        g.IN_REVIEW,
        "legal",
        {"track": "legal", "outcome": "with advice", "text": "Cite"},
        ("ReviewGiven",),
        wrong=(
            wrong({"track": CHOOSE}, track="fiscal"),
            wrong(
                {"text": "Say in a sentence what you advise, on which conditions, or what must change."},
                text="",
            ),
        ),
    ),
    "confirm_conditions": Case(
        CONDITIONS_AND_A_DRAFT,
        "legal",
        {"track": "legal", "text": "The law is cited now."},
        ("ConditionsMet",),
        closed=(
            (*g.IN_REVIEW, conditions),
            "No review of yours waits for this: conditions are confirmed on a draft that is newer than the review.",
        ),
        wrong=(wrong({"track": CHOOSE}, track="fiscal"),),
    ),
    "note_passage": Case(
        g.IN_REVIEW,
        "legal",
        {"track": "legal", "text": "Which law?", "section": "II. Scope", "passage": "every agency"},
        ("PassageNoted",),
        wrong=(wrong({"section": CHOOSE}, section="IX"),),
    ),
    "pass_review_on": Case(
        (*g.IN_REVIEW, g.second_in_office("legal", "professor")),
        "legal",
        {"track": "legal", "person": "professor"},
        ("ReviewerNamed",),
        closed=(
            g.IN_REVIEW,
            "Your office has nobody else for an awaited review. To have more time for it, use “/gov more-time”.",
        ),
        wrong=(wrong({"person": CHOOSE}, person="dss"),),
    ),
    "ask_review_date": Case(
        g.IN_REVIEW,
        "legal",
        {"track": "legal", "reason": "We are two weeks short of people."},
        ("ReviewDateAsked",),
        days={"until": 30},
        closed=((*g.IN_REVIEW, conditions), "No review of yours is awaited now."),
        wrong=(
            wrong({"until": "It is due on that day as it is, or later. Choose a later day."}, {"until": 3}),
            wrong({"until": OVER}, {"until": -1}),
        ),
    ),
    "name_reviewer": Case(
        (*g.IN_REVIEW, acts("deactivate_person", "keeper", person="legal")),
        LEAD,
        {"track": "legal", "person": "professor"},
        ("ReviewerNamed",),
        closed=(g.IN_REVIEW, "Every review that is awaited is on somebody's desk."),
        wrong=(
            wrong(
                {"person": "Name somebody else: a review is another person's look at the draft."},
                person=LEAD,
            ),
            wrong({"track": CHOOSE}, track="fiscal"),
        ),
    ),
    "answer_review": Case(
        (*g.IN_REVIEW, changes_needed),
        LEAD,
        {"track": "legal", "text": "Done"},
        ("ReviewAnswered",),
        closed=(g.IN_REVIEW, "No reviewer is waiting for an answer."),
    ),
    "consult": Case(
        g.IN_REVIEW,
        LEAD,
        {"consultation": "labor", "question": "Fine?"},
        ("ConsultationAsked",),
        days={"due": 6},
        wrong=(wrong({"due": OVER}, {"due": -1}),),
    ),
    "not_necessary": Case(
        g.IN_REVIEW,
        LEAD,
        {"consultation": "labor"},
        ("ConsultationNotNecessary",),
        closed=(
            (*g.IN_REVIEW, consulted, acts("not_necessary", LEAD, consultation="labor")),
            "Both consultations are decided already.",
        ),
    ),
    "give_advice": Case(
        (*g.IN_REVIEW, consulted), "hr", {"consultation": "hr", "text": "Fine"}, ("AdviceGiven",)
    ),
}

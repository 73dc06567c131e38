"""Who is reminded of what is awaited; wording is the cards'."""

from __future__ import annotations

from govbot.grammar import News, Owed

AFTER = "after"


def reminder(owed: Owed, which: str) -> tuple[News, ...]:
    """The news of a reminder: `which` is the business days before ("3", "1", "0"), or "after" the due date.

    The OPM Secretary is not nagged: the office's contact is reminded. A regular review is told to the
    Steering Group's channel too. Once the date has passed, the policy lead is told.
    """
    due = owed.due.isoformat() if owed.due else ""
    facts = {"action": owed.action, "what": owed.what, "which": which, "due": due}
    if which == AFTER:
        told = [News("role:lead", "overdue", owed.about, {**facts, "party": owed.party})]
    else:
        party = "role:contact" if owed.party == "role:secretary" else owed.party
        told = [News(party, "reminder", owed.about, facts)]
    if owed.action == "complete_review":
        told.append(News("channel:steering", "review_due"))
    return tuple(told)

"""The labels of the facts at a policy's head, as governments write them, and of other facts that stand beside them."""

from __future__ import annotations

import re

LABELS = {
    "title": "policy title|title|subject|policy name|name of policy|document title|standard title|name",
    "number": (
        "policy number|policy no|policy #|policy id|policy code|number|no|document number|document no|directive number|"
        "directive no|standard number|standard no|reference number|reference no|procedure number|id|#|policy nr|nr"
    ),
    "originator": (
        "originator|owner|policy owner|document owner|issued by|"
        "issuer|sponsor|"
        "policy sponsor|office of primary responsibility|author|prepared by|steward|policy steward|administered by|"
        "approved by|approval authority|approving authority|approver|authorized by"
    ),
    "effective_date": (
        "effective date|effective|date effective|effective on|effective as of|in effect|date of effect|effective from"
    ),
    "version": "version|version number|version no|revision|revision number|revision no|rev",
    "history": "history",
    "laws": (
        "relevant laws or regulations|relevant laws and regulations|relevant laws|authority|legal authority|"
        "statutory authority|authorities|legal basis|laws|governing law|governing statutes|statutory reference|"
        "enabling legislation"
    ),
}
# A policy's number may stand after the kind of document alone: "Policy: IT-14", but never "Policy: Backups".
NAMED_BY_ID = ("policy", "standard", "directive", "procedure")
LABELS["number"] += "|" + "|".join(NAMED_BY_ID)
KEYS = {label: key for key, labels in LABELS.items() for label in labels.split("|")}
APPROVERS = ("approved by", "approval authority", "approving authority", "approver", "authorized by")
# Of two labels of one kind, the one that names the originator outright counts.
SECOND = frozenset({*APPROVERS, "author", "prepared by", "subject", "name", "authorities", "no", "id", "#"})
# Labels of other facts: they end a value, and are no value themselves.
OTHER_LABELS = (
    "review date|next review|next review date|last reviewed|last revised|revised|revision date|supersedes|replaces|"
    "date issued|issue date|issued|date|status|classification|category|applies to|applicability|page|pages|department|"
    "distribution|contact|approval date|date approved|approved|adopted|date adopted|signature|signed|expires|"
    "expiration date|date|type|policy type|chapter|related policies|references|scope|purpose"
)
OTHERS = frozenset({*OTHER_LABELS.split("|"), "agency"})
# Facts that a bold line above its value may name, and that are never a section of a policy.
NEVER_SECTIONS = frozenset(
    label
    for key in ("title", "number", "originator", "effective_date", "version")
    for label in LABELS[key].split("|")
) | (
    OTHERS
    - {
        "applicability",
        "applies to",
        "references",
        "scope",
        "purpose",
        "related policies",
        "agency",
        "contact",
    }
)

_OFFICE_THAT = re.compile(r"(?:originating|issuing|responsible|owning|sponsoring) [a-z]+")


def names_a_fact(label: str) -> bool:
    """Whether these words are the label of a fact at a policy's head."""
    return key_of(label) in KEYS or key_of(label) in OTHERS


def key_of(label: str) -> str:
    """The label as it stands in KEYS."""
    if label == "#":
        return label
    key = " ".join(label.casefold().replace("(", " ").replace(")", " ").split()).strip(" :.*")
    return "originator" if _OFFICE_THAT.fullmatch(key) else key

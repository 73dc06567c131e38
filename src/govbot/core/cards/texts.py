"""Cards that show what was written: a draft or version, section by section, and the agencies' comments."""

from __future__ import annotations

from govbot.core.cards.comments import agency_response, comment_parts
from govbot.core.cards.paging import page_of
from govbot.core.cards.reading import pages_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Divider, Part, Text
from govbot.core.workflow import readers
from govbot.core.workflow.events import AgencyResponseNamed
from govbot.core.workflow.policy import Draft
from govbot.core.workflow.readers import ON_THE_ROSTER, READERS

MOST_COMMENTS = 12
MOST_SECTIONS = 20


def has_a_part(view: View) -> bool:
    """Who has a part in the policy; marks keep their own readers besides."""
    return bool({capacity.kind for capacity in view.held} & READERS)


def may_read_comments(view: View) -> bool:
    """Whom the comments are shown: those with a part in the policy, and those who were asked for some."""
    return bool({capacity.kind for capacity in view.held} & (READERS | ON_THE_ROSTER))


def draft_to_read(view: View, wanted: str = "") -> Draft | None:
    """The draft that is meant ("D2"); else the newest that the viewer may read."""
    return readers.draft_to_read(view.policy, view.process, wanted, view.viewer, view.held)


def text_card(view: View, label: str, text: str, page: int = 0, about: str = "") -> Card:
    """A page of a text; `about` is how buttons name it ("v1.0"), where its label ("D2 …") does not."""
    pages = pages_of(text)
    page = min(max(page, 0), len(pages) - 1)
    parts: list[Part] = []
    if len(pages) > 1:
        parts.append(Text(f"Part {page + 1} of {len(pages)}", "small"))
    parts += pages[page].parts or (Text("This text is empty."),)
    is_draft = label.startswith("D")
    about = label.partition(" ")[0] if is_draft else about
    turn = [
        view.show("read", name, f"{about} {at}".strip())
        for name, at in (("Earlier part", page - 1), ("Next part", page + 1))
        if 0 <= at < len(pages)
    ]
    if len(pages) > 2:
        turn.append(view.show("sections", "All sections", about))
    if is_draft:
        turn += view.page("read", about)
    if turn:
        parts += [Divider(), Buttons(tuple(turn))]
    parts += view.buttons("give_feedback", about="")
    return Card(f"{label} of {view.title}", tuple(parts), view.subject)


def sections_card(view: View, label: str, text: str, about: str = "") -> Card:
    """The sections of a text, each a button that opens it there; `about` as for `text_card`."""
    about = label.partition(" ")[0] if label.startswith("D") else about
    pages = pages_of(text)
    begun = [(at, page.section) for at, page in enumerate(pages) if page.section or at == 0]
    shown = begun[:MOST_SECTIONS]
    buttons = [
        view.show("read", section[:70] or "Beginning", f"{about} {at}".strip()) for at, section in shown
    ]
    parts: list[Part] = [Text(f"{len(pages)} parts. Choose where to begin.", "small")]
    parts += [Buttons((button,)) for button in buttons]
    if len(begun) > len(shown):
        parts.append(
            Text(f"… and {len(begun) - len(shown)} more: open the last one and go on with “Next part”.")
        )
    return Card(f"Sections of {label} of {view.title}", tuple(parts), view.subject)


def comments_card(view: View, page: int = 0) -> Card:
    """The agencies' own responses, the comments and what was said to them, as the viewer may read them."""
    comments = view.development.comments
    items = [
        *(tuple(agency_response(view, response)) for response in view.development.agency_responses),
        *(tuple(comment_parts(view, comment)) for comment in comments),
        *((Text(words, "small"),) for words in view.set_aside(AgencyResponseNamed)),
    ]
    parts = list(page_of(view, "comments", items, page, MOST_COMMENTS))
    if not items:
        parts.append(Text("No feedback has come in yet."))
    if items:
        parts.append(Buttons((view.show("responses", "As a table"),)))
    parts += view.buttons("respond_to_comments", "respond_to_agency", about="")
    counted = len(view.development.counted)
    count = f"{counted} answer{'' if counted == 1 else 's'}"
    headline = view.say("{Stage_feedback} on {title}: {count}", title=view.title, count=count)
    return Card(headline, tuple(parts), view.subject)

"""What is said around the pages behind links: the card that hands one over, and every way a page is refused."""

from __future__ import annotations

from govbot.core.cards.vocabulary import Button, Buttons, Card, Link, Part, Text
from govbot.core.grammar import Page

FOR_ONE = (
    "This link is for you alone: whoever opens it opens it in your name, so pass it on to nobody. "
    "It opens once, in one browser, until {until}; what it opened can be used for {hours}."
)
NO_PAGES = (
    "This govbot has no pages for the browser. Read here with “/gov read”, and submit with “/gov draft”."
)

CHANGED = "This link was not made here, or was changed on its way, so it opens nothing."
EXPIRED = "This link was good until {until}, and was not opened in time."
OPENED_ELSEWHERE = (
    "This link has been opened already, in another browser. "
    "A link opens once, for one person, in one browser."
)
NOT_OPENED = (
    "This page is not open in this browser. Open the link that govbot sent you in chat, and press the button."
)
OVER = "This page was open for {hours}, and has closed since. Nothing that was recorded is lost."
ENDED = "A new link was sent in place of this one, which opens nothing any more."
NOBODY = "Whom this link was made for may not act here any more. Ask the roster keeper if that is wrong."
ASK_AGAIN = "Press the button again: the page was opened a second time in this browser."
ON_ITS_WAY = (
    "If this page is still open to whom the link was made for, a new link is now in their chat with govbot, "
    "and in nobody else's. Look there."
)
SENT_ALREADY = (
    "A new link was sent already. Look into your chat with govbot, or press the button there again."
)
NOT_SENT = "The chat did not take the new link. Open your chat with govbot, and press the button there again."
NO_COOKIES = (
    "Your browser kept nothing for this page, so it cannot be opened in it. Allow cookies for this address, "
    "then press the button again."
)
FOREIGN = "This page answers at its own address, and to its own forms alone. Open the link from your chat."
NOT_FOUND = "There is no such page. Open the link from your chat with govbot."
TOO_LARGE = "What was sent is larger than 10 MB. Choose a smaller file, for example without its pictures."
TOO_SLOW = "The upload took too long and was given up; nothing was recorded. Try it again on a faster line."
TOO_MANY = "Others are uploading just now. Nothing was recorded; press the button again in a moment."
UNREADABLE = "What was sent could not be read, so nothing was recorded. Reload the page, and try again."
NO_FORM = "There is nothing to hand in on this page."
ALREADY_IN = "What you handed in here is on record. To hand in something further, fill in the form anew."
NOT_DRAWN = "This page cannot be drawn at the moment. Open it again in a minute."
NO_FILE = "There is no original file to this page."


def link_card(
    page: Page, about: str, title: str, link: str, until: str, hours: str, fresh: Button, subject: str
) -> Card:
    """The card that hands a link over: for one person, made as it is drawn. `fresh` asks for another one."""
    of = " of ".join(name for name in (about, title) if name)
    parts: tuple[Part, ...] = (
        Text(FOR_ONE.format(until=until, hours=hours)),
        Link(f"{page.title} in the browser", link),
        Buttons((fresh,)),
    )
    return Card(f"{page.title}: {of}" if of else page.title, parts, subject)


def span(minutes: int) -> str:
    """A length of time in words: "15 minutes", "8 hours"."""
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{hours} hour{'' if hours == 1 else 's'}"

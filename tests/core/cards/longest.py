"""The longest parts of cards that there are, alike for every chat: long texts and lists, any script, emoji."""

from __future__ import annotations

from govbot.core.cards.vocabulary import Button, Buttons, Divider, Facts, Items, Part, Progress, Text
from govbot.core.grammar import Change

TITLE = "Policy on the Use of " + "Very " * 32 + "Long Titles & <Signs> 🏛️ in مدينة Government"
WORD = "accountability "
LONG = (WORD * 1400)[:20_000]
ARABIC = "سياسة أمن المعلومات " * 800
EMOJI = "👩🏽‍⚖️🏛️" * 2_000
AGENCIES = tuple(f"Department of {WORD}number {n}" for n in range(500))
CLOSING = Buttons(
    (Button("Approve " * 20, "v" * 1500, "primary", "Sure? " * 100), Button("Return", "w" * 1500))
)
SMALL: tuple[Part, ...] = (Text("A paragraph."), Divider()) * 100
MANY = "200 buttons"

PARTS: dict[str, tuple[Part, ...]] = {
    "a long text": (Text(LONG), CLOSING),
    "a long quote": (Text(LONG, "quote"), CLOSING),
    "small print": (Text(LONG, "small"), Text("short " * 380, "small"), CLOSING),
    "a warning": (Text(LONG, "warning"), CLOSING),
    "lines": (Text("one line\n" * 3000), CLOSING),
    "no spaces": (Text("x" * 20_000), CLOSING),
    "entities": (Text("<&>" * 6_000), CLOSING),
    "quotation marks": (Text('"\\' * 10_000), CLOSING),
    "right to left": (Text(ARABIC), Facts((("سياسة", ARABIC),)), CLOSING),
    "emoji": (Text(EMOJI), Items((EMOJI, "🏛️")), CLOSING),
    "half a pair": (Text("\ud83d half"), CLOSING),
    "500 agencies": (Items(AGENCIES), CLOSING),
    "500 facts": (Facts(tuple((agency, "answered") for agency in AGENCIES)), CLOSING),
    "a redline": (Change(LONG, LONG, LONG, LONG), Change("a ", "b", "c", " d"), CLOSING),
    "200 small parts": (*SMALL, CLOSING),
    MANY: (Buttons(tuple(Button(f"Button {n}", f"v{n}" * 300) for n in range(200))), CLOSING),
    "progress": (Progress(600, 500, LONG), Progress(0, 0, "0 of 0"), CLOSING),
    "everything": (
        Text(LONG),
        Facts((("A", LONG), ("", ""))),
        Items((LONG, "")),
        Progress(3, 9, "3 of 9"),
        CLOSING,
    ),
    "nothing": (Text(""), Facts(()), Items(()), Buttons(()), Change("", "", "", "")),
}

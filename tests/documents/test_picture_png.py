"""A picture as PNG: small enough for a message, and told apart without colours."""

from __future__ import annotations

import base64
import io
from datetime import date, timedelta

from PIL import Image

from govbot.core.pictures.timeline import Lane, timeline
from govbot.documents.picture_png import MOST_BYTES, picture_png
from tests.core.cards.longest import TITLE

TODAY = date(2026, 11, 28)
STAGES = {"need": "Need", "drafting": "Drafting", "staff review": "Staff review"}


def lane(number: int) -> Lane:
    began = TODAY - timedelta(days=200 - number)
    steps = (
        ("drafting", began, began + timedelta(days=90)),
        ("staff review", began + timedelta(days=90), TODAY),
    )
    targets = ((TODAY + timedelta(days=20), False), (TODAY - timedelta(days=3), True))
    return Lane(
        f"ITP-{number} {TITLE}", steps, targets, TODAY + timedelta(days=60), (TODAY + timedelta(days=9),)
    )


def test_a_timeline_of_ten_developments_is_small_enough_and_its_steps_differ_in_grey() -> None:
    data = base64.b64decode(
        picture_png(timeline("Timeline", [lane(each) for each in range(10)], STAGES, TODAY))
    )
    assert len(data) <= MOST_BYTES
    with Image.open(io.BytesIO(data)) as image:
        grey = image.convert("L")
        assert image.format == "PNG"
        assert grey.width > 800
        assert len(grey.getcolors() or ()) >= 4

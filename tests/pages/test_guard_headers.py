"""What every answer of the pages carries: HTTPS for a year where the address is https."""

from __future__ import annotations

import pytest

from govbot_pages.guard import Guard


@pytest.mark.parametrize(("base", "said"), [("https://bot.example", True), ("http://127.0.0.1:8080", False)])
def test_browsers_are_told_to_stay_with_https_where_the_address_is_https(base: str, said: bool) -> None:
    assert said == ("Strict-Transport-Security" in Guard(base).headers)

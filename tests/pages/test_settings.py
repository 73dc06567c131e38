"""The address of the pages: none, a safe one, or govbot does not start."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govbot.adapter_api.settings import UnsafeSettings
from govbot.runtime.serve import linking
from govbot.runtime.settings import Settings


def test_without_an_address_there_are_no_pages() -> None:
    assert linking(Settings(base_url="")) is None


@pytest.mark.parametrize(
    "address", ["https://govbot.example.gov", "http://127.0.0.1:8080", "http://localhost"]
)
def test_https_is_taken_and_plain_http_on_this_machine_alone(address: str) -> None:
    links = linking(Settings(base_url=address + "/", page_redeem_minutes=5, page_open_hours=1))
    assert links is not None
    assert (links.base, links.redeem_within, links.open_for) == (
        address,
        timedelta(minutes=5),
        timedelta(hours=1),
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://govbot.example.gov",
        "govbot.example.gov",
        "https://x.example/gov",
        "ftp://x.example",
        "https://u@x.example",
    ],
)
def test_an_unsafe_address_is_refused(address: str) -> None:
    with pytest.raises(UnsafeSettings, match="GOVBOT_BASE_URL"):
        linking(Settings(base_url=address))

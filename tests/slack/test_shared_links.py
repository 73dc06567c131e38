"""A link to the Library that somebody shares is unfurled with public facts; any other link stays as it is."""

from __future__ import annotations

from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from govbot_slack.standin.faults import Fault
from tests.slack.conftest import ADA
from tests.slack.scripted import CARD

PAGE = "https://gov.example/library/ITP-1/index.html"


async def test_a_shared_link_shows_the_policys_public_facts_in_a_message_and_in_the_composer(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    ada = slack.person(ADA)
    place = ada.direct_place
    for composer in (False, True):
        assert await ada.share(PAGE, place, composer=composer)
    sent, typed = slack.world.unfurled
    assert sent["unfurls"][PAGE]["blocks"][0]["text"]["text"] == CARD.headline
    assert (sent["channel"], "unfurl_id" in sent) == (place, False)
    assert (typed["source"], "channel" in typed) == ("composer", False)


async def test_another_link_and_one_that_slack_does_not_take_stay_as_they_are(
    slack: Workspace, adapter: SlackAdapter
) -> None:
    ada = slack.person(ADA)
    place = ada.direct_place
    await ada.share("https://gov.example/p/1/open/secret", place)
    assert slack.world.unfurled == []
    slack.fail(Fault("error", "chat.unfurl", name="cannot_unfurl_url"))
    await ada.share(PAGE, place)
    assert slack.world.unfurled == []

"""Identifies the signed workspace and person of a request; people of other workspaces are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.chat import Account
from govbot_slack.chat import PLATFORM
from govbot_slack.settings import SlackSettings

Body = Mapping[str, Any]
STRANGER = (
    "This bot serves the staff of another organisation, and did nothing. "
    "If you should have access, ask its administrators for a full account."
)


def is_ours(body: Body, settings: SlackSettings) -> bool:
    """Whether every workspace named in a request is the configured one.

    In an Enterprise Grid organisation there are many workspaces, and `team` may be null: there the
    organisation counts, and a person from outside is found by `Chat.profile`.
    """
    if body.get("type") == "url_verification":
        return True
    if settings.enterprise:
        return _enterprises(body) == {settings.enterprise}
    return _teams(body) == {settings.team}


def is_own(place: str, body: Body, settings: SlackSettings) -> bool:
    """Whether a workspace ("T…") or an organisation ("E…") named in a request is the one that is served."""
    own = {settings.enterprise} if settings.enterprise else {settings.team, *_organisation(body)}
    return place in own


def account(body: Body, settings: SlackSettings) -> Account:
    """The account that sent the request; only valid for requests that pass `is_ours`."""
    return Account(PLATFORM, settings.tenant, user_id(body))


def user_id(body: Body) -> str:
    """The id of the person: verified by Slack's signature, never read from a card."""
    if "event" in body:
        user = body["event"].get("user") or ""
        return str(user.get("id", "") if isinstance(user, dict) else user)
    if isinstance(body.get("user"), dict):
        return str(body["user"].get("id") or "")
    return str(body.get("user_id") or "")


def _teams(body: Body) -> set[str]:
    """Every workspace that a request names: where the app is, and where the person is."""
    event = body.get("event") or {}
    teams = {body.get("team_id"), _id(body.get("team"))}
    # `body.user.team_id` is right for clicks by people from elsewhere, where Bolt's context is not.
    for person in (body.get("user"), event.get("user")):
        if isinstance(person, dict):
            teams.add(person.get("team_id"))
    teams |= {event.get(name) for name in ("user_team", "source_team", "team")}
    # In an organisation `user_team` may name it ("E…") in place of the workspace: who that is, the profile says.
    return {str(team) for team in teams if team} - _organisation(body)


def _enterprises(body: Body) -> set[str]:
    """Every organisation that a request names: where the app is, and where the person is."""
    event = body.get("event") or {}
    persons = {event.get(name) for name in ("user_team", "source_team", "team")}
    return _organisation(body) | {str(place) for place in persons if str(place or "").startswith("E")}


def _organisation(body: Body) -> set[str]:
    """The organisation in which the app is installed: in a shared channel the authorization says so alone."""
    team = body.get("team")
    enterprises = {body.get("enterprise_id"), _id(body.get("enterprise"))}
    if isinstance(team, dict):
        enterprises.add(team.get("enterprise_id"))
    authorizations = body.get("authorizations")
    if isinstance(authorizations, list) and authorizations and isinstance(authorizations[0], dict):
        enterprises = {authorizations[0].get("enterprise_id") or authorizations[0].get("team_id")}
        enterprises = {place for place in enterprises if str(place or "").startswith("E")}
    return {str(enterprise) for enterprise in enterprises if enterprise}


def _id(place: Any) -> Any:
    return place.get("id") if isinstance(place, dict) else place

"""The app package that the Teams admin centre takes: the manifest made from the table, and two icons, in a zip.

https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/ (the schema that is named in it)
https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from govbot.adapter_api.manifest import Manifest, ManifestMaker, ManifestRequest, checked, permissions_table
from govbot.adapter_api.settings import UnsafeSettings
from govbot_teams.clouds import CLOUDS
from govbot_teams.find import FIND, WORDS
from govbot_teams.icons import colour_icon, outline_icon
from govbot_teams.settings import NO_CLOUD

# The government clouds take new versions later than the others; from 1.25 on an app says that it works in private and
# shared channels. https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/
SCHEMA_VERSIONS = {"public": "1.25", "gcc": "1.25", "gcch": "1.17", "dod": "1.17"}
SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v{version}/MicrosoftTeams.schema.json"
PRIVACY, TERMS = "GOVBOT_PRIVACY_URL", "GOVBOT_TERMS_URL"
SAMPLE_ID = "00000000-0000-0000-0000-000000000000"
NAME, ACTION = "govbot", "record_as_feedback"
MOST_COMMANDS, MOST_TITLE, MOST_DESCRIPTION, MOST_DEVELOPER = 10, 32, 128, 32
# A list takes ten commands, so each shows the words that are typed there most. “help” tells the rest.
PERSONAL = ("gov", "status", "list", "comment", "review", "draft", "approve", "need", "designee", "help")
AMONG_OTHERS = ("gov", "status", "show", "position", "draft", "report", "ask", "add", "remove", "help")
OWN_LIST = "gov"

# Graph's application permissions, and what each is for. All of them together are optional: GOVBOT_TEAMS_GRAPH.
GRAPH_PERMISSIONS: tuple[tuple[str, str], ...] = (
    ("User.Read.All", "to find the account of an address in the lists, and to see that it was switched off"),
    (
        "TeamsAppInstallation.ReadWriteSelfForUser.All",
        "to install itself for somebody, to write to them first",
    ),
    ("Chat.Create", "to open an ad hoc group's room"),
    ("TeamsAppInstallation.ReadWriteSelfForChat.All", "to install itself in a room that it opened"),
    ("ChatMember.ReadWrite.WhereInstalled", "to add people to its rooms, and to remove them"),
)
# What the manifest itself asks for; each is granted by whoever installs the app.
BOT_PERMISSIONS: tuple[tuple[str, str], ...] = (
    ("identity", "to know who presses a button"),
    ("messageTeamMembers", "to write to people: requests, reminders, answers"),
)

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
NO_ID = (
    "The Teams app id is missing: set GOVBOT_TEAMS_APP_ID, or give it with --app-id. "
    "It is the bot's Microsoft App ID, on its page in Azure, Configuration."
)
NOT_AN_ID = f"“{{given}}” is no app id like {SAMPLE_ID}. Copy it again from the bot's page in Azure."


def teams_package(request: ManifestRequest) -> bytes:
    """The zip, the same bytes each time. Raises UnsafeSettings as `teams_manifest` does."""
    manifest = teams_manifest(request).encode()
    packed = io.BytesIO()
    # Stored, not compressed, and without today's date: two packages can be compared.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, data in (
            ("manifest.json", manifest), ("color.png", colour_icon()), ("outline.png", outline_icon()),
        ):  # fmt: skip
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, data)
    return packed.getvalue()


def teams_manifest(request: ManifestRequest) -> str:
    """The manifest as JSON. Raises UnsafeSettings for an address, an id or a cloud that Teams could not use."""
    app_id = request.options.get("app_id") or request.environment.get("GOVBOT_TEAMS_APP_ID", "")
    cloud = request.options.get("cloud") or request.environment.get("GOVBOT_TEAMS_CLOUD") or "public"
    address, id_ = checked(request.base_url), app_id.strip().lower()
    if not id_:
        raise UnsafeSettings(NO_ID)
    if not _ID.fullmatch(id_):
        raise UnsafeSettings(NOT_AN_ID.format(given=app_id))
    if cloud not in CLOUDS:
        raise UnsafeSettings(NO_CLOUD.format(given=cloud))
    made = {
        **_app(address, id_, request, SCHEMA_VERSIONS[cloud]),
        **_features(id_, cloud, urlsplit(address).hostname or "", request.commands),
        **_access(address, id_),
        **({"supportsChannelFeatures": "tier1"} if SCHEMA_VERSIONS[cloud] != "1.17" else {}),
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _app(address: str, app_id: str, request: ManifestRequest, schema: str) -> dict[str, Any]:
    library = f"{address}/library/"
    stated = {name: request.environment.get(name, "").strip() for name in (PRIVACY, TERMS)}
    for name, given in stated.items():
        if given and not given.startswith("https://"):
            raise UnsafeSettings(f"{name} is no https:// address: {given}")
    return {
        "$schema": SCHEMA.format(version=schema),
        "manifestVersion": schema,
        "version": version("govbot"),
        "id": app_id,
        "developer": {
            "name": request.government[:MOST_DEVELOPER],
            "websiteUrl": library,
            "privacyUrl": stated[PRIVACY] or library,
            "termsOfUseUrl": stated[TERMS] or library,
        },
        "name": {"short": NAME, "full": f"{NAME}: IT policy governance"},
        "description": {
            "short": "Runs the IT policy governance process: feedback, reviews, approvals.",
            "full": "People answer requests for feedback, work on drafts in groups, review and approve them: "
            "in chat, each with their own buttons. Adopted policies stand in a public library. "
            "Type “help” to see everything that you can do.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F3A5F",
    }


def _features(app_id: str, cloud: str, host: str, described: Mapping[str, str]) -> dict[str, Any]:
    lists = ((("personal",), PERSONAL), (("team", "groupChat"), AMONG_OTHERS))
    return {
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "isNotificationOnly": False,
                "supportsFiles": CLOUDS[cloud].takes_files,
                "supportsCalling": False,
                "supportsVideo": False,
                "commandLists": [
                    {"scopes": list(scopes), "commands": [command(word, described) for word in words]}
                    for scopes, words in lists
                ],
            }
        ],
        "composeExtensions": [
            {
                "botId": app_id,
                "messageHandlers": [{"type": "link", "value": {"domains": [host]}}],
                "commands": [
                    {
                        "id": FIND,
                        "type": "query",
                        "title": "Find a policy",
                        "description": "Put a policy into your message: where it stands, or its public facts.",
                        "context": ["compose", "commandBox"],
                        "initialRun": True,
                        "parameters": [
                            {
                                "name": WORDS,
                                "title": "Policy",
                                "description": "Its number, or words of its title",
                                "inputType": "text",
                            }
                        ],
                    },
                    {
                        "id": ACTION,
                        "type": "action",
                        "title": "Record as feedback",
                        "description": "Enter this message as its author's feedback on a policy.",
                        "context": ["message"],
                        "fetchTask": True,
                    },
                ],
            }
        ],
    }


def _access(address: str, app_id: str) -> dict[str, Any]:
    """No permission for a resource (RSC) is asked for: such would let govbot read what people write."""
    return {
        "permissions": [name for name, _ in BOT_PERMISSIONS],
        "validDomains": [urlsplit(address).hostname],
        # The permissions to install *itself* are tied to the app by this.
        "webApplicationInfo": {"id": app_id},
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def command(word: str, described: Mapping[str, str]) -> dict[str, str]:
    """A command of a list: the word that is typed, and what it does."""
    return {"title": word, "description": described["" if word == OWN_LIST else word]}


PERMISSIONS = f"""## Teams

The app package asks for these, and whoever installs the app grants them:

{permissions_table("permission", BOT_PERMISSIONS)}

It asks for **no resource-specific permission (RSC)**:
`ChannelMessage.Read.Group` and `ChatMessage.Read.Chat` would let it read what does not mention it.
Teams delivers to a bot what is written to it in the personal chat, and elsewhere what mentions it;
that, and the look at who is a member of a conversation where it is installed, need no permission.

**Microsoft Graph, application permissions: optional.**
Without them govbot finds people when they first write to it or have it installed for them,
and rooms are made by hand and linked.
With `GOVBOT_TEAMS_GRAPH=true` it needs all of these, granted by an administrator on the app registration's page.
The stand-in grants exactly these, and each call needs its own.

{permissions_table("permission", GRAPH_PERMISSIONS)}

No permission to read messages is among them (`Chat.Read…`, `ChatMessage.Read…`, `ChannelMessage.Read…`).
Which of Graph's permissions a call accepts is taken from Microsoft's reference;
it was not tried in a live tenant.
Where yours refuses `ChatMember.ReadWrite.WhereInstalled`, `ChatMember.ReadWrite.All` does the same with a wider reach.
""".rstrip()
UPLOAD = "Upload it in the Teams admin centre, under Teams apps, Manage apps."


def _samples(request: ManifestRequest) -> dict[str, str | bytes]:
    manifest = teams_manifest(replace(request, options={"app_id": SAMPLE_ID, "cloud": "public"}))
    return {"manifest.json": manifest, "color.png": colour_icon(), "outline.png": outline_icon()}


manifest = ManifestMaker(lambda request: Manifest(teams_package(request), UPLOAD), _samples, PERMISSIONS)

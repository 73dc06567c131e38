"""The app package that the Teams admin centre takes: the manifest made from the table, and two icons, in a zip.

https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/ (the schema that is named in it)
https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from govbot.core.cards.guide import query_words
from govbot.core.process import Process
from govbot.core.table import BY_WORD, plain_label
from govbot.operations.icons import colour_icon, outline_icon
from govbot.operations.manifests import checked
from govbot.runtime.settings import UnsafeSettings

# Late enough for everything used here, and early enough for the government clouds, which come after the others.
SCHEMA_VERSION = "1.17"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}/MicrosoftTeams.schema.json"
SAMPLE_ID = "00000000-0000-0000-0000-000000000000"
NAME, ACTION = "govbot", "record_as_feedback"
# The clouds in which people can send files to a bot; in the others they use the page for uploads.
TAKES_FILES = {"public": True, "gcc": True, "gcch": False, "dod": False}
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
NO_CLOUD = "There is no Teams cloud “{given}”. Choose one of: public, gcc, gcch, dod."


def teams_package(base_url: str, app_id: str, cloud: str, process: Process) -> bytes:
    """The zip, the same bytes each time. Raises `Unsafe` as `teams_manifest` does."""
    manifest = teams_manifest(base_url, app_id, cloud, process).encode()
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


def teams_manifest(base_url: str, app_id: str, cloud: str, process: Process) -> str:
    """The manifest as JSON. Raises `Unsafe` for an address, an id or a cloud that Teams could not use."""
    address, id_ = checked(base_url), app_id.strip().lower()
    if not id_:
        raise UnsafeSettings(NO_ID)
    if not _ID.fullmatch(id_):
        raise UnsafeSettings(NOT_AN_ID.format(given=app_id))
    if cloud not in TAKES_FILES:
        raise UnsafeSettings(NO_CLOUD.format(given=cloud))
    made = {**_app(address, id_, process), **_features(id_, cloud, process), **_access(address, id_)}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _app(address: str, app_id: str, process: Process) -> dict[str, Any]:
    library = f"{address}/library/"
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": version("govbot"),
        "id": app_id,
        "developer": {
            "name": process.government.name[:MOST_DEVELOPER],
            "websiteUrl": library,
            "privacyUrl": library,
            "termsOfUseUrl": library,
        },
        "name": {"short": NAME, "full": f"{NAME}: IT policy governance"},
        "description": {
            "short": "Runs the IT policy governance process: feedback, reviews, approvals.",
            "full": "Agencies answer requests for feedback, ad hoc groups work on drafts, reviewers review, "
            "the OPM Secretary approves: in chat, each with their own buttons. Whatever is adopted stands in "
            "the Policy Library. Type “help” to see everything that you can do.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F3A5F",
    }


def _features(app_id: str, cloud: str, process: Process) -> dict[str, Any]:
    lists = ((("personal",), PERSONAL), (("team", "groupChat"), AMONG_OTHERS))
    return {
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "isNotificationOnly": False,
                "supportsFiles": TAKES_FILES[cloud],
                "supportsCalling": False,
                "supportsVideo": False,
                "commandLists": [
                    {"scopes": list(scopes), "commands": [command(word, process) for word in words]}
                    for scopes, words in lists
                ],
            }
        ],
        "composeExtensions": [
            {
                "botId": app_id,
                "commands": [
                    {
                        "id": ACTION,
                        "type": "action",
                        "title": "Record as feedback",
                        "description": "Enter this message as its author's feedback on a policy.",
                        "context": ["message"],
                        "fetchTask": True,
                    }
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


def command(word: str, process: Process) -> dict[str, str]:
    """A command of a list: the word that is typed, and what it does."""
    queries = {words.partition(" ")[0]: label for words, label in query_words(process)}
    label = queries[""] if word == OWN_LIST else queries.get(word) or plain_label(BY_WORD[word], process)
    return {"title": word, "description": label}

"""Microsoft's SDK, file 2 of 2: its cloud adapter, with invokes and conversations.

Its functions return no SDK types: only dictionaries, ids and govbot's own exceptions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    ConversationReference,
)
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined] # it is re-exported

from govbot_teams.sdk_connector import Connectors

CHANNEL = "msteams"
# https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/get-teams-context
SMALLEST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request: an HTTP status and, for invokes, a body."""

    status: int = 200
    body: Mapping[str, Any] | None = None


Take = Callable[[Mapping[str, Any]], Awaitable[Answer]]


class Turns(CloudAdapterBase):  # type: ignore[misc] # the SDK has no types
    """Takes activities that were checked before, and sends activities. Each call is made once."""

    def __init__(self, app_id: str, connectors: Connectors) -> None:
        super().__init__(_Checked(connectors))
        self._app_id = app_id
        self._connectors = connectors

    async def take(self, activity: Mapping[str, Any], claims: Mapping[str, Any], take: Take) -> Answer:
        """Let an incoming activity be answered: 400 for one that is not formed as the SDK knows them.

        Raises NotOurs for a strange service address.
        """
        try:
            formed = Activity.deserialize(dict(activity))
        except (DeserializationError, TypeError, ValueError, AttributeError):
            return Answer(400)
        authenticated = AuthenticateRequestResult()
        authenticated.claims_identity = ClaimsIdentity(dict(claims), True)
        authenticated.connector_factory = self._connectors
        plain = Answer()

        async def turn(context: TurnContext) -> None:
            nonlocal plain
            plain = await take(activity)
            if context.activity.type == ActivityTypes.invoke:
                response = InvokeResponse(status=plain.status, body=plain.body)
                await context.send_activity(Activity(type=ActivityTypes.invoke_response, value=response))

        response = await self.process_activity(authenticated, formed, turn)
        return Answer(response.status, response.body) if response is not None else plain

    async def post(self, service: str, conversation: str, activity: Mapping[str, Any]) -> str:
        """Send an activity to a conversation; its id.

        By the connector itself: the context's own way makes a reply to an activity that does not exist.
        """
        sent = ""

        async def turn(context: TurnContext) -> None:
            nonlocal sent
            connector = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
            message = Activity.deserialize(dict(activity))
            response = await connector.conversations.send_to_conversation(conversation, message)
            sent = str((response and response.id) or "")

        await self._in(service, conversation, turn)
        return sent

    async def change(
        self, service: str, conversation: str, message: str, activity: Mapping[str, Any]
    ) -> None:
        """Replace an activity by another."""

        async def turn(context: TurnContext) -> None:
            connector = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
            changed = Activity.deserialize({**activity, "id": message})
            await connector.conversations.update_activity(conversation, message, changed)

        await self._in(service, conversation, turn)

    async def open(self, service: str, member: str, tenant: str) -> str:
        """Create (or find) the personal conversation with a member; its id."""
        opened = ""

        async def turn(context: TurnContext) -> None:
            nonlocal opened
            opened = str(context.activity.conversation.id)

        parameters = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=f"28:{self._app_id}"),
            members=[ChannelAccount(id=member)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        await self.create_conversation(self._app_id, turn, parameters, CHANNEL, service)
        return opened

    async def member(self, service: str, conversation: str, member: str) -> dict[str, Any]:
        """A member's properties: email, userPrincipalName, userRole, tenantId, aadObjectId …"""
        described: dict[str, Any] = {}

        async def turn(context: TurnContext) -> None:
            connector = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
            account = await connector.conversations.get_conversation_member(conversation, member)
            described.update({**account.additional_properties, **account.serialize()})

        await self._in(service, conversation, turn)
        return described

    async def members(self, service: str, conversation: str, most: int) -> list[str]:
        """The Teams ids of a conversation's first members (Teams pages by 50 to 500)."""
        ids: list[str] = []

        async def turn(context: TurnContext) -> None:
            connector = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
            size = max(most, SMALLEST_PAGE)
            page = await connector.conversations.get_conversation_paged_members(conversation, size)
            ids.extend(str(member.id) for member in (page.members or ())[:most])

        await self._in(service, conversation, turn)
        return ids

    async def _in(
        self, service: str, conversation: str, turn: Callable[[TurnContext], Awaitable[None]]
    ) -> None:
        reference = ConversationReference(
            channel_id=CHANNEL,
            service_url=service,
            conversation=ConversationAccount(id=conversation),
            bot=ChannelAccount(id=f"28:{self._app_id}"),
            user=ChannelAccount(id=""),
        )
        await self.continue_conversation(reference, turn, self._app_id)


class _Checked(BotFrameworkAuthentication):  # type: ignore[misc] # the SDK has no types
    """Replaces the SDK's own checks, which are incomplete: `tokens` has checked each request before."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError("Requests are checked before they reach the SDK.")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError("There is no streaming here.")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> Connectors:
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        return None

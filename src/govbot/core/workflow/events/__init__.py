"""What has happened to a policy: the public record's words, in a file for each group of events.

An event is in the past tense and holds all that a reader needs; it joins the union at the end of its file. Days and
instants are copied in when an event is made, so that a later configuration cannot rewrite history. `due` and
`closes_at` are aware UTC instants. The record knows an event by the name of its class: neither it nor its fields are
ever renamed.
"""

# Each file is exported whole, so that a new event costs no line here.
# ruff: noqa: F401, F403, F405

from __future__ import annotations

from govbot.core.entered import EnteredEvents, EntriesConfirmed, EntryContested, EntrySettled
from govbot.core.membership.meeting_events import *
from govbot.core.workflow.events.anytime import *
from govbot.core.workflow.events.board import *
from govbot.core.workflow.events.drafting import *
from govbot.core.workflow.events.feedback import *
from govbot.core.workflow.events.groups import *
from govbot.core.workflow.events.implementation import *
from govbot.core.workflow.events.needs import *
from govbot.core.workflow.events.secretary import *
from govbot.core.workflow.events.staff_review import *
from govbot.core.workflow.events.versions import *

StepEvents = (
    NeedEvents
    | GroupEvents
    | DraftingEvents
    | StaffReviewEvents
    | FeedbackEvents
    | BoardEvents
    | SecretaryEvents
    | VersionEvents
    | ImplementationEvents
    | AnytimeEvents
    | AnyGroupEvents
)
PolicyEvents = StepEvents | EnteredEvents

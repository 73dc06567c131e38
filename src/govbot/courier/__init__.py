"""Delivers what the outbox holds, through the chats, and draws again what is out; it decides nothing."""

from govbot.courier.courier import Courier
from govbot.courier.means import Means, Room, at_any_hour
from govbot.courier.reminders import Calendar, due_reminders

__all__ = ["Calendar", "Courier", "Means", "Room", "at_any_hour", "due_reminders"]

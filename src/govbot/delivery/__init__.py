"""Delivers what the outbox holds, through the chats, and draws again what is out; it decides nothing."""

from govbot.delivery.context import OPERATOR, DeliveryContext, at_any_hour
from govbot.delivery.courier import Courier
from govbot.delivery.reminders import Calendar, due_reminders

__all__ = ["OPERATOR", "Calendar", "Courier", "DeliveryContext", "at_any_hour", "due_reminders"]

"""Delivery: sends the outbox's messages through the chats, and redraws delivered cards; it decides nothing.

How a message travels is told at the head of courier.py.
"""

from govbot.delivery.context import OPERATOR, DeliveryContext, at_any_hour
from govbot.delivery.courier import Courier
from govbot.delivery.reminders import Calendar, due_reminders

__all__ = ["OPERATOR", "Calendar", "Courier", "DeliveryContext", "at_any_hour", "due_reminders"]

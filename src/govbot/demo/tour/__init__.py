"""The tour: a script takes one policy from need to Library, through a chat, as the people responsible."""

from govbot.demo.tour.run import TourResult, tour

__all__ = ["TourResult", "tour"]

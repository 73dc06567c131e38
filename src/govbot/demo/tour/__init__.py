"""The tour: one policy from need to Library, every step by the person whose step it is, through a chat."""

from govbot.demo.tour.run import Ended, tour

__all__ = ["Ended", "tour"]

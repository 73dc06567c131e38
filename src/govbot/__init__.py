"""govbot runs a government's IT policy governance process inside its chat."""

__version__ = "0.1.0"

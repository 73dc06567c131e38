"""Puts the parts together and runs them: settings, clock, scheduler, server, health."""

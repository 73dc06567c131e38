"""People and agencies, seats and designees, offices and delegations. Pure; events name people by id alone."""

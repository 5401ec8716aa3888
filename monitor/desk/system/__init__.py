"""For the IT officer and administrators: work in hand, settings, the log of acts, units and who is on duty, help."""

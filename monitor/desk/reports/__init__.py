"""Reports: making, sending, units' own, trends and their charts."""

"""Migrations: run by `monitor.store.migrate`, one script per change of the schema in `versions`."""

"""What people write into an incident's case file: its events, the rules for them, their words in a log."""

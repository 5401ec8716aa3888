"""Pages behind signed links, without an account."""

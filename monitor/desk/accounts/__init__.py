"""Who may enter: accounts, passwords, the second factor, the office's own sign-in service, tokens for programs."""

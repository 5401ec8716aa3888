"""Nguồn tin: how each source does, adding one."""

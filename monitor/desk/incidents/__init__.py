"""Incidents and candidates: lists, one incident's page, its acts and its case file."""

"""Báo chí: duties toward papers, lists of persons, news for the portal."""

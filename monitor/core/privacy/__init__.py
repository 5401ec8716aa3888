"""Masking: what leaves the handling view names no private person (`mask`, `hidden_parts`)."""

from monitor.core.privacy.masking import Hidden, hidden_parts, mask

__all__ = ["Hidden", "hidden_parts", "mask"]

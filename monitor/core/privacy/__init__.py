"""Masking: what leaves the handling view names no private person (`mask`, `mask_quote`, `hidden_parts`)."""

from monitor.core.privacy.masking import Hidden, hidden_parts, mask, mask_quote

__all__ = ["Hidden", "hidden_parts", "mask", "mask_quote"]

"""The commands behind `monitor`, grouped by what they work on. `monitor.cli` only declares them."""

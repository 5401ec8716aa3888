"""Media monitoring for a provincial Department of Education: see docs/architecture.md."""

__version__ = "0.2.0"

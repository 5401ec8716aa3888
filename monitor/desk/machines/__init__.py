"""For programs: the JSON interface, health and metrics, what Zalo and hubs send."""

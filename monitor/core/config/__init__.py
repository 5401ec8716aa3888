"""Settings files read whole: every fault with its line and key (`plan.yaml`, `sources.yaml`)."""

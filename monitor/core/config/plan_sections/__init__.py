"""The sections of `plan.yaml`, a module each; `monitor.core.config.plan_file` joins them."""

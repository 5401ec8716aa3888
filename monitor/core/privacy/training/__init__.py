"""Learning of the tagger from `data/privacy`: `python -m monitor.core.privacy.training.build`."""

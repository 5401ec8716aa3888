"""Migration scripts, named `rNNNN_what.py`."""

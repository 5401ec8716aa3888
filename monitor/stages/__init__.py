"""The passes of the pipeline: judging items, telling units, acting for people, collecting from sources."""

"""Where something happened: the gazetteer, finding names in a text, choosing what they mean, whose territory it is."""

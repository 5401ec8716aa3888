"""Items: search, one item's page, labels and their correction, handing something in."""

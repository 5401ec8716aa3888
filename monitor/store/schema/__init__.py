"""Every table of the product, and what its columns mean. The only description of the database besides the migrations.

A row is what is searched, as columns, plus the whole value as JSON in `record` where the value has more fields than
anybody searches; then the record is the truth and the columns repeat it. Columns are never null unless their comment
says when. Times are UTC. The full-text index beside `items` belongs to `monitor.store.search`.

One module per subject. All are loaded here, so that `columns.metadata` knows every table whichever is asked for first.
"""

from monitor.store.schema import (
    accounts,
    casework,
    channels,
    feeds,
    incidents,
    intake,
    items,
    outbox,
    privacy,
    reports,
    stories,
    system,
    volume,
)

__all__ = [
    "accounts",
    "casework",
    "channels",
    "feeds",
    "incidents",
    "intake",
    "items",
    "outbox",
    "privacy",
    "reports",
    "stories",
    "system",
    "volume",
]

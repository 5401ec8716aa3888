"""News as it lies in the store after the stages: item, labels and story in one call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.core.labels import PlaceMention, Scored, Territory
from monitor.store.database import Tx
from tests.fakes.store_rows import a_classification, a_membership, an_item


def put_news(
    tx: Tx,
    item_id: str,
    moment: datetime,
    *,
    story: str | None = None,
    copy_of: str | None = None,
    themes: tuple[str, ...] = (),
    place: str = "ben-tre/ba-tri",
    item: dict[str, Any] | None = None,
    **labels: Any,
) -> None:
    """Store one item that was published, and arrived, at `moment`; of the province unless told otherwise."""
    fields = {"title": f"Tin {item_id}", "url": f"https://bao-que-dua.example/{item_id}", "source": "bao-que-dua"}
    times = {"published_at": moment, "arrived_at": moment}
    tx.items.put(an_item(item_id, **(fields | times | (item or {}))), now=moment)
    mention = PlaceMention(place, "Ba Tri", "district", 0, 6, 0.9)
    said = {
        "themes": tuple(Scored(theme, 0.9) for theme in themes),
        "places": (mention,),
        "territory": Territory.HOME,
    }
    tx.labels.put(a_classification(item_id, **(said | labels)), now=moment)
    tx.stories.put(a_membership(item_id, story or f"c-{item_id}", copy_of=copy_of, assigned_at=moment))

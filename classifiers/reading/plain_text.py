"""One way of writing for everything that reads an item, and the way back to what the writer wrote.

Rules with letters of their own (severity, levels, times) read the text itself: composed or not, tones placed the old
way or the new one, letters split by dots, it must be the same text to them. Nearly every item is plain already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from monitor.core.items import Item
from monitor.core.labels import Classification, Fact, PlaceMention, Reason
from monitor.core.text import TextView, is_plain, normalise

_PARTS = ("title", "lead", "text")


@dataclass(frozen=True, slots=True)
class PlainItem:
    """An item in plain writing; `view` leads from its full text to the original's, None when they are the same.

    `written` is False in the rare case that an item had to be left as it was.
    """

    item: Item
    view: TextView | None = None
    written: bool = True

    def restore(self, said: Classification) -> Classification:
        """The same judgement with every span and quotation in the original text."""
        view = self.view
        if view is None:
            return said
        return replace(
            said,
            reasons=tuple(_moved(view, each) for each in said.reasons),
            facts=tuple(_moved(view, each) for each in said.facts),
            places=tuple(_moved_place(view, each) for each in said.places),
        )


def plain(item: Item) -> PlainItem:
    """Write an item plainly. An item that is plain already is returned as it is."""
    if is_plain(item.full_text):
        return PlainItem(item)
    views = {name: normalise(value) for name in _PARTS if (value := getattr(item, name))}
    if all(view.text == view.original for view in views.values()):
        return PlainItem(item)
    if any(not view.text for view in views.values()):
        return PlainItem(item, written=False)  # a part of invisible signs alone: the parts would no longer meet
    texts = {name: view.text for name, view in views.items()}
    written = replace(
        item,
        title=texts.get("title", item.title),
        lead=texts.get("lead", item.lead),
        text=texts.get("text", item.text),
    )
    return PlainItem(written, _joined(item.full_text, written.full_text, list(views.values())))


def _joined(original: str, text: str, views: list[TextView]) -> TextView:
    """The view of the full text, made of the views of its parts with a newline between them."""
    origins: list[int] = []
    offset = 0
    for view in views:
        # The last entry of a part is its end: where the newline stands, and at the very end the end of all.
        origins.extend(origin + offset for origin in view.origins)
        offset += len(view.original) + 1
    return TextView(original, text, tuple(origins))


_Quoting = TypeVar("_Quoting", Reason, Fact)


def _moved(view: TextView, quoting: _Quoting) -> _Quoting:
    first, last = view.span(quoting.start, quoting.end)
    return replace(quoting, text=view.original[first:last], start=first, end=last)


def _moved_place(view: TextView, place: PlaceMention) -> PlaceMention:
    if place.start < 0:
        return place
    first, last = view.span(place.start, place.end)
    return replace(place, name=view.original[first:last], start=first, end=last)

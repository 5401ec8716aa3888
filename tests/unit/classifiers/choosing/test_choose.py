"""What a comment takes from its article."""

from __future__ import annotations

import numpy as np
import pytest

from classifiers.choosing.answering import articles_answered, with_article
from monitor.core.items import Item, item_from_record


def _item(key: str, **more: object) -> Item:
    return item_from_record({"id": key, "kind": "press", "channel": "press-central", "text": "Tin.", **more})


def test_only_known_articles_are_read_for_comments() -> None:
    article = _item("a", title="Trường mới ở Ba Tri")
    comment = _item("c", kind="social", channel="comment", reply_to="a")
    answer = _item("d", kind="social", channel="comment", reply_to="c")
    stray = _item("e", kind="social", channel="comment", reply_to="unknown")

    assert articles_answered([comment, answer, stray, article], {"a": article, "c": comment}) == {"a": article}


def test_a_comment_takes_its_share_from_the_article() -> None:
    own = {"relevance": np.asarray([0.2], np.float32), "sentiment": np.asarray([0.9, 0.1], np.float32)}
    article = {"relevance": np.asarray([0.8], np.float32), "sentiment": np.asarray([0.0, 1.0], np.float32)}

    mixed = with_article(own, article)

    assert mixed["relevance"][0] == pytest.approx(0.5)
    assert mixed["sentiment"] is own["sentiment"]
    assert with_article(own, None) is own

"""Which words of a passage are a private person's, by the learnt model: chances, and spans from a threshold on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby, pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.core.privacy.tagger.chain import chances
from monitor.core.privacy.tagger.model import (
    CLASS,
    FILE,
    FIRST_HIDDEN,
    HOME,
    LABELS,
    LINK,
    NAME,
    OTHER,
    TaggerModel,
    load,
)
from monitor.core.privacy.tagger.scene import Scene, joint, segments
from monitor.core.privacy.tagger.telling import FIGURES
from monitor.core.privacy.tagger.word_signs import REACH, count_signs, signs_at, word_class, word_signs
from monitor.core.privacy.tokens import Passage
from monitor.core.privacy.words import PLACE_CUES
from monitor.core.settings import default_home

_CERTAIN, _EVEN = np.eye(LABELS, dtype=np.float32), np.ones(LABELS, dtype=np.float32)
_LEAST_READABLE = 2
"""Vietnamese syllables of a text of which more can be said than what rules say."""
_CLEAR = -4.0
"""Where the scores of all that is hidden lie so far below the rest, no neighbour makes up for it."""
_TIME_OR_SUM = re.compile(r"\d{1,6}(?:h\d{0,2}|k|tr)")
"""As posts write them, close to classes in form: 5h50, 30k."""
_MOST_WORDS = 20_000
"""Words whose weights are remembered."""

Floats = npt.NDArray[np.float32]


class Tag(NamedTuple):
    """A range of words and what they are (a label from `FIRST_HIDDEN` on)."""

    begin: int
    end: int
    label: int


class Tagger:
    """Reads passages by one model. Safe to share between threads: what it remembers is only ever added or dropped."""

    def __init__(self, model: TaggerModel) -> None:
        self._model = model
        self._follows = np.exp(model.follows)
        self._weights = np.concatenate([model.weights, np.zeros((1, LABELS), dtype=np.float32)])
        self._known: dict[tuple[str, str, bool], Floats] = {}

    def tags(self, passage: Passage, found: Floats) -> list[Tag]:
        """What is to be hidden by the chances found, in order."""
        hidden = found[:, FIRST_HIDDEN:]
        over = hidden.sum(axis=1) >= self._model.threshold
        labels = np.where(over, hidden.argmax(axis=1) + FIRST_HIDDEN, OTHER).tolist()
        tags, place = [], 0
        for label, group in groupby(labels):
            end = place + len(list(group))
            if label != OTHER:
                tags += _parts(passage, Tag(place, end, label))
            place = end
        return tags

    def chances(self, passage: Passage, ruled: Mapping[int, int]) -> Floats:
        """Chance of every label for each word of a passage, (words, labels); `ruled` are labels by rules."""
        scene = Scene(passage, ruled)
        size = scene.size
        found = np.tile(_CERTAIN[OTHER], (size, 1))
        if scene.readable < _LEAST_READABLE:
            for place, label in ruled.items():
                found[place] = _CERTAIN[label] if label < LABELS else found[place]
            return found
        asked = segments(scene)
        if not asked:
            return found
        places = [place for first, last in asked for place in range(first, last)]
        scores = self._words(scene)[places] + self._contexts(scene, places)
        clear = (scores[:, FIRST_HIDDEN:].max(axis=1) - scores[:, :FIRST_HIDDEN].max(axis=1) < _CLEAR).tolist()
        factors = np.exp(scores - scores.max(axis=1, keepdims=True))
        done = 0
        for first, last in asked:
            if all(clear[done : done + last - first]):
                done += last - first
                continue
            joints = [joint(scene, place) if place else 0 for place in range(first, last)]
            before = self._follows[joints[0], OTHER] if first else _EVEN
            behind = self._follows[joint(scene, last), :, OTHER] if last < size else _EVEN
            chain = factors[done : done + last - first]
            found[first:last] = chances(chain, self._follows, joints, before, behind)
            done += last - first
        return found

    def _words(self, scene: Scene) -> Floats:
        """What the words themselves and those around them tell."""
        plain = scene.passage.plain
        own = np.array([self._word(word.text, word.low, plain=plain) for word in scene.words])
        told: Floats = own[:, REACH].copy()
        for far in range(1, min(REACH + 1, scene.size)):
            told[far:] += own[:-far, REACH - far]
            told[:-far] += own[far:, REACH + far]
        return told

    def _contexts(self, scene: Scene, places: list[int]) -> Floats:
        signs: list[str] = []
        starts: list[int] = []
        for place in places:
            starts.append(len(signs))
            signs += scene.signs(place)
        unknown = repeat(len(self._weights) - 1)
        rows = np.fromiter(map(self._model.signs.get, signs, unknown), dtype=np.intp, count=len(signs))
        told: Floats = np.add.reduceat(self._weights.take(rows, axis=0), starts, axis=0)
        return told

    def _word(self, text: str, low: str, *, plain: bool) -> Floats:
        """Weights of a word's own signs by distance (-REACH … REACH), (distances, labels)."""
        key = (text, low, plain)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            known, weights = self._model.signs, self._model.weights
            signs = word_signs(low, word_class(text, low, plain=plain))
            signs += count_signs(text, low, self._model.counts, plain=plain)
            found = np.zeros((2 * REACH + 1, LABELS), dtype=np.float32)
            for distance in range(-REACH, REACH + 1):
                rows = [known[sign] for sign in signs_at(distance, signs) if sign in known]
                found[distance + REACH] = weights[rows].sum(axis=0)
            self._known[key] = found
        return found


def _parts(passage: Passage, tag: Tag) -> list[Tag]:
    """A tag cut where a mark stands between names, each shown by its own initials; what is initials already is none.

    A number or a birth date has figures; a home is no lone word in small letters and more than a kind of place;
    a time or a sum of money is no class.
    """
    if tag.label != NAME:
        words = passage.words[tag.begin : tag.end]
        figured = any(word.text[0].isdigit() or word.low in FIGURES for word in words)
        placed = tag.label == HOME and (
            words[0].capital or (len(words) > 1 and " ".join(word.low for word in words) not in PLACE_CUES)
        )
        classed = tag.label == CLASS and not all(_TIME_OR_SUM.fullmatch(word.text) for word in words)
        return [tag] if (figured and tag.label != CLASS) or placed or classed or tag.label == LINK else []
    cuts = [place for place in range(tag.begin + 1, tag.end) if passage.between(place, place) not in {" ", ".", ". "}]
    parts = [Tag(begin, end, NAME) for begin, end in pairwise([tag.begin, *cuts, tag.end])]
    return [part for part in parts if not passage.only_initials(part.begin, part.end)]


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger of the shipped model, read once."""
    return Tagger(load(default_home() / "data" / "models" / FILE))

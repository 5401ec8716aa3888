"""Learns `data/models/privacy.npz` from `data/privacy`: `python -m monitor.core.privacy.training.build`.

The same texts give the same bytes. Word counts come from `data/labelled`, which is marked for other things.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from monitor.core.privacy.births import births
from monitor.core.privacy.homes import homes
from monitor.core.privacy.masking import read_by_rules
from monitor.core.privacy.tagger.model import (
    BIRTH,
    BODY,
    CLASS,
    FILE,
    HOME,
    LABELS,
    LINK,
    NAME,
    NUMBER,
    OFFICIAL,
    OTHER,
    TaggerModel,
    save,
)
from monitor.core.privacy.tagger.scene import Scene, joint, segments
from monitor.core.privacy.tagger.word_signs import REACH, count_signs, signs_at, steps, word_class, word_signs
from monitor.core.privacy.tokens import Word
from monitor.core.privacy.training.fit import Bools, Chain, fit
from monitor.core.privacy.training.texts import Text, everyday_files, forms, ordinary_texts, read_texts
from monitor.core.settings import default_home
from monitor.core.text import fold

_log = logging.getLogger(__name__)
MOST_SIGNS = 24_000
THRESHOLD = 0.21
"""Chance from which a word is hidden: the lowest at which few ordinary words are (`data/privacy/README.md`)."""
_SEED = 1
_TUNED = frozenset({"texts", "blind-1"})
"""Writers whose texts rules were made with: changed forms of them are read without rules, which elsewhere do worse."""
_LABEL_OF = {
    "n": NAME, "a": HOME, "m": HOME, "d": BIRTH, "p": NUMBER, "i": NUMBER, "b": NUMBER, "v": NUMBER,
    "e": LINK, "l": LINK, "c": CLASS,
}  # fmt: skip
_KEPT = {"s": [BODY], "o": [OFFICIAL], "w": [OTHER, BODY, OFFICIAL]}
_IN_SENTENCE = re.compile(r"(^|[.!?:\n\"“(]\s{0,4}|\s)([^\W\d_]+)")

Counts = Mapping[str, tuple[int, int]]


def learn(texts: Sequence[Text], counts: Counts, *, most_signs: int = MOST_SIGNS) -> TaggerModel:
    """A model of some texts."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    chains = [chain for text in texts for form in forms(text, chance) for chain in _chains(form, counts)]
    signs, weights, follows = fit(chains, most_signs)
    return TaggerModel(signs, weights.astype(np.float32), follows.astype(np.float32), dict(counts), THRESHOLD)


def _chains(text: Text, counts: Counts) -> Iterator[Chain]:
    ruled = read_by_rules(text.text)
    passage = ruled.passage
    if not passage.words:
        return
    silent = text.writer in _TUNED and text.weight < 1
    classes = [_class(word, text, plain=passage.plain) for word in passage.words]
    scene = Scene(passage, {} if silent else ruled.labels(), classes)
    own = [
        (*word_signs(word.low, whole), *count_signs(word.text, word.low, counts, plain=passage.plain))
        for word, whole in zip(passage.words, scene.classes, strict=True)
    ]
    allowed = _allowed(text, passage.words)
    for first, last in segments(scene):
        begin, end = max(0, first - 1), min(scene.size, last + 1)
        signs = [_signs(scene, own, place) if first <= place < last else [] for place in range(begin, end)]
        may_be = allowed[begin:end].copy()
        for at, place in enumerate(range(begin, end)):
            if not first <= place < last:
                may_be[at] = np.arange(LABELS) == OTHER
        yield Chain(signs, may_be, [0, *(joint(scene, place) for place in range(begin + 1, end))], text.weight)


def _class(word: Word, text: Text, *, plain: bool) -> str:
    """A word's class, without its lists when the form of the text says so."""
    whole = word_class(word.text, word.low, plain=plain)
    if word.low not in text.unlisted or whole[0] in "dm":
        return whole
    return whole[0] + "".join(letter for letter in whole[1:] if letter not in "gshSca")


def _signs(scene: Scene, own: Sequence[Sequence[str]], place: int) -> list[str]:
    near = range(max(-REACH, -place), min(REACH, scene.size - 1 - place) + 1)
    return scene.signs(place) + [sign for distance in near for sign in signs_at(distance, own[place + distance])]


def _allowed(text: Text, words: Sequence[Word]) -> Bools:
    """Which labels every word may have, (words, labels)."""
    unsure = [*homes(text.text), *births(text.text)] if text.rough else []
    allowed = np.zeros((len(words), LABELS), dtype=bool)
    for row, word in zip(allowed, words, strict=True):
        code = next((code for code, start, end in text.spans if start < word.end and word.start < end), "")
        if code in _LABEL_OF:
            row[_LABEL_OF[code]] = True
        elif code in _KEPT:
            row[_KEPT[code]] = True
        elif code:
            row[:] = True
        elif any(start < word.end and word.start < end for start, end in unsure):
            row[:] = True
            row[NAME] = False
        else:
            row[[OTHER, BODY, OFFICIAL] if word.capital else [OTHER]] = True
    return allowed


def word_counts(folder: Path) -> dict[str, tuple[int, int]]:
    """How often words stand in the labelled texts in small letters and inside sentences with a capital, in steps."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in everyday_files(folder):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            whole = ". ".join(filter(None, (row.get("title"), row.get("lead"), row.get("text"))))
            for found in _IN_SENTENCE.finditer(whole):
                written, low = found[2], found[2].lower()
                keys = {low, fold(low)}
                if written == low:
                    small.update(keys)
                elif found.start() and not found[1].strip() and written.istitle():
                    capital.update(keys)
    counted = {word: steps(small[word], capital[word]) for word in sorted({*small, *capital})}
    return {word: told for word, told in counted.items() if small[word] + capital[word] > 1}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn and write the model."""
    home = default_home() / "data"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=home / "privacy")
    parser.add_argument("--labelled", type=Path, default=home / "labelled")
    parser.add_argument("--output", type=Path, default=home / "models" / FILE)
    given = parser.parse_args(arguments)
    texts = [*read_texts(given.texts), *ordinary_texts(given.labelled)]
    save(learn(texts, word_counts(given.labelled)), given.output)
    _log.info("learnt from %d texts: %s, %d bytes", len(texts), given.output, given.output.stat().st_size)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    main()

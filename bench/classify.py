"""How fast texts get all their labels, one core: short and whole articles, posts, comments, and one text alone.

Usage: python -m bench.classify [--quick] [--json]

Texts are those of data/labelled; a whole article is 450 words put together of several. Beside it, in the same rounds:
segmenting the texts with underthesea's `word_tokenize` and scoring the words with models of the same size, which gives
no severity, no places and no reasons. CPU time of this process alone counts; rounds are interleaved, medians are told.
Targets: 400 articles/s, 3,000 posts/s, 20 ms alone, ready in 3 s, 350 MiB after loading.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench._rounds import Case, measure, table
from classifiers.build import read_labelled
from classifiers.classify import Classifier
from classifiers.models.features import Document, FeatureReader, Terms
from classifiers.models.model_file import load_model
from classifiers.models.scorer import Scorer
from classifiers.models.tasks import TASKS
from monitor.core.config.plan_file import load_plan
from monitor.core.items import Channel, Item, Kind
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.text import normalise

HOME = Path(__file__).resolve().parents[1]
MODELS, LEXICONS = HOME / "data" / "models", HOME / "data" / "lexicons"
ARTICLE_WORDS = 450
TEXTS, QUICK_TEXTS = 400, 60
LONG_SHARE = 4
"""Whole articles cost ten times as much: a quarter as many are timed."""
ROUNDS, QUICK_ROUNDS = 5, 1
ALONE = 40
_NO_VIEW = normalise("")
MS, MIB = 1000.0, 2**10
"""Milliseconds in a second; `ru_maxrss` counts KiB."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What is measured, ready: the classifier, its reader and the linear models alone."""

    classifier: Classifier
    reader: FeatureReader
    scorer: Scorer


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: milliseconds a text, texts a second, ratio to the classifier on the same texts."""

    work: str
    texts: int
    ms: float
    per_s: float
    ratio: str


def load() -> Kit:
    """Load everything that labels a text."""
    plan = load_plan(HOME / "plan.yaml")
    places = PlaceFinder(load_gazetteer(HOME / "data" / "gazetteer"))
    classifier = Classifier.load(plan, models_dir=MODELS, shipped_dir=MODELS, lexicons_dir=LEXICONS, places=places)
    return Kit(classifier, FeatureReader(plan, LEXICONS), Scorer({t: load_model(MODELS / f"{t}.npz") for t in TASKS}))


def samples(count: int) -> dict[str, list[Item]]:
    """Texts by kind, spread over all writers, always the same ones."""
    items = [row.item for row in read_labelled(HOME / "data" / "labelled")]
    press = _spread([item for item in items if item.kind is Kind.PRESS], count)
    return {
        "short articles": press,
        "whole articles": [_whole(press, index) for index in range(max(1, len(press) // LONG_SHARE))],
        "posts": _spread([i for i in items if i.kind is Kind.SOCIAL and i.channel is not Channel.COMMENT], count),
        "comments": _spread([item for item in items if item.channel is Channel.COMMENT], count),
    }


def _spread(items: Sequence[Item], count: int) -> list[Item]:
    step = max(1, len(items) // count)
    return list(items[::step][:count])


def _whole(press: Sequence[Item], index: int) -> Item:
    """An article of ARTICLE_WORDS words: its own headline, and a body put together of other texts."""
    words: list[str] = []
    for offset in range(len(press)):
        words.extend(press[(index * 7 + offset * 13) % len(press)].full_text.split())
        if len(words) >= ARTICLE_WORDS:
            break
    return replace(press[index], text=" ".join(words[:ARTICLE_WORDS]))


def score_syllables(kit: Kit, items: Sequence[Item]) -> object:
    """Our own reading and the linear models alone."""
    return kit.scorer.score([kit.reader.read(item) for item in items])


def score_words(kit: Kit, tokenize: Callable[[str], list[str]], items: Sequence[Item]) -> object:
    """The same linear models on words that underthesea found; nothing else."""
    documents = []
    for item in items:
        words = [word.lower() for word in tokenize(item.full_text)]
        terms = Terms(Counter([*words, *map(" ".join, pairwise(words))]), {})
        documents.append(Document(item, _NO_VIEW, terms, terms, (), ()))
    return kit.scorer.score(documents)


def run(kit: Kit, texts: Mapping[str, list[Item]], *, rounds: int) -> list[Row]:
    """Time every kind of text three ways, interleaved."""
    from underthesea import word_tokenize  # noqa: PLC0415 - imported after the memory was measured

    rows = []
    for kind, items in texts.items():
        cases = (
            Case("all labels", partial(kit.classifier.classify_batch, items)),
            Case("reading and models alone", partial(score_syllables, kit, items)),
            Case("word_tokenize and models alone", partial(score_words, kit, word_tokenize, items)),
        )
        for case in cases:
            case.run()
        for timing in measure(cases, base="all labels", rounds=rounds):
            each = timing.cpu_s / len(items)
            rows.append(Row(f"{kind}: {timing.name}", len(items), each * MS, 1 / each, timing.ratios))
    return rows


def alone(kit: Kit, items: Sequence[Item]) -> float:
    """CPU milliseconds of one text given alone, median."""
    times = []
    for item in items[:ALONE]:
        begun = time.process_time()
        kit.classifier.classify_batch([item])
        times.append(time.process_time() - begun)
    return median(times) * MS


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few texts, one round: does it still work?")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    args = parser.parse_args()
    begun = time.process_time()
    kit = load()
    ready_s = time.process_time() - begun
    texts = samples(QUICK_TEXTS if args.quick else TEXTS)
    kit.classifier.classify_batch(texts["posts"][:ALONE])
    memory_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    single = {kind: alone(kit, texts[kind]) for kind in ("posts", "whole articles")}
    rows = run(kit, texts, rounds=QUICK_ROUNDS if args.quick else ROUNDS)
    if args.json:
        found = {"ready_s": ready_s, "memory_mib": memory_mib, "alone_ms": single}
        print(json.dumps(found | {"rows": [asdict(row) for row in rows]}))
        return
    cells = [(row.work, str(row.texts), f"{row.ms:.2f}", f"{row.per_s:.0f}", row.ratio) for row in rows]
    print(table("All labels of a text", ("work", "texts", "CPU ms", "a second", "÷ all labels"), cells))
    print(f"one post alone {single['posts']:.1f} ms, one whole article alone {single['whole articles']:.1f} ms")
    print(f"ready after {ready_s:.1f} s of CPU, {memory_mib:.0f} MiB at most")


if __name__ == "__main__":
    main()

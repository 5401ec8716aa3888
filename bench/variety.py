"""How varied the labelled texts are: near-duplicates, templates, wealth of words; writer by writer.

Usage: python -m bench.variety [--quick] [--json]

Texts that resemble each other teach one thing twice and make held-out scores too good. Counted are pairs of texts that
share at least half of their runs of four syllables, stock runs (eight syllables in a row found in several texts),
openings (the same first three syllables), and how many of the pairs of syllables of a writer are different ones.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, pairwise
from pathlib import Path

from bench._rounds import table
from classifiers.build import Labelled, read_labelled
from monitor.core.text import fold, nfc, syllables

LABELLED = Path(__file__).resolve().parents[1] / "data" / "labelled"
SHINGLE = 4
ALIKE = 0.5
"""Jaccard overlap of runs of SHINGLE syllables from which two texts count as one text written twice."""
COMMON = 40
"""A run found in more texts than this is a stock phrase: it proposes no pairs."""
STOCK_RUN, STOCK_TEXTS = 8, 4
FORMULAE = frozenset({"pho cap giao duc mam non cho tre"})
"""Names of programmes, which no two writers can say in other words."""
OPENING = 3
SAMPLE_PAIRS = 4_000
"""The share of different pairs falls with length: it is taken over so many pairs of each writer."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text as its syllables, without accents."""

    id: str
    writer: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variety:
    """One writer: shares in [0, 1]; `distinct` of the first SAMPLE_PAIRS pairs, None for a shorter writer."""

    writer: str
    texts: int
    near_duplicates: int
    stock_runs: int
    commonest_opening: float
    distinct: float | None


def as_text(row: Labelled) -> Text:
    """Read a labelled text: what it answers is not its own."""
    return Text(row.item.id, row.group, tuple(syllables(fold(nfc(row.item.full_text)))))


def near_duplicates(texts: Sequence[Text]) -> list[tuple[str, str, float]]:
    """Pairs of ids with their overlap, the most alike first. Texts shorter than SHINGLE never pair."""
    runs = [frozenset(_runs(text.words, SHINGLE)) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(runs):
        for run in found:
            holders[run].append(index)
    shared = Counter(pair for held in holders.values() if len(held) <= COMMON for pair in combinations(held, 2))
    pairs = []
    for (one, other), both in shared.items():
        # Runs of stock phrases were not counted, so ask again before judging.
        if both * 2 >= ALIKE * min(len(runs[one]), len(runs[other])):
            overlap = len(runs[one] & runs[other]) / len(runs[one] | runs[other])
            if overlap >= ALIKE:
                pairs.append((texts[one].id, texts[other].id, round(overlap, 3)))
    return sorted(pairs, key=lambda pair: (-pair[2], pair))


def stock_runs(texts: Iterable[Text]) -> dict[str, int]:
    """Runs of STOCK_RUN syllables that stand in STOCK_TEXTS texts or more, with the number of texts."""
    counts = Counter(run for text in texts for run in set(_runs(text.words, STOCK_RUN)))
    found = {" ".join(run): count for run, count in counts.items() if count >= STOCK_TEXTS}
    return {run: count for run, count in found.items() if run not in FORMULAE}


def commonest_opening(texts: Sequence[Text]) -> float:
    """Share of texts that begin with the commonest first OPENING syllables."""
    openings = Counter(text.words[:OPENING] for text in texts if len(text.words) >= OPENING)
    return max(openings.values(), default=0) / len(texts) if texts else 0.0


def distinct_pairs(texts: Iterable[Text]) -> float | None:
    """Share of different pairs among the first SAMPLE_PAIRS of the texts, None when there are fewer."""
    pairs = [pair for text in texts for pair in pairwise(text.words)][:SAMPLE_PAIRS]
    return len(set(pairs)) / SAMPLE_PAIRS if len(pairs) == SAMPLE_PAIRS else None


def _runs(words: Sequence[str], length: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def by_writer(texts: Sequence[Text]) -> list[Variety]:
    """Every writer, in order, each compared with all texts for near-duplicates."""
    writer_of = {text.id: text.writer for text in texts}
    alike = Counter(writer for one, other, _ in near_duplicates(texts) for writer in {writer_of[one], writer_of[other]})
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.writer].append(text)
    return [
        Variety(
            writer=writer,
            texts=len(own),
            near_duplicates=alike[writer],
            stock_runs=len(stock_runs(own)),
            commonest_opening=round(commonest_opening(own), 4),
            distinct=distinct_pairs(own),
        )
        for writer, own in sorted(groups.items())
    ]


def main() -> None:
    """Print one line a writer, then the pairs and runs themselves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    args = parser.parse_args()
    texts = [as_text(row) for row in read_labelled(LABELLED)]
    found = by_writer(texts)
    if args.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    columns = ("writer", "texts", "alike", "stock runs", "commonest opening", "different pairs")
    rows = [
        (
            one.writer, str(one.texts), str(one.near_duplicates), str(one.stock_runs),
            f"{one.commonest_opening:.1%}", "–" if one.distinct is None else f"{one.distinct:.1%}",
        )
        for one in found
    ]  # fmt: skip
    print(table("Variety of the labelled texts", columns, rows))
    for one, other, overlap in near_duplicates(texts):
        print(f"alike {overlap:.2f}: {one} {other}")
    for run, count in sorted(stock_runs(texts).items(), key=lambda pair: -pair[1]):
        print(f"in {count} texts: {run}")


if __name__ == "__main__":
    main()

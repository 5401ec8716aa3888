"""Rebuild `data/models/idf.json`: in how many documents each syllable stands, for the grouping of stories.

Usage: python bench/build_idf.py data/labelled/*.jsonl MORE.jsonl --output data/models/idf.json

Every file holds items as JSON Lines. Only counts of single syllables (without accents) seen in at least three
documents are kept: no text can be read back.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from monitor.core.items import item_from_record
from monitor.stories.reading import BODY_SYLLABLES, head_words

MIN_DOCUMENTS = 3


def main() -> None:
    """Count and write; prints how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    documents = 0
    for path in args.inputs:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = item_from_record(json.loads(line))
            counts.update(set(head_words(item)[:BODY_SYLLABLES]))
            documents += 1
    kept = {term: count for term, count in sorted(counts.items()) if count >= MIN_DOCUMENTS and term.isalpha()}
    record = {"documents": documents, "counts": kept}
    args.output.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{documents} documents, {len(kept)} terms, {args.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""The authored texts of `data/privacy` with what is private in them, and the forms that the tagger learns from."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from monitor.core.text import fold

_MARKED = re.compile(r"\{([a-z])\|([^}]*)\}")
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = {"p": "[điện thoại]", "e": "[e-mail]", "i": "[số giấy tờ]", "b": "[số tài khoản]", "l": "[trang cá nhân]",
          "v": "[biển số]", "a": "[địa chỉ]", "m": "[địa chỉ]", "d": "[ngày sinh]", "c": ""}  # fmt: skip
"""What the mask leaves of a span by its code; of a name its initials."""
FORM_WEIGHT = 0.35
"""Weight of a changed form beside the text as it was written."""
_UNLISTED = 0.2
"""Share of the words of a text that count as in no list in the form that learns names no list has."""
EITHER = "x"
ORDINARY = "ordinary"
"""Writer of sentences that name nobody (`ordinary_texts`)."""
MOST_ORDINARY = 2500
_SENTENCE = re.compile(r"[^.!?\n]+")
_NUMBERED = re.compile(r"[\d@#/\"“]")
_PAIRS = "gravity-"
"""How the files begin that hold nothing but such pairs (measured: with them a tenth more of what is private leaks)."""
_FEWEST_WORDS = 5
HELD_OUT = ("blind-3.jsonl", "blind-4.jsonl")
"""Their first, third, fifth … line is never learnt from."""
MEASURING = ("blind-5.jsonl", "blind-6.jsonl")
"""Never learnt from at all (tried: what is learnt then leaks and hides more of the `HELD_OUT` lines)."""


@dataclass(frozen=True)
class Text:
    """A text and its spans (code, start, end); `rough` when homes and birth dates are marked in part only."""

    text: str
    spans: tuple[tuple[str, int, int], ...]
    writer: str
    rough: bool = False
    weight: float = 1.0
    unlisted: frozenset[str] = frozenset()


def read_texts(folder: Path) -> list[Text]:
    """The texts to learn from: all but `MEASURING` and every other line of `HELD_OUT`. A file's name is its writer."""
    found = []
    for path in sorted(folder.glob("texts-*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [_marked(line.split("\t")[1]) for line in lines]
    for path in sorted([*folder.glob("blind-*.jsonl"), *folder.glob("voices-*.jsonl")]):
        if path.name in MEASURING:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [_blind(json.loads(line), path.stem) for line in (lines[1::2] if path.name in HELD_OUT else lines)]
    return found


def everyday_files(folder: Path) -> list[Path]:
    """The labelled texts that come in the shares of the world: pairs written for one question teach other counts."""
    return sorted(path for path in folder.glob("*.jsonl") if not path.name.startswith(_PAIRS))


def ordinary_texts(folder: Path) -> list[Text]:
    """Sentences of the labelled news without a capital inside and without a number: no name, no address, no number.

    They teach which words are only words; at most `MOST_ORDINARY`, spread evenly over the files.
    """
    found = []
    for path in everyday_files(folder):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("kind") == "press":
                whole = "\n".join(filter(None, (row.get("title"), row.get("lead"), row.get("text"))))
                found += [sentence for each in _SENTENCE.findall(whole) if _is_ordinary(sentence := each.strip())]
    step = max(1, len(found) // MOST_ORDINARY)
    return [Text(sentence, (), ORDINARY, weight=FORM_WEIGHT) for sentence in found[::step]]


def _is_ordinary(sentence: str) -> bool:
    inside = sentence[1:]
    plain = inside == inside.lower() and not _NUMBERED.search(sentence)
    return plain and len(sentence.split()) >= _FEWEST_WORDS


def _blind(row: dict[str, Any], writer: str) -> Text:
    spans = [(span["code"], span["start"], span["end"]) for key in ("mask", "keep", "either") for span in row[key]]
    return Text(row["text"], tuple(spans), writer)


def _marked(marked: str) -> Text:
    text, spans, place = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[place : found.start()]
        spans.append((found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        place = found.end()
    return Text(text + marked[place:], tuple(spans), "texts", rough=True)


def forms(text: Text, chance: random.Random) -> Iterator[Text]:
    """Yield a text as it is, without accents, in small letters, in capitals, with words taken off lists, and masked."""
    yield text
    written = text.text
    if text.writer == ORDINARY:
        yield replace(text, text=fold(written))
        return
    bare = "".join(fold(char) if char == char.lower() else fold(char).upper() for char in written)
    for form in (fold(written) if written.islower() else bare, written.lower(), written.upper(), fold(written)):
        if len(form) == len(written):
            yield replace(text, text=form, weight=FORM_WEIGHT)
    listed = sorted(set(_WORD.findall(written.lower())))
    off = frozenset(word for word in listed if chance.random() < _UNLISTED)
    yield replace(text, unlisted=off, weight=FORM_WEIGHT)
    if text.spans:
        yield _masked(text)


def _masked(text: Text) -> Text:
    """A text as the mask should leave it: what masks again must find nothing more."""
    shown, spans, place = "", [], 0
    for code, start, end in sorted(text.spans, key=lambda span: span[1]):
        if start < place:
            continue
        shown += text.text[place:start]
        kept = code in "oswx"
        left = text.text[start:end] if kept else _initials(text.text[start:end]) if code == "n" else _SHOWN[code]
        if left:
            spans.append((code if kept else EITHER, len(shown), len(shown) + len(left)))
        shown += left
        place = end
    return replace(text, text=shown + text.text[place:], spans=tuple(spans), weight=FORM_WEIGHT)


def _initials(name: str) -> str:
    return ".".join(part[0].upper() for part in re.split(r"[\s.]+", name) if part) + "."

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from classifiers.reading.lexicons import TEENCODE_FILE, load_teencode
from monitor.core.errors import ClassifierError

LEXICONS = Path(__file__).parents[4] / "data" / "lexicons"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("ko", "không"),
        ("hs", "học sinh"),
        ("gvcn", "giáo viên chủ nhiệm"),
        ("đc", "được"),
        ("ph", "phụ huynh"),
        ("vs", "với"),
    ],
)
def test_shipped_list_has_the_common_forms(short: str, full: str) -> None:
    assert load_teencode(LEXICONS)[short] == full


@pytest.mark.parametrize("short", ["mn", "bt", "ns", "c", "t", "lớp", "trường", "đánh"])
def test_words_of_several_meanings_are_not_expanded(short: str) -> None:
    assert short not in load_teencode(LEXICONS)


def test_shipped_list_is_composed_and_goes_nowhere_twice() -> None:
    table = load_teencode(LEXICONS)
    assert len(table) >= 300
    for short, full in table.items():
        assert full == unicodedata.normalize("NFC", full)
        assert not set(full.split()) & (table.keys() - {full}), short


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("ko không\n", "expected a single token"),
        ("k o\tkhông\n", "expected a single token"),
        ("ko\tkhông\nko\tkhó\n", "two full forms"),
    ],
    ids=["no-tab", "two-tokens", "contradiction"],
)
def test_faulty_line_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / TEENCODE_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ClassifierError, match=message):
        load_teencode(tmp_path)


def test_missing_file_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(ClassifierError, match="cannot read"):
        load_teencode(tmp_path)

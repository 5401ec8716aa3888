from __future__ import annotations

from pathlib import Path

import pytest

from monitor.core.errors import MonitorError
from monitor.reports.files import REGISTER, NoPdf, to_pdf, write_document


def test_an_unedited_file_is_replaced(tmp_path):
    write_document(tmp_path, "a.docx", b"one")
    assert write_document(tmp_path, "a.docx", b"two") == tmp_path / "a.docx"
    assert (tmp_path / "a.docx").read_bytes() == b"two"


def test_an_edited_file_stays_and_the_new_one_gets_a_number(tmp_path):
    first = write_document(tmp_path, "a.docx", b"one")
    first.write_bytes(b"edited")
    second = write_document(tmp_path, "a.docx", b"two")
    assert (first.read_bytes(), second.name, second.read_bytes()) == (b"edited", "a (2).docx", b"two")
    assert write_document(tmp_path, "a.docx", b"three") == second


def test_a_file_we_know_nothing_of_is_never_touched(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"somebody's")
    assert write_document(tmp_path, "a.docx", b"one").name == "a (2).docx"


@pytest.mark.parametrize("register", ["", "[]", "{"], ids=["empty", "list", "broken"])
def test_a_lost_register_counts_every_file_as_edited(tmp_path, register):
    write_document(tmp_path, "a.docx", b"one")
    (tmp_path / REGISTER).write_text(register)
    assert write_document(tmp_path, "a.docx", b"two").name == "a (2).docx"


def test_a_folder_that_cannot_be_made_is_our_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MonitorError, match="cannot be written"):
        write_document(tmp_path / "file", "a.docx", b"one")


def a_program(folder: Path, *lines: str) -> Path:
    """Stands for LibreOffice: a script that gets its arguments."""
    program = folder / "van-phong"
    program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    program.chmod(0o755)
    return program


def test_a_document_becomes_a_pdf(tmp_path):
    # The last argument is the document, the one before it the folder for what is made.
    program = a_program(
        tmp_path, 'for last; do folder="$before"; before="$last"; done', 'cp "$last" "$folder/van-ban.pdf"'
    )
    assert to_pdf(b"text", program=program) == b"text"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("exit 3",), "mã 3"),
        (("exit 0",), "không tạo được tệp"),
        (("sleep 600 &", "wait"), "không xong trong 0.2 giây"),
    ],
    ids=["it fails", "it makes nothing", "it hangs in a second process"],
)
def test_a_failed_conversion_says_why(tmp_path, lines, told):
    made = to_pdf(b"text", program=a_program(tmp_path, *lines), timeout_s=0.2 if "sleep" in lines[0] else 60)
    assert isinstance(made, NoPdf)
    assert told in made.reason
    assert not made.missing


def test_a_program_that_is_gone_says_so(tmp_path):
    made = to_pdf(b"text", program=tmp_path / "gone")
    assert isinstance(made, NoPdf)
    assert "không chạy được" in made.reason


def test_without_an_office_nothing_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    made = to_pdf(b"text")
    assert made == NoPdf("máy chưa cài LibreOffice", missing=True)

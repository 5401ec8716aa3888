from __future__ import annotations

import pytest

from monitor.core.errors import MonitorError
from monitor.reports.files import REGISTER, write_document


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

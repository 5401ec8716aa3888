"""The command line's help and its faults are in Vietnamese, of every command."""

from __future__ import annotations

import re

import pytest

from monitor.cli import cli, main
from monitor.commands.help_words import in_vietnamese

ENGLISH = re.compile(
    r"Usage|Options|Arguments|Commands|OPTIONS|COMMAND|ARGS|Show this|\[required|\[default|Error|Missing|Try "
)


def paths(command, path=()):
    yield path
    for name, one in getattr(command, "commands", {}).items():
        yield from paths(one, (*path, name))


def run(line, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["monitor", *line.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, capsys.readouterr()


@pytest.mark.parametrize("path", [" ".join(path) for path in paths(in_vietnamese(cli))])
def test_every_help_is_in_vietnamese(path, monkeypatch, capsys):
    code, said = run(f"{path} --help", monkeypatch, capsys)
    assert code == 0
    assert f"Cách dùng: {f'monitor {path}'.strip()} [TÙY CHỌN]" in " ".join(said.out.split())
    assert ENGLISH.search(said.out) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("foo", "Không có lệnh «foo».", id="no command"),
        pytest.param("reprt x", "Có phải ý là: report, export?", id="near command"),
        pytest.param("trace", "Thiếu tham số «item»: Mã tin.", id="missing argument"),
        pytest.param("report weekly", "Thiếu tùy chọn «--for»: Một ngày", id="missing option"),
        pytest.param("trace a b", "Thừa tham số: «b».", id="too much"),
        pytest.param("trace --nothing a", "Không có tùy chọn «--nothing».", id="no option"),
        pytest.param("run --port abc", "«--port» không dùng được: phải là số nguyên.", id="no number"),
        pytest.param("run --port 70000", "«--port» không dùng được: không được quá 65535.", id="too large"),
        pytest.param("run --port -1", "«--port» không dùng được: phải từ 0 trở lên.", id="too small"),
        pytest.param("report weekly --for", "Tùy chọn «--for» cần một giá trị đi kèm.", id="no value"),
        pytest.param("zalo link", "Lệnh chưa đúng: cần --unit ĐƠN-VỊ hoặc --operator.", id="said by a command"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_in_vietnamese(line, told, monkeypatch, capsys):
    code, said = run(line, monkeypatch, capsys)
    assert code == 2
    assert told in said.err
    assert ENGLISH.search(said.err) is None

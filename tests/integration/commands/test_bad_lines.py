"""Lines that break the contract: told with number and reason, the rest processed, status 3."""

from __future__ import annotations

import json

import pytest

GOOD = [{"id": "tot-1", "text": "Sở GD&ĐT công bố lịch thi."}, {"id": "tot-2", "text": "Lễ khai giảng ở Ba Tri."}]
BAD = [
    pytest.param(b"khong phai json", "không phải JSON", id="not JSON"),
    pytest.param(b'{"id": "x", "text": "abc"', "không phải JSON", id="cut off"),
    pytest.param(b"[1, 2]", "không phải đối tượng JSON", id="list"),
    pytest.param(b'"chuoi"', "không phải đối tượng JSON", id="string"),
    pytest.param(b'{"text": "abc"}', "thiếu id", id="no id"),
    pytest.param(b'{"id": "x"}', "thiếu text hoặc title", id="no text"),
    pytest.param(b'{"id": "x", "text": 5}', "text phải là chuỗi chữ", id="text is a number"),
    pytest.param(b'{"id": "x", "text": "a", "published_at": "hom qua"}', "published_at", id="bad time"),
    pytest.param(b'{"id": "x", "text": "a", "published_at": "0001-01-01T00:00:00+07:00"}', "1900", id="year 1"),
    pytest.param(b'{"id": "x", "text": "a", "arrived_at": "00010101T000000+0700"}', "1900", id="year 1, basic form"),
    pytest.param(b'{"id": "x", "text": "a", "arrived_at": "9999-12-31T23:59:59Z"}', "2199", id="year 9999"),
    pytest.param(b'{"id": "x", "text": "a", "published_at": 1646100000}', "published_at", id="time is a number"),
    pytest.param(b'{"id": "x", "text": "a", "channel": "radio"}', "không có kênh", id="channel"),
    pytest.param(b'{"id": "x", "text": "a", "followers": Infinity}', "không phải số của JSON", id="infinity"),
    pytest.param(b'{"id": "x", "text": "a", "followers": NaN}', "không phải số của JSON", id="not a number"),
    pytest.param(b'{"id": "x", "text": "a", "followers": 1e999}', "quá lớn", id="overflowing number"),
    pytest.param(b'{"id": "x", "text": "a", "followers": 9223372036854775808}', "quá lớn", id="over 64 bits"),
    pytest.param(b'{"id": "x", "text": "a\x00b"}', "không phải JSON", id="NUL"),
    pytest.param(b"\x00\x00\x00", "không phải JSON", id="only NULs"),
    pytest.param(b'{"id": "x", "text": "h\xff\xfec"}', "không phải UTF-8: byte 0xff", id="invalid UTF-8"),
    pytest.param(b'{"id": "x", "text": "' + b"a " * 2_500_000 + b'"}', "dài quá 4000000", id="5 MB line"),
    pytest.param(b"[" * 100_000, "không phải JSON", id="nested too deep"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_line_is_told_and_the_rest_goes_on(monitor, lines, bad, reason):
    ran = monitor("stories", "--input", lines([GOOD[0], bad, GOOD[1]]))
    told = ran.err.splitlines()
    assert ran.status == 3
    assert [record["id"] for record in ran.records] == ["tot-1", "tot-2"]
    assert len(told) == 1
    assert "items.jsonl: dòng 2: " in told[0]
    assert reason in told[0]
    assert len(told[0]) < 500


@pytest.mark.parametrize("command", ["classify", "stories", "extract"])
def test_every_command_that_reads_lines_tells_all_bad_ones(process, lines, command):
    good = [{**row, "html": "<h1>Tin</h1>"} for row in GOOD]
    ran = process(command, "--input", lines([b"{", good[0], b"[]", good[1], b'{"text": "x"}']))
    assert ran.status == 3
    assert [record["id"] for record in ran.records] == ["tot-1", "tot-2"]
    assert [line.split("dòng ")[1][0] for line in ran.err.splitlines()] == ["1", "3", "5"]


def test_bad_lines_of_standard_input_are_told_too(monitor):
    ran = monitor("stories", stdin=b'{"id": "a", "text": "b"}\n\xff\xfe\n')
    assert ran.status == 3
    assert ran.err.startswith("-: dòng 2: không phải UTF-8")
    assert len(ran.records) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'\xef\xbb\xbf{"id": "a", "text": "b"}', id="byte order mark"),
        pytest.param(b'\n\n{"id": "a", "text": "b"}\n   \n', id="blank lines"),
        pytest.param(b'{"id": "a", "text": "b"}\r\n', id="Windows line end"),
        pytest.param(b'{"id": "a", "text": "b\xe2\x80\xa8c"}', id="line separator inside a text"),
        pytest.param(b'{"id": "a", "text": "b\\u0000c \\ud83d"}', id="escaped NUL and half character"),
        pytest.param(b'{"id": 12, "text": "b", "unknown": [{}]}', id="number as id, unknown field"),
        pytest.param(b'{"id": "a", "title": "b", "text": null, "hashtags": null, "published_at": ""}', id="absent"),
    ],
)
def test_what_is_odd_but_good_passes(monitor, text):
    ran = monitor("stories", stdin=text)
    assert (ran.status, ran.err, len(ran.records)) == (0, "", 1)


def test_what_no_database_can_hold_is_replaced_before_it_gets_there(monitor, lines):
    clock = {"type": "clock", "start": "2022-03-01T08:00:00+07:00", "end": "2022-03-01T08:30:00+07:00"}
    item = {"type": "item", "id": "a", "title": "Tin \0 lạ", "text": "Nội dung \ud800", "hashtags": ["\ud83d"]}
    line = json.dumps({**item, "arrived_at": "2022-03-01T08:10:00+07:00"}).encode()
    ran = monitor("replay", lines([clock, line]), "--events", "-")
    assert (ran.status, ran.err) == (0, "")
    assert [event["type"] for event in ran.records] == ["story_assigned"]

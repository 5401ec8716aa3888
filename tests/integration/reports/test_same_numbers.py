"""The same numbers wherever they stand: read back out of the mail, the document and the sheet of 50 random periods.

Nothing is asked of the figures themselves: every number is parsed from what a reader opens.
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from random import Random

import pytest
from docx import Document

from alerts.channels.email import build_message
from monitor.core.config.plan_file import load_plan
from monitor.core.notifications import Recipient
from monitor.core.plan import Plan
from monitor.core.settings import load_settings
from monitor.demo.archive_news import Newsroom, read_authored
from monitor.demo.city import load_city
from monitor.demo.history import write_archive
from monitor.demo.rhythm import daily_counts
from monitor.reports.making import Made, ReportKind, Request, Workshop, make_report
from monitor.reports.official.bodies import load_bodies
from monitor.reports.periods import Period, month_of, week_of
from monitor.reports.weekly import send_weekly
from monitor.store.database import Store, open_store

pytestmark = pytest.mark.slow

SETTINGS = load_settings({})
FIRST = date(2025, 3, 3)
WEEKS = 60
"""Across both mergers: of the provinces in July 2025 and of the decrees in July 2026 there are tests by name."""
SEED = 31
RANDOM = Random(SEED)
DAYS = [FIRST + timedelta(days=RANDOM.randrange(7 * WEEKS)) for _ in range(50)]
PERIODS = [week_of(day) for day in DAYS[:30]] + [month_of(day) for day in DAYS[30:]]
READER = Recipient("lanh-dao", "Giám đốc", email="gd@so.example")
Numbers = tuple[int, ...]
Row = dict[str, str]


@dataclass(frozen=True)
class SomeParts:
    plan: Plan
    store: Store
    base_url: str = ""


@pytest.fixture(scope="module")
def archive() -> Iterator[Store]:
    plan = load_plan(SETTINGS.plan_path)
    store = open_store("sqlite://")
    room = Newsroom(plan, read_authored(SETTINGS.labelled_dir), load_city(SETTINGS.demo_dir).outlets)
    days = daily_counts(plan, first=FIRST, days=WEEKS * 7, seed=SEED, scale=0.2)
    write_archive(store, room, days, seed=SEED)
    yield store
    store.close()


def whole(text: str) -> int:
    return int(text.replace(".", ""))


def found(pattern: str, text: str) -> int:
    """The number that a sentence tells; 0 when it tells none."""
    match = re.search(pattern, text)
    return whole(match.group(1)) if match else 0


class Sheet:
    """The CSV."""

    def __init__(self, made: Made) -> None:
        text = made.content.decode("utf-8-sig")
        self.rows: list[Row] = list(csv.DictReader(io.StringIO(text)))

    def one(self, section: str, key: str) -> int:
        return next((int(row["Kỳ này"]) for row in self.rows if (row["Mục"], row["Mã"]) == (section, key)), 0)

    def section(self, name: str, *columns: str) -> dict[str, Numbers]:
        """Lines that a reader is shown: something this time or the time before."""
        shown = [row for row in self.rows if row["Mục"] == name and (row["Kỳ này"], row["Kỳ trước"]) != ("0", "0")]
        return {row["Tên"].casefold(): tuple(int(row[column]) for column in columns) for row in shown}


COUNTS = ("Kỳ này", "Kỳ trước", "Tiêu cực", "Trung tính", "Tích cực")
THIS_ALONE = ("Kỳ này", "Tiêu cực", "Trung tính", "Tích cực")


@dataclass
class Page(HTMLParser):
    """Tables of a page as rows of texts, and what pictures say instead of themselves."""

    html: str
    rows: list[list[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self.inside = True
        elif tag == "img":
            self.said.append(values["alt"] or "")
            self.rows[-1][-1] += values["alt"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data

    def counts(self) -> dict[str, Numbers]:
        """Name → numbers, of the table of themes: a line of the name, below it the line of numbers."""
        lines = [[" ".join(cell.split()) for cell in row] for row in self.rows]
        found = {}
        for name, numbers in itertools.pairwise(lines):
            if len(name) == 1 and len(numbers) in {5, 7} and all(re.fullmatch(r"[\d.]+", n) for n in numbers[-3:]):
                columns = (1, 2, 4, 5, 6) if len(numbers) == 7 else (1, 2, 3, 4)
                found[name[0].split(" · ")[0].casefold()] = tuple(whole(numbers[n]) for n in columns)
        return found


LINE = re.compile(
    r"^ *- (?P<name>[^:\[]+): (?P<now>[\d.]+)(?:; (?P<before>[\d.]+); [^|]+)? "
    r"\| (?P<neg>[\d.]+), (?P<neu>[\d.]+), (?P<pos>[\d.]+)",
    re.MULTILINE,
)


def text_counts(text: str) -> dict[str, Numbers]:
    return {
        line["name"].casefold(): tuple(
            whole(line[part]) for part in ("now", "before", "neg", "neu", "pos") if line[part] is not None
        )
        for line in LINE.finditer(text)
    }


def shares(line: str, text: str) -> dict[str, Numbers]:
    """`Theo loại kênh: Báo địa phương 35 tin (3 tiêu cực, giảm 19%); …`: name → items."""
    match = re.search(rf"^{line}: (.+)$", text, re.MULTILINE)
    parts = re.findall(r"([^;.()][^;()]*?) ([\d.]+) tin(?: \([^)]*\))?[;.]", match.group(1)) if match else []
    return {name.strip().casefold(): (whole(count),) for name, count in parts}


class Paper:
    """A document: its sentences, and its tables by the first cell of their heads."""

    def __init__(self, made: Made) -> None:
        file = Document(io.BytesIO(made.content))
        self.text = "\n".join(paragraph.text for paragraph in file.paragraphs)
        self.tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
        self.pictures = [shape.get("descr") for shape in file.element.iter() if shape.tag.endswith("}docPr")]

    def table(self, *head: str) -> list[list[str]]:
        return next((rows[1:] for rows in self.tables if tuple(rows[0][: len(head)]) == head), [])


def incidents_told(text: str) -> Numbers:
    return tuple(
        found(pattern, text)
        for pattern in (r"phát sinh ([\d.]+) sự cố", r"khép lại ([\d.]+) sự cố", r"hiện còn ([\d.]+) sự cố")
    )


def check_sentences(text: str, sheet: Sheet) -> None:
    """What the opening says in words."""
    assert found(r"này có ([\d.]+) tin về giáo dục", text) == sheet.one("Tổng", "total")
    assert found(r"chưa kể ([\d.]+) bài đăng lại", text) in {0, sheet.one("Tổng", "copies")}
    assert incidents_told(text) == tuple(sheet.one("Sự cố", key) for key in ("opened", "closed", "still_open"))
    total = next(row for row in sheet.rows if row["Mã"] == "total")
    for tone in ("Tiêu cực", "Trung tính", "Tích cực"):
        assert found(rf"([\d.]+) tin {tone.lower()}", text) == int(total[tone])


def check_courses(said: list[str], sheet: Sheet) -> None:
    """The last column of every small chart is this week, the one before it the week before."""
    wanted = {row[:2] for row in sheet.section("Lĩnh vực", *COUNTS).values()}
    wanted.add(tuple(int(sheet.rows[0][column]) for column in COUNTS[:2]))
    for words in said:
        counts = [whole(n) for n in re.sub(r"^\d+ tuần gần đây: |;.*$", "", words).split(", ")]
        before = counts[-2] if len(counts) > 1 else 0
        assert (counts[-1], before) in wanted


def week_files(store: Store, plan: Plan, period: Period) -> tuple[dict[str, Made], EmailMessage]:
    """The files and the mail, made as on the Monday after."""
    now = period.end + timedelta(hours=7, minutes=30)
    shop = Workshop(store, plan, load_bodies(SETTINGS.bodies_path))
    files = make_report(shop, Request(ReportKind.WEEKLY, period.first), now=now)
    send_weekly(SomeParts(plan, store), now=now)
    with store.read() as tx:
        sent = tx.outbox.get(f"weekly:{plan.alerts.leadership_unit}:{period.iso_week}")
    assert sent is not None
    raw = build_message(sent.notification, READER, sender="giam-sat@so.example", now=now).as_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return {one.name.rpartition(".")[2]: one for one in files}, mail


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("period", PERIODS[:30], ids=lambda period: f"{period.kind}-{period.first}")
def test_a_weeks_mail_document_and_sheet(archive: Store, plan: Plan, period: Period) -> None:
    files, mail = week_files(archive, plan, period)
    sheet, paper = Sheet(files["csv"]), Paper(files["docx"])
    text, page = body(mail, "plain"), Page(body(mail, "html"))
    columns = COUNTS if "tuần này; tuần trước" in text else THIS_ALONE
    wanted = sheet.section("Lĩnh vực", *columns)
    wanted |= {"tổng số tin": tuple(int(sheet.rows[0][column]) for column in columns)}
    assert text_counts(text) == page.counts() == wanted
    assert text_counts(files["txt"].content.decode()) == wanted
    assert Page(files["html"].content.decode()).counts() == wanted
    for row in paper.table("Lĩnh vực nhiều tin nhất"):
        told = wanted[row[0].casefold()]
        assert (whole(row[1]), whole(row[3])) == (told[0], told[-3])
    for words in (text, paper.text):
        check_sentences(words, sheet)
    check_courses([*page.said, *paper.pictures], sheet)
    assert shares("Theo loại kênh", text) == sheet.section("Loại kênh", "Kỳ này")
    grounds = sheet.section("Địa bàn", "Kỳ này")
    assert shares("Theo địa bàn", text).items() <= grounds.items()
    for key, pattern in (
        ("criticism", r"Phản ánh, phê bình: ([\d.]+) tin"),
        ("false_information", r"Nói về thông tin sai, giả mạo: ([\d.]+) tin"),
        ("good_news", r"GƯƠNG TỐT, VIỆC HAY \(([\d.]+) tin\)"),
        ("copies", r"bài đăng lại \(([\d.]+)\)"),
        ("elsewhere", r"tin của tỉnh khác \(([\d.]+)\)"),
    ):
        assert found(pattern, text) == sheet.one("Tổng", key)


@pytest.mark.parametrize("period", PERIODS[30:], ids=lambda period: f"{period.kind}-{period.first}")
def test_a_months_document_and_sheet(archive: Store, plan: Plan, period: Period) -> None:
    shop = Workshop(archive, plan, load_bodies(SETTINGS.bodies_path))
    made = make_report(shop, Request(ReportKind.MONTHLY, period.first), now=period.end + timedelta(hours=8))
    files = {one.name.rpartition(".")[2]: one for one in made}
    sheet, paper = Sheet(files["csv"]), Paper(files["docx"])
    themes = {row[1].casefold(): tuple(map(whole, row[2:])) for row in paper.table("TT", "Lĩnh vực")}
    assert themes == sheet.section("Lĩnh vực", *COUNTS)
    levels = {row[0].casefold(): tuple(map(whole, row[1:])) for row in paper.table("Cấp học")}
    assert levels == sheet.section("Cấp học", "Kỳ này", "Kỳ trước", "Tiêu cực", "Tích cực")
    lines = {row[0].casefold(): (found(r"([\d.]+) tin", row[1]),) for rows in paper.tables for row in rows}
    for section in ("Loại kênh", "Địa bàn"):
        assert sheet.section(section, "Kỳ này").items() <= lines.items()
    check_sentences(paper.text, sheet)
    said = found(r"Có ([\d.]+) tin, bài nói về thông tin sai", paper.text)
    assert said == sheet.one("Tổng", "false_information")
    assert found(r"(?:và|Có) ([\d.]+) tin, bài phản ánh", paper.text) == sheet.one("Tổng", "criticism")
    assert found(r"Ghi nhận ([\d.]+) tin, bài; tiêu biểu", paper.text) == sheet.one("Tổng", "good_news")


def test_the_periods_are_many_and_of_both_kinds() -> None:
    assert len(PERIODS) == 50
    assert len(set(PERIODS)) > 30

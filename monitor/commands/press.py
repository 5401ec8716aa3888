"""`monitor press …`: news and lists of the press office at the terminal, with the same functions as the desk.

Nothing is posted or sent from here: people do that, and note it.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape
from rich.table import Table

from monitor.commands.casework import Person, Reason, Seen, Unit, fail, moment_of, product
from monitor.commands.records import EXIT_USAGE, screen
from monitor.core.casework.cases import Author, Origin
from monitor.core.clock import show_time
from monitor.core.press.distribution import ListRemoved, ListSet
from monitor.core.press.lists import addresses, member_lines, read_members
from monitor.core.press.news import NewsApproved, NewsDropped, NewsPosted, NewsWritten, read_news
from monitor.core.press.words import NEWS_CHANNELS, NEWS_STATES, press_words

if TYPE_CHECKING:
    from monitor.app import App
    from monitor.core.press.news import NewsDraft
    from monitor.stages.casework import ListBody, NewsBody, WriteOutcome

press = typer.Typer(
    name="press", no_args_is_help=True, add_completion=False,
    help="Báo chí: tin đăng cổng, danh sách gửi tin, người phát ngôn, việc với báo chí.",
)  # fmt: skip

News = Annotated[str, typer.Argument(help="Mã tin.")]
ListName = Annotated[str, typer.Argument(help="Tên danh sách.")]
TextFile = Annotated[str, typer.Argument(help="Tệp văn bản UTF-8, hoặc - để đọc từ đầu vào chuẩn.")]
_ID_BYTES = 6


@press.command("news")
def list_news() -> None:
    """Xem mọi tin: bản thảo, đã duyệt, đã đăng, đã bỏ."""
    from monitor.stages.casework import news

    with product() as app, app.store.read() as tx:
        known = news(tx)
    table = Table("Mã", "Tiêu đề", "Nơi đăng", "Tình trạng", "Bản", "Người soạn", title="Tin đăng cổng")
    for piece in known:
        state = NEWS_STATES[piece.state]
        by = f"{piece.by.person}, {show_time(piece.written_at)}"
        table.add_row(piece.id, escape(piece.text.title), piece.text.channel, state, str(piece.version), escape(by))
    screen().print(table if known else "Chưa có tin nào.")


@press.command("show-news")
def show_news(news_id: News) -> None:
    """Xem bản mới nhất của một tin và những gì đã làm với tin đó."""
    from monitor.stages.casework import news_log

    with product() as app, app.store.read() as tx:
        log = news_log(tx, news_id)
    piece = read_news(news_id, log)
    if piece is None:
        fail(f"Không có tin «{news_id}».")
    steps = "\n".join(f"{show_time(e.at)} {e.by.person}: {press_words(e.body)}" for e in log)
    lines = (piece.text.title, f"{NEWS_STATES[piece.state]}, bản {piece.version}, {piece.text.channel}", "")
    screen().print(escape("\n".join((*lines, piece.text.text, "", steps))))


@press.command()
def draft(
    source: TextFile,
    *,
    title: Annotated[str, typer.Option("--title", help="Tiêu đề.")],
    person: Person,
    unit: Unit,
    channel: Annotated[str, typer.Option("--channel", help="Sẽ đăng ở đâu.")] = NEWS_CHANNELS[0],
    news_id: Annotated[str, typer.Option("--id", help="Mã tin đã có, để lưu bản mới; bỏ trống: tin mới.")] = "",
    seen: Seen = None,
) -> None:
    """Soạn một tin, hoặc lưu bản mới của một tin đã có."""
    if channel not in NEWS_CHANNELS:
        _refuse(f"Nơi đăng là một trong: {'; '.join(NEWS_CHANNELS)}.")
    with product() as app:
        known = _piece(app, news_id) if news_id else None
        if news_id and known is None:
            fail(f"Không có tin «{news_id}».")
        chosen = news_id or secrets.token_hex(_ID_BYTES)
        body = NewsWritten(title, _text_of(source), channel)
        version = _write_news(app, chosen, body, author(person, unit), seen if known else 0)
    screen().print(f"Đã lưu tin {chosen}, bản {version}.")


@press.command()
def approve(news_id: News, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Duyệt bản mới nhất của một tin; người soạn không tự duyệt."""
    with product() as app:
        piece = _piece(app, news_id)
        version = piece.version if piece is not None else 0
        _write_news(app, news_id, NewsApproved(version if seen is None else seen), author(person, unit), seen)
    screen().print("Đã duyệt. Tin chưa được đăng: hãy đăng rồi ghi nhận bằng «monitor press posted».")


@press.command()
def posted(
    news_id: News,
    *,
    url: Annotated[str, typer.Option("--url", help="Địa chỉ bài đã đăng.")],
    person: Person,
    unit: Unit,
    at: Annotated[str, typer.Option("--at", help="Đăng lúc nào; bỏ trống: lúc này.")] = "",
    seen: Seen = None,
) -> None:
    """Ghi nhận một người đã đăng tin, ở đâu và lúc nào."""
    with product() as app:
        body = NewsPosted(url, moment_of(at) if at else app.clock.now())
        _write_news(app, news_id, body, author(person, unit), seen)
    screen().print("Đã ghi nhận tin đã đăng.")


@press.command()
def drop(news_id: News, *, reason: Reason, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Bỏ một tin, không đăng."""
    with product() as app:
        _write_news(app, news_id, NewsDropped(reason), author(person, unit), seen)
    screen().print("Đã bỏ tin này.")


@press.command("lists")
def show_lists(
    name: Annotated[str, typer.Argument(help="Tên danh sách; bỏ trống: mọi danh sách.")] = "",
    *,
    mails: Annotated[bool, typer.Option("--mails", help="Chỉ in địa chỉ thư, để dán vào ô Bcc.")] = False,
) -> None:
    """Xem danh sách gửi tin: mỗi người một dòng, như khi lưu."""
    from monitor.stages.casework import distribution_lists

    with product() as app, app.store.read() as tx:
        known = distribution_lists(tx)
    if not name:
        lines = [f"{one.name}: {len(one.members)} người" for one in known.lists]
        screen().print(escape("\n".join(lines)) if lines else "Chưa có danh sách nào.")
        return
    found = known.named(name)
    if found is None:
        fail(f"Không có danh sách «{name}».")
    sys.stdout.write((addresses(found.members) if mails else member_lines(found.members)) + "\n")


@press.command("set-list")
def set_list(name: ListName, source: TextFile, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Lưu một danh sách: mỗi dòng «họ tên; thư điện tử; Zalo»."""
    read = read_members(_text_of(source))
    if read.faults:
        fail("\n".join(read.faults))
    if not read.members:
        fail("Danh sách chưa có ai. Hãy ghi mỗi người một dòng.")
    _write_list(ListSet(" ".join(name.split()), read.members), person, unit, seen)


@press.command("remove-list")
def remove_list(name: ListName, *, person: Person, unit: Unit, seen: Seen = None) -> None:
    """Bỏ một danh sách."""
    _write_list(ListRemoved(name), person, unit, seen)


def written_version(outcome: WriteOutcome) -> int:
    """The file's version after a write; ends with 1, saying why, when nothing was written."""
    from monitor.stages.case_events import Conflict, Rejected

    if isinstance(outcome, Rejected):
        fail(outcome.reason)
    if isinstance(outcome, Conflict):
        who = f" ({outcome.by.person}, {show_time(outcome.at)})" if outcome.by and outcome.at else ""
        fail(f"Đã có người ghi thêm{who}, chưa ghi gì. Hãy xem lại (bản {outcome.version}) rồi làm lại nếu vẫn cần.")
    return outcome.version


def author(person: str, unit: str) -> Author:
    """Who writes at the terminal."""
    return Author(person, unit, Origin.COMMAND)


def _piece(app: App, news_id: str) -> NewsDraft | None:
    from monitor.stages.casework import news_log

    with app.store.read() as tx:
        return read_news(news_id, news_log(tx, news_id))


def _write_news(app: App, news_id: str, body: NewsBody, by: Author, seen: int | None) -> int:
    from monitor.stages.casework import write_news

    piece = _piece(app, news_id) if seen is None else None
    version = seen if seen is not None else piece.version if piece is not None else 0
    return written_version(write_news(app.pipeline.parts, news_id, body, by=by, seen=version))


def _write_list(body: ListBody, person: str, unit: str, seen: int | None) -> None:
    from monitor.stages.casework import distribution_lists, write_lists

    with product() as app:
        if seen is None:
            with app.store.read() as tx:
                seen = distribution_lists(tx).version
        version = written_version(write_lists(app.pipeline.parts, body, by=author(person, unit), seen=seen))
    screen().print(f"Đã ghi, các danh sách nay là bản {version}.")


def _text_of(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        _refuse(f"Không đọc được «{source}»: cần một tệp văn bản UTF-8.")


def _refuse(message: str) -> NoReturn:
    screen().print(message)
    raise typer.Exit(EXIT_USAGE)

"""Gán nhãn: the items that teach most, correcting any label, progress, and what the models made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from fastapi.responses import Response
from markupsafe import Markup

from classifiers.learning.champions import learnt_through
from classifiers.models.tasks import TASK_NAMES
from monitor.core.accounts import Permission
from monitor.core.errors import ClassifierError
from monitor.core.items import Item
from monitor.core.privacy import mask
from monitor.desk.checkout import KEPT_FOR, Hold, give_back, held, take
from monitor.desk.errors import BadForm
from monitor.desk.incidents.view import HEADLINE_CHARS, headline
from monitor.desk.items.label_forms import LabelChoices, choices_of, read_labels
from monitor.desk.items.pages import readable_item, show_item
from monitor.desk.items.view import labels_of
from monitor.desk.pages import Pages
from monitor.desk.system.help import rendered
from monitor.desk.times import short_time
from monitor.desk.visits import Visit, Visiting, see
from monitor.stages.learning import correct_labels, twenty_most_useful

pages = Pages()

WEEK = timedelta(days=7)
TEXT_CHARS = 600
"""Enough to judge most news by; the rest is behind the title."""
OFFERED = 60
"""Items worked out, so that twenty are left when colleagues hold some."""
SHOWN = 20
ITEM = "item:"
BACK_TO_LIST = "gan-nhan"


@dataclass(frozen=True, slots=True)
class UsefulRow:
    """One item of the list with its form; `mine` until when the reader holds it, empty when not."""

    id: str
    title: str
    text: str
    at: str
    why: str
    labels: tuple[tuple[str, str, str], ...]
    choices: LabelChoices
    mine: str


@dataclass(frozen=True, slots=True)
class ModelState:
    """How many corrections there are, and up to which each task's standing model has learnt."""

    total: int
    week: int
    tasks: tuple[tuple[str, str], ...]
    report: Markup


@pages.get("/gan-nhan", may=Permission.JUDGE)
def label_list(visit: Visiting) -> Response:
    """Twenty items nobody has judged and no colleague holds."""
    with visit.app.store.read() as tx:
        useful, holds = twenty_most_useful(tx, now=visit.now, limit=OFFERED), held(tx, visit.now)
        total, week = tx.corrections.count(), tx.corrections.count(since=visit.now - WEEK)
        last = tx.corrections.last_number()
    free = [one for one in useful if _is_free(holds, one.item.id, visit.me.login)]
    rows = [
        UsefulRow(
            id=one.item.id,
            title=headline(one.item),
            text=_beyond_headline(one.item),
            at=short_time(one.item.seen_at, visit.now) if one.item.seen_at else "",
            why=one.why,
            labels=labels_of(one.said, visit.app.plan),
            choices=choices_of(one.said, visit.app.plan),
            mine=_until(holds, one.item.id, visit.now),
        )
        for one in free[:SHOWN]
    ]
    return visit.page(
        "labelling.html", rows=rows, elsewhere=len(useful) - len(free), done=visit.asked("xong"),
        minutes=KEPT_FOR // timedelta(minutes=1), model=_model(visit, total=total, week=week, last=last),
    )  # fmt: skip


@pages.post("/gan-nhan/nhan", may=Permission.JUDGE)
def take_items(visit: Visiting) -> Response:
    """Take the twenty for a while: colleagues are offered others."""
    with visit.app.store.transaction() as tx:
        useful = twenty_most_useful(tx, now=visit.now, limit=OFFERED)
        take(tx, [ITEM + one.item.id for one in useful], visit.me.login, visit.now, limit=SHOWN)
    return see("/gan-nhan")


@pages.post("/gan-nhan/tra", may=Permission.JUDGE)
def return_items(visit: Visiting) -> Response:
    """Let go of what was taken."""
    with visit.app.store.transaction() as tx:
        own = [thing for thing in held(tx, visit.now) if thing.startswith(ITEM)]
        give_back(tx, visit.me.login, visit.now, things=own)
    return see("/gan-nhan")


@pages.post("/sua-nhan/{item_id:path}", may=Permission.JUDGE)
def correct(visit: Visiting, item_id: str) -> Response:
    """Keep what the person says about an item's labels; pages, searches and reports count by it at once."""
    with visit.app.store.read() as tx:
        item, said, _ = readable_item(visit, tx, item_id)
    if said is None:
        return show_item(visit, item.id, status=422, fault="Tin này chưa được gán nhãn; hãy thử lại sau ít phút.")
    try:
        given = read_labels(visit.field("answer", limit=20), visit.field, said)
        with visit.app.store.transaction() as tx:
            correct_labels(
                tx, item.id, given, plan=visit.app.plan, person=visit.me.login, unit=visit.unit, now=visit.now
            )
            give_back(tx, visit.me.login, visit.now, things=[ITEM + item.id])
    except BadForm as error:
        return show_item(visit, item.id, status=error.status, fault=error.advice)
    except ValueError:
        return show_item(visit, item.id, status=422, fault="Một nhãn được chọn không có trong kế hoạch.")
    if visit.field("back", limit=20) == BACK_TO_LIST:
        return see("/gan-nhan?xong=co")
    return see(f"/tin-bai/{quote(item.id, safe='')}?xong=nhan")


def _is_free(holds: Mapping[str, Hold], item_id: str, login: str) -> bool:
    hold = holds.get(ITEM + item_id)
    return hold is None or hold.login == login


def _until(holds: Mapping[str, Hold], item_id: str, now: datetime) -> str:
    hold = holds.get(ITEM + item_id)
    return short_time(hold.until, now) if hold is not None else ""


def _beyond_headline(item: Item) -> str:
    """The text under the headline; of a post without a title that is short enough, the headline is all of it."""
    whole = not item.title and len(item.text) <= HEADLINE_CHARS
    return "" if whole else _beginning(item.text)


def _beginning(text: str) -> str:
    shown = mask(text)
    return shown if len(shown) <= TEXT_CHARS else f"{shown[:TEXT_CHARS].rstrip()}…"


def _model(visit: Visit, *, total: int, week: int, last: int) -> ModelState:
    folder = visit.app.settings.learnt_models_dir
    try:
        through = learnt_through(folder)
    except ClassifierError:
        through = {}
    learnt = {task: f"đã học đến lần sửa số {number} trên {last}" for task, number in through.items()}
    tasks = tuple((name, learnt.get(task, "bản gốc, chưa học nhãn sửa")) for task, name in TASK_NAMES.items())
    return ModelState(total, week, tasks, _last_report(folder / "reports"))


def _last_report(folder: Path) -> Markup:
    """The latest report of learning; empty when nothing was learnt yet."""
    latest = max(folder.glob("*.md"), default=None)
    return rendered(latest.read_text("utf-8")) if latest is not None else Markup("")

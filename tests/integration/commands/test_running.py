"""`monitor add`, `report`, `doctor`, `sources`, and what holds for every command."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from monitor.cli import cli
from monitor.commands.running import echo, reachable
from monitor.core.events import Notified, StoryAssigned
from monitor.core.settings import load_settings
from tests.fakes.news_server import NewsServer
from tests.fakes.store_rows import T0, a_notification

COMMANDS = sorted(
    [command.name or command.callback.__name__ for command in cli.registered_commands]
    + [group.name or group.typer_instance.info.name for group in cli.registered_groups]
)
CONTRACT = {
    "classify", "stories", "replay", "feed", "extract", "poll", "export", "evaluate", "train", "report", "run", "demo",
    "doctor", "drill", "sources", "add",
}  # fmt: skip
OPTIONS = {
    "classify": {"--input", "--output", "--plan", "--models"},
    "stories": {"--input", "--output"},
    "replay": {"--events", "--plan", "--database"},
    "feed": {"--url"},
    "extract": {"--input", "--output"},
    "poll": {"--sources", "--once", "--database", "--json"},
    "export": {"--since", "--until", "--database"},
    "evaluate": {"--gold", "--labels", "--models", "--json"},
    "train": {"--task", "--data", "--labels", "--models"},
    "report": {"--for", "--output", "--incident", "--unit"},
    "demo": {"--data", "--once"},
    "doctor": {"--probe"},
}
NEWS = "Hơn 40 học sinh Trường Tiểu học Bông Sen Trắng, xã An Đức, huyện Ba Tri nhập viện nghi ngộ độc thực phẩm."


def test_the_commands_are_those_of_the_contract():
    assert set(COMMANDS) >= CONTRACT


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_vietnamese(monitor, command):
    ran = monitor(command, "--help")
    assert ran.status == 0
    assert re.search("[ăâđêôơưạảấầậắặẹệịọộờợủứừự]", ran.out)
    assert all(option in ran.out for option in OPTIONS.get(command, ()))


def test_the_installed_command_works_from_any_folder(tmp_path):
    command = shutil.which("monitor", path=str(Path(sys.executable).parent))
    assert command, "the package is not installed in this environment"
    env = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    done = subprocess.run(
        [command, "classify"], input=b'{"id": "a", "text": "Ba Tri"}', capture_output=True, check=False, cwd=tmp_path,
        env=env | {"MONITOR_VAR": str(tmp_path / "var")}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["id"] == "a"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("env", "address"),
    [({}, "http://127.0.0.1:8123"), ({"MONITOR_BASE_URL": "https://so.example"}, "https://so.example")],
    ids=["as served", "as configured"],
)
def test_links_lead_to_the_page_that_is_served(env, address):
    assert reachable(load_settings(env), port=8123).base_url == address


def test_an_unknown_command_is_a_usage_error(process):
    assert process("khong-co").status == 2


def test_add_judges_what_a_person_sent_in(process, monitor):
    ran = process("add", NEWS, "--title", "Tin [/] báo qua điện thoại", "--place", "Ba Tri", "--sender", "pgd-ba-tri")
    assert (ran.status, ran.err) == (0, "")
    assert "sự cố" in ran.out
    assert "S4" in ran.out
    (record,) = monitor("export").records
    assert (record["kind"], record["channel"], record["text"]) == ("report", "manual", NEWS)
    assert (record["source"], record["source_place"]) == ("pgd-ba-tri", "Ba Tri")


def test_add_says_so_when_nothing_is_serious(monitor):
    ran = monitor("add", "Trường tổ chức lễ khai giảng năm học mới.")
    assert ran.status == 0
    assert "chưa đến mức mở sự cố" in ran.out


def test_the_same_message_added_twice_is_one_item(monitor):
    assert [monitor("add", NEWS).status for _ in range(2)] == [0, 0]
    assert len(monitor("export").records) == 1


def test_add_refuses_an_empty_message(monitor):
    ran = monitor("add", "  ")
    assert (ran.status, ran.out) == (2, "")
    assert "Chưa có nội dung" in ran.err


def test_report_weekly_prints_the_paths_it_wrote(process, tmp_path):
    folder = tmp_path / "reports"
    ran = process("report", "weekly", "--for", "2022-10-12", "--output", folder, "--no-pdf")
    paths = ran.out.splitlines()
    assert ran.status == 0
    assert [Path(path).suffix for path in paths] == [".html", ".txt", ".docx", ".csv"]
    assert sorted(paths) == sorted(str(path) for path in folder.iterdir() if not path.name.startswith("."))
    assert all("tuần" in Path(path).read_text("utf-8").lower() for path in paths[:2])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["weekly", "--for", "hôm nay"], "không phải là ngày", id="day"),
        pytest.param(["daily", "--for", "2022-10-12"], "daily", id="kind"),
        pytest.param(["quick", "--for", "2022-10-12"], "hãy ghi mã sự cố", id="no incident"),
        pytest.param(["claim", "--for", "2022-10-12", "--incident", "v9"], "không có sự cố «v9»", id="unknown case"),
        pytest.param(["unit", "--for", "2022-10-12", "--unit", "ai-do"], "không có đơn vị «ai-do»", id="unknown unit"),
        pytest.param(["unit", "--for", "2022-10-12", "--unit", "cttt"], "không thuộc diện", id="unit without report"),
    ],
)
def test_report_refuses_what_it_cannot_write(monitor, tmp_path, arguments, told):
    ran = monitor("report", *arguments, "--output", tmp_path / "r")
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_doctor_checks_everything_on_a_fresh_machine(process):
    ran = process("doctor")
    assert ran.status == 0
    for what in ("Kế hoạch", "Nguồn tin", "Cơ sở dữ liệu", "Mô hình phân loại", "MONITOR_SMTP_URL"):
        assert what in ran.out
    assert "lỗi" not in ran.out


def test_doctor_lists_the_faults_of_a_broken_home(monitor, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "plan.yaml").write_text("name: Kế hoạch\nthemes: 5\n", "utf-8")
    ran = monitor("doctor", env={"MONITOR_HOME": str(home)})
    assert ran.status == 1
    assert f"{home / 'plan.yaml'}:2: themes" in ran.out
    assert "sources.yaml:0: (tệp): không tìm thấy tệp" in ran.out


def test_sources_lists_every_source_whole(process, tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(
        "sources:\n  - {id: bao-mau-dai-ten-de-thu, name: Báo Mẫu, kind: rss, url: 'https://bao-mau.example/rss',"
        " tier: state, channel: press-local}\n",
        "utf-8",
    )
    ran = process("sources", "--sources", path)
    assert ran.status == 0
    assert "bao-mau-dai-ten-de-thu" in ran.out
    assert "https://bao-mau.example/rss" in ran.out


def test_bad_settings_are_a_usage_error_that_names_them(process):
    ran = process("sources", env={"MONITOR_ALLOW_PRIVATE": "mang-la", "MONITOR_BASE_URL": "khong"})
    assert (ran.status, ran.out) == (2, "")
    assert "MONITOR_ALLOW_PRIVATE" in ran.err
    assert "MONITOR_BASE_URL" in ran.err
    assert "Traceback" not in ran.err


def test_a_database_that_cannot_be_used_is_told_not_traced(monitor):
    ran = monitor("export", env={"DATABASE_URL": "postgresql://sai:mat-khau-bi-mat@127.0.0.1:9/khong-co"})
    assert (ran.status, ran.out) == (1, "")
    assert "mat-khau-bi-mat" not in ran.err
    assert "Traceback" not in ran.err


def test_logs_of_a_verbose_run_stay_off_standard_output(process):
    ran = process("--verbose", "classify", stdin=b'{"id": "a", "text": "Ba Tri"}\n')
    assert len(ran.records) == 1


def test_verbose_logs_leave_out_addresses_of_requests(monitor, tmp_path):
    with NewsServer() as server:
        server.add("/rss", "<rss version='2.0'><channel></channel></rss>", content_type="application/rss+xml")
        path = tmp_path / "s.yaml"
        path.write_text(
            f"sources:\n  - {{id: a, name: A, kind: rss, url: '{server.url('/rss')}?key=bi-mat', tier: state,"
            " channel: press-local}\n",
            "utf-8",
        )
        ran = monitor("--verbose", "poll", "--sources", path, "--once", "--json")
    assert "httpcore" not in ran.err
    assert "HTTP Request" not in ran.err


def test_without_a_mail_server_each_message_is_shown_on_the_terminal():
    shown = io.StringIO()
    hear = echo(Console(file=shown, width=200))
    hear(Notified(T0, "file", a_notification(subject="[S3] Ngộ độc thực phẩm – Trường Tiểu học Bông Sen")))
    hear(StoryAssigned(T0, "q1", "st-1", None))
    assert shown.getvalue().count("\n") == 1
    assert "cttt" in shown.getvalue()
    assert "[S3] Ngộ độc thực phẩm – Trường Tiểu học Bông Sen" in shown.getvalue()

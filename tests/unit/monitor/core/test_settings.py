from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.core.errors import ConfigError
from monitor.core.settings import ENVIRONMENT, load_settings

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def _empty_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def test_defaults_are_those_of_the_checkout() -> None:
    settings = load_settings({})

    assert settings.home == ROOT
    assert settings.var == ROOT / "var"
    assert settings.database_url == f"sqlite:///{ROOT / 'var' / 'monitor.db'}"
    assert settings.plan_path == ROOT / "plan.yaml"
    assert settings.sources_path == ROOT / "sources.yaml"
    assert settings.allow_private == ()
    assert settings.smtp_url is None


def test_folders_hang_on_home_and_var(home: Path, tmp_path: Path) -> None:
    settings = load_settings({"MONITOR_HOME": str(home), "MONITOR_VAR": str(tmp_path / "v")})

    data = [settings.models_dir, settings.labelled_dir, settings.gazetteer_dir, settings.lexicons_dir]
    assert [path.relative_to(home).as_posix() for path in data] == [
        "data/models",
        "data/labelled",
        "data/gazetteer",
        "data/lexicons",
    ]
    assert settings.demo_dir == home / "data" / "demo"
    assert settings.outbox_dir == tmp_path / "v" / "outbox"
    assert settings.secret_file == tmp_path / "v" / "secret"
    assert settings.database_url == f"sqlite:///{tmp_path / 'v' / 'monitor.db'}"


def test_relative_folder_is_pinned_at_start(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings({"MONITOR_HOME": str(home), "MONITOR_VAR": "var"})
    monkeypatch.chdir(home)

    assert settings.var == tmp_path / "cwd" / "var"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("127.0.0.1", ("127.0.0.1/32",)),
        ("10.0.0.0/8,127.0.0.0/8", ("10.0.0.0/8", "127.0.0.0/8")),
        ("10.0.0.0/8; ::1", ("10.0.0.0/8", "::1/128")),
        ('["192.168.0.0/16", "127.0.0.1/32"]', ("192.168.0.0/16", "127.0.0.1/32")),
        ("10.1.2.3/8", ("10.0.0.0/8",)),
    ],
)
def test_private_networks(text: str, expected: tuple[str, ...]) -> None:
    settings = load_settings({"MONITOR_ALLOW_PRIVATE": text})

    assert settings.allow_private == tuple(ip_network(network) for network in expected)


SECRETS = {
    "DATABASE_URL": "postgresql+psycopg://user:matkhau1@db/monitor",
    "MONITOR_SMTP_URL": "smtps://user:matkhau2@mail:465",
    "MONITOR_ZALO_BOT_TOKEN": "matkhau3",
    "MONITOR_FACEBOOK_TOKEN": "matkhau4",
    "MONITOR_YOUTUBE_KEY": "matkhau5",
    "MONITOR_THREADS_TOKEN": "matkhau6",
}


def test_secrets_never_show() -> None:
    settings = load_settings(SECRETS)

    assert "matkhau" not in repr(settings) + str(settings)
    assert settings.database_url == SECRETS["DATABASE_URL"]
    assert settings.smtp_url is not None
    assert settings.smtp_url.get_secret_value() == SECRETS["MONITOR_SMTP_URL"]
    assert settings.zalo_bot_token is not None
    assert settings.zalo_bot_token.get_secret_value() == "matkhau3"


BAD = {
    "MONITOR_HOME": "/khong/co/thu-muc",
    "DATABASE_URL": "mysql://user:matkhau@db/monitor",
    "MONITOR_ALLOW_PRIVATE": "10.0.0.0/8, 300.0.0.1",
    "MONITOR_BASE_URL": "{giamsat}.example",
    "MONITOR_SMTP_URL": "user:matkhau@mail",
    "MONITOR_MAIL_FROM": "giamsat",
    "MONITOR_ZALO_BASE_URL": "ftp://zalo.example",
    "MONITOR_FACEBOOK_API_VERSION": "26",
    "MONITOR_FACEBOOK_BASE_URL": "graph.facebook.com",
    "MONITOR_YOUTUBE_BASE_URL": "ftp://youtube.example",
    "MONITOR_THREADS_BASE_URL": "threads",
}


@pytest.mark.parametrize("name", BAD)
def test_one_mistake_is_reported_alone(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings({name: BAD[name]})

    assert [(fault.file, fault.key) for fault in caught.value.faults] == [(ENVIRONMENT, name)]


def test_every_mistake_is_reported_at_once_without_secrets() -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(BAD)

    assert {fault.key for fault in caught.value.faults} == set(BAD)
    assert "matkhau" not in str(caught.value)
    assert '"300.0.0.1" không phải địa chỉ mạng' in str(caught.value)


def test_var_must_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "v").write_text("", encoding="utf-8")

    with pytest.raises(ConfigError, match="là tệp"):
        load_settings({"MONITOR_VAR": str(tmp_path / "v")})


def test_env_files_stand_behind_the_environment_and_home_before_working_directory(home: Path) -> None:
    (home / ".env").write_text("MONITOR_BASE_URL=https://home.example/\nMONITOR_MAIL_FROM=home@a.example\n", "utf-8")
    Path(".env").write_text("MONITOR_BASE_URL=https://cwd.example\nMONITOR_ZALO_BOT_TOKEN=cwd\n", "utf-8")

    settings = load_settings({"MONITOR_HOME": str(home), "MONITOR_MAIL_FROM": "env@a.example"})

    assert settings.base_url == "https://home.example"
    assert settings.mail_from == "env@a.example"
    assert settings.zalo_bot_token is not None


def test_home_may_be_named_in_the_env_file_of_the_working_directory(home: Path) -> None:
    (home / ".env").write_text("MONITOR_MAIL_FROM=home@a.example\n", "utf-8")
    Path(".env").write_text(f"export MONITOR_HOME={home}\n", "utf-8")

    settings = load_settings({})

    assert (settings.home, settings.mail_from) == (home, "home@a.example")


def test_a_mistake_in_an_env_file_is_shown_with_its_line(home: Path) -> None:
    (home / ".env").write_text("# thư\nMONITOR_MAIL_FROM=giamsat\n", "utf-8")

    with pytest.raises(ConfigError) as caught:
        load_settings({"MONITOR_HOME": str(home)})

    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.key) == (str(home / ".env"), 2, "MONITOR_MAIL_FROM")


def test_given_environment_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_MAIL_FROM", "that@a.example")

    assert load_settings({}).mail_from != "that@a.example"
    assert load_settings().mail_from == "that@a.example"


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        load_settings({}).base_url = "https://a.example"

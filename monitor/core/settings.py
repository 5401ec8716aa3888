"""Settings of the machine it runs on: folders, addresses, secrets. The only module that reads the environment.

Values come from the environment, then `.env` in the home folder, then `.env` in the working directory; an empty value
counts as absent. The plan and the sources are files of their own (`plan_file`, `sources_file`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from monitor.core.errors import ConfigError, Fault

Network = IPv4Network | IPv6Network

SHARE_FOLDER = "giam-sat-truyen-thong"
"""Where an installed copy keeps the plan, the sources and the data: `<prefix>/share/<this>`."""

ENVIRONMENT = "biến môi trường"
_ENV_FILE = ".env"
_PLAN = "plan.yaml"
_DATABASE_SCHEMES = ("sqlite", "postgresql", "postgres")
_WEB_SCHEMES = ("http", "https")
_SMTP_SCHEMES = ("smtp", "smtps")
_IMAP_SCHEME = "imaps"
_FASTEST_MAIL = 6000
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_CHAT_SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")
"""What the Zalo Bot platform takes as `secret_token`."""
_MOST_BACKUPS = 365
_FEWEST_DAYS, _MOST_DAYS = 30, 3650
"""Of a text's retention: a month's report is made from texts of the month; ten years is an archive."""
_API_VERSION = re.compile(r"v\d{1,3}\.\d{1,2}")


def _refuse(message: str) -> PydanticCustomError:
    # Braces would be read as a template.
    return PydanticCustomError("setting", "{message}", {"message": message})


def _networks(value: Any) -> Any:
    """Read networks from a text such as `10.0.0.0/8, 127.0.0.1`; separators are commas, semicolons and blanks."""
    if not isinstance(value, str):
        return value
    words = value.strip("[]").replace(",", " ").replace(";", " ").split()
    return tuple(_network(word.strip("\"'")) for word in words)


def _network(word: str) -> Network:
    try:
        return ip_network(word, strict=False)
    except ValueError:
        raise _refuse(f'"{word}" không phải địa chỉ mạng; ví dụ 10.0.0.0/8 hoặc 192.168.1.20') from None


def _scheme(url: str) -> str:
    try:
        parts = urlsplit(url)
        # A file, or a PostgreSQL server reached through its socket: no host stands before the path.
        socket = parts.scheme.startswith("postgresql") and "host=/" in unquote(parts.query)
        local = socket or parts.scheme.startswith("sqlite")
        return parts.scheme.partition("+")[0] if parts.hostname or local else ""
    except ValueError:
        return ""


def _database(value: Any) -> Any:
    if _scheme(str(value)) not in _DATABASE_SCHEMES:
        raise _refuse("không phải địa chỉ cơ sở dữ liệu; ví dụ sqlite:////var/monitor.db hoặc postgresql://…")
    return value


def _web(value: Any) -> Any:
    if _scheme(str(value)) not in _WEB_SCHEMES:
        raise _refuse(f'"{value}" không phải địa chỉ web; cần bắt đầu bằng https:// hoặc http://')
    return str(value).rstrip("/")


def _smtp(value: Any) -> Any:
    if _scheme(str(value)) not in _SMTP_SCHEMES:
        raise _refuse("không phải địa chỉ máy chủ thư; ví dụ smtps://ten:mat-khau@may-chu:465 hoặc smtp://may-chu:25")
    return value


def _imap(value: Any) -> Any:
    if _scheme(str(value)) != _IMAP_SCHEME:
        raise _refuse("không phải địa chỉ hộp thư đến; ví dụ imaps://ten:mat-khau@may-chu:993/INBOX")
    return value


def _senders(value: Any) -> Any:
    """Read addresses and domains (`@truong.example`) from a text; separators are commas, semicolons and blanks."""
    if not isinstance(value, str):
        return value
    words = tuple(word.lower() for word in value.replace(",", " ").replace(";", " ").split())
    wrong = next((word for word in words if "@" not in word or word.endswith("@")), None)
    if wrong is not None:
        raise _refuse(f'"{wrong}" không phải địa chỉ thư; ví dụ to-truyen-thong@so.example hoặc cả miền @so.example')
    return words


def _hidden_web(value: Any) -> Any:
    # Such addresses are secrets themselves, so a fault does not repeat them.
    if _scheme(str(value)) not in _WEB_SCHEMES:
        raise _refuse("không phải địa chỉ web; cần bắt đầu bằng https:// hoặc http://")
    return value


def _ca_file(value: Any) -> Any:
    path = Path(str(value)).expanduser().absolute()
    if not path.is_file():
        raise _refuse(f'không có tệp "{value}"; cần tệp chứng thư (PEM) của nơi cấp chứng thư máy chủ thư')
    return path


def _program(value: Any) -> Any:
    found = shutil.which(str(Path(str(value)).expanduser()))
    if found is None:
        raise _refuse(f'không có chương trình "{value}"; cần tên hoặc đường dẫn của LibreOffice, ví dụ soffice')
    return Path(found)


def _per_minute(value: Any) -> Any:
    if not str(value).isdigit() or not 1 <= int(value) <= _FASTEST_MAIL:
        raise _refuse(f'"{value}" không phải số thư mỗi phút; cần số nguyên từ 1 đến {_FASTEST_MAIL}')
    return int(value)


def _chat_secret(value: Any) -> Any:
    if not _CHAT_SECRET.fullmatch(str(value)):
        raise _refuse("cần từ 8 đến 256 chữ cái không dấu, chữ số, dấu - hoặc _")
    return value


def _issuer(value: Any) -> Any:
    """An issuer is compared letter by letter with what the service says, so nothing of it is changed."""
    try:
        parts = urlsplit(str(value))
    except ValueError:
        parts = urlsplit("")
    here = parts.hostname in _LOOPBACK and parts.scheme == "http"
    if not parts.hostname or parts.query or parts.fragment or not (here or parts.scheme == "https"):
        raise _refuse(
            f'"{value}" không phải địa chỉ dịch vụ đăng nhập; cần https://, ví dụ https://dang-nhap.so.example'
        )
    return value


def _secret_text(value: Any) -> Any:
    path = Path(str(value)).expanduser().absolute()
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise _refuse(f'không đọc được tệp "{value}"; cần tệp văn bản chứa khóa')
    return text


def _addresses(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


def _api_version(value: Any) -> Any:
    if not _API_VERSION.fullmatch(str(value)):
        raise _refuse(f'"{value}" không phải phiên bản Graph API; ví dụ v26.0')
    return value


def _keep(value: Any) -> Any:
    if not str(value).isdigit() or int(value) > _MOST_BACKUPS:
        raise _refuse(f'"{value}" không phải số bản sao lưu giữ lại; cần số nguyên từ 0 (không sao lưu) đến 365')
    return int(value)


def _days(value: Any) -> Any:
    if not str(value).isdigit() or not (int(value) == 0 or _FEWEST_DAYS <= int(value) <= _MOST_DAYS):
        allowed = f"0 (giữ mãi) hoặc từ {_FEWEST_DAYS} đến {_MOST_DAYS}"
        raise _refuse(f'"{value}" không phải số ngày giữ nội dung tin; cần {allowed}')
    return int(value)


def _one_of(*words: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if str(value) not in words:
            raise _refuse(f'"{value}" không dùng được; chọn một trong: {", ".join(words)}')
        return value

    return check


def _mail_from(value: Any) -> Any:
    if "@" not in str(value) or "\n" in str(value):
        raise _refuse(f'"{value}" không phải địa chỉ thư; ví dụ giamsat@sogddt.example')
    return value


def _home(value: Any) -> Any:
    folder = Path(str(value)).expanduser().absolute()
    if not folder.is_dir():
        raise _refuse(f'không có thư mục "{value}"')
    return folder


def _var(value: Any) -> Any:
    folder = Path(str(value)).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise _refuse(f'"{value}" là tệp; cần một thư mục')
    return folder


def default_home() -> Path:
    """Where the plan and the data lie when nothing says so: the checkout, else beside an installed copy."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / _PLAN).is_file() else Path(sys.prefix) / "share" / SHARE_FOLDER


class Settings(BaseSettings):
    """Where things are and how to reach them. Secrets never show in `repr` or logs; ask for them by name."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, case_sensitive=True, validate_default=False
    )

    home: Annotated[Path, BeforeValidator(_home)] = Field(default_factory=default_home, validation_alias="MONITOR_HOME")
    var_folder: Annotated[Path | None, BeforeValidator(_var)] = Field(None, validation_alias="MONITOR_VAR", repr=False)
    database: Annotated[SecretStr | None, BeforeValidator(_database)] = Field(None, validation_alias="DATABASE_URL")
    allow_private: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        (), validation_alias="MONITOR_ALLOW_PRIVATE"
    )
    base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "http://127.0.0.1:8080", validation_alias="MONITOR_BASE_URL"
    )
    secret_path: Path | None = Field(None, validation_alias="MONITOR_SECRET_FILE", repr=False)
    sources_file: Path | None = Field(None, validation_alias="MONITOR_SOURCES_FILE", repr=False)
    smtp_url: Annotated[SecretStr | None, BeforeValidator(_smtp)] = Field(None, validation_alias="MONITOR_SMTP_URL")
    mail_from: Annotated[str, BeforeValidator(_mail_from)] = Field(
        "giam-sat@localhost", validation_alias="MONITOR_MAIL_FROM"
    )
    imap_url: Annotated[SecretStr | None, BeforeValidator(_imap)] = Field(None, validation_alias="MONITOR_IMAP_URL")
    mail_senders: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_senders)] = Field(
        (), validation_alias="MONITOR_MAIL_SENDERS"
    )
    zalo_bot_token: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_BOT_TOKEN")
    zalo_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://bot-api.zaloplatforms.com", validation_alias="MONITOR_ZALO_BASE_URL"
    )
    smtp_ca_file: Annotated[Path | None, BeforeValidator(_ca_file)] = Field(
        None, validation_alias="MONITOR_SMTP_CA_FILE"
    )
    smtp_per_minute: Annotated[int | None, BeforeValidator(_per_minute)] = Field(
        None, validation_alias="MONITOR_SMTP_PER_MINUTE"
    )
    pdf_program: Annotated[Path | None, BeforeValidator(_program)] = Field(None, validation_alias="MONITOR_PDF_PROGRAM")
    operator_name: str = Field("Người quản trị hệ thống", validation_alias="MONITOR_OPERATOR_NAME")
    operator_email: Annotated[str, BeforeValidator(_mail_from)] = Field("", validation_alias="MONITOR_OPERATOR_EMAIL")
    operator_telegram: str = Field("", validation_alias="MONITOR_OPERATOR_TELEGRAM", repr=False)
    heartbeat_url: Annotated[SecretStr | None, BeforeValidator(_hidden_web)] = Field(
        None, validation_alias="MONITOR_HEARTBEAT_URL"
    )
    zalo_bot_webhook_secret: Annotated[SecretStr | None, BeforeValidator(_chat_secret)] = Field(
        None, validation_alias="MONITOR_ZALO_BOT_WEBHOOK_SECRET"
    )
    zalo_oa_app_id: str = Field("", validation_alias="MONITOR_ZALO_OA_APP_ID")
    zalo_oa_app_secret: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_OA_APP_SECRET")
    zalo_oa_id: str = Field("", validation_alias="MONITOR_ZALO_OA_ID")
    zalo_oa_webhook_secret: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_OA_WEBHOOK_SECRET")
    zalo_oa_proof: bool = Field(False, validation_alias="MONITOR_ZALO_OA_PROOF")
    zalo_template_id: str = Field("", validation_alias="MONITOR_ZALO_TEMPLATE_ID")
    zalo_oa_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://openapi.zalo.me", validation_alias="MONITOR_ZALO_OA_BASE_URL"
    )
    zalo_template_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://business.openapi.zalo.me", validation_alias="MONITOR_ZALO_TEMPLATE_BASE_URL"
    )
    zalo_oauth_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://oauth.zaloapp.com/v4/oa/access_token", validation_alias="MONITOR_ZALO_OAUTH_URL"
    )
    telegram_bot_token: SecretStr | None = Field(None, validation_alias="MONITOR_TELEGRAM_BOT_TOKEN")
    telegram_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://api.telegram.org", validation_alias="MONITOR_TELEGRAM_BASE_URL"
    )
    webhook_url: Annotated[SecretStr | None, BeforeValidator(_hidden_web)] = Field(
        None, validation_alias="MONITOR_WEBHOOK_URL"
    )
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(_chat_secret)] = Field(
        None, validation_alias="MONITOR_WEBHOOK_SECRET"
    )
    apprise_urls: Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_addresses)] = Field(
        (), validation_alias="MONITOR_APPRISE_URLS"
    )
    oidc_issuer: Annotated[str, BeforeValidator(_issuer)] = Field("", validation_alias="MONITOR_OIDC_ISSUER")
    oidc_client_id: str = Field("", validation_alias="MONITOR_OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(None, validation_alias="MONITOR_OIDC_CLIENT_SECRET")
    oidc_secret_file: Annotated[SecretStr | None, BeforeValidator(_secret_text)] = Field(
        None, validation_alias="MONITOR_OIDC_CLIENT_SECRET_FILE"
    )
    oidc_name: str = Field("tài khoản của cơ quan", validation_alias="MONITOR_OIDC_NAME")
    oidc_new_accounts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_senders)] = Field(
        (), validation_alias="MONITOR_OIDC_NEW_ACCOUNTS"
    )
    facebook_token: SecretStr | None = Field(None, validation_alias="MONITOR_FACEBOOK_TOKEN")
    facebook_api_version: Annotated[str, BeforeValidator(_api_version)] = Field(
        "v26.0", validation_alias="MONITOR_FACEBOOK_API_VERSION"
    )
    facebook_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://graph.facebook.com", validation_alias="MONITOR_FACEBOOK_BASE_URL"
    )
    youtube_key: SecretStr | None = Field(None, validation_alias="MONITOR_YOUTUBE_KEY")
    youtube_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://www.googleapis.com/youtube/v3", validation_alias="MONITOR_YOUTUBE_BASE_URL"
    )
    threads_token: SecretStr | None = Field(None, validation_alias="MONITOR_THREADS_TOKEN")
    threads_base_url: Annotated[str, BeforeValidator(_web)] = Field(
        "https://graph.threads.net/v1.0", validation_alias="MONITOR_THREADS_BASE_URL"
    )

    backup_folder: Annotated[Path | None, BeforeValidator(_var)] = Field(
        None, validation_alias="MONITOR_BACKUP_DIR", repr=False
    )
    backup_keep: Annotated[int, BeforeValidator(_keep)] = Field(7, validation_alias="MONITOR_BACKUP_KEEP")
    retention_days: Annotated[int, BeforeValidator(_days)] = Field(90, validation_alias="MONITOR_RETENTION_DAYS")
    metrics: Annotated[str, BeforeValidator(_one_of("off", "loopback", "token"))] = Field(
        "off", validation_alias="MONITOR_METRICS"
    )
    metrics_token: Annotated[SecretStr | None, BeforeValidator(_chat_secret)] = Field(
        None, validation_alias="MONITOR_METRICS_TOKEN"
    )
    log_format: Annotated[str, BeforeValidator(_one_of("text", "json"))] = Field(
        "text", validation_alias="MONITOR_LOG_FORMAT"
    )
    log_file: Path | None = Field(None, validation_alias="MONITOR_LOG_FILE", repr=False)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - names are fixed by pydantic-settings
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the environment as handed in by `load_settings`, so that tests never see the real one."""
        return init_settings, dotenv_settings

    @property
    def var(self) -> Path:
        """Folder of everything that changes: database, outbox, secret."""
        return self.var_folder or self.home / "var"

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the database; carries a password, so never log it."""
        return self.database.get_secret_value() if self.database else f"sqlite:///{self.var / 'monitor.db'}"

    @property
    def secret_file(self) -> Path:
        """File with the key that signs links and sessions; made at first start."""
        return self.secret_path or self.var / "secret"

    @property
    def plan_path(self) -> Path:
        """The communication plan."""
        return self.home / _PLAN

    @property
    def sources_path(self) -> Path:
        """The list of sources. The desk writes into its folder, so that may lie where the program does not."""
        return self.sources_file or self.home / "sources.yaml"

    @property
    def models_dir(self) -> Path:
        """Trained models."""
        return self.home / "data" / "models"

    @property
    def learnt_models_dir(self) -> Path:
        """Models that staff's corrections made; a task missing there is the shipped one's."""
        return self.var / "models"

    @property
    def labelled_dir(self) -> Path:
        """Labelled items for training and evaluation."""
        return self.home / "data" / "labelled"

    @property
    def bodies_path(self) -> Path:
        """Names of bodies, signers and addressees of official documents."""
        return self.home / "data" / "official" / "bodies.yaml"

    @property
    def gazetteer_dir(self) -> Path:
        """Place and school names."""
        return self.home / "data" / "gazetteer"

    @property
    def lexicons_dir(self) -> Path:
        """Word lists."""
        return self.home / "data" / "lexicons"

    @property
    def demo_dir(self) -> Path:
        """The demonstration day."""
        return self.home / "data" / "demo"

    @property
    def inbox_dir(self) -> Path:
        """Where mails saved as `.eml` are picked up."""
        return self.var / "inbox"

    @property
    def mapping_dirs(self) -> tuple[Path, Path]:
        """Where column mappings of exports are kept: those saved here, then those of the home."""
        return self.var / "mappings", self.home / "data" / "mappings"

    @property
    def backup_dir(self) -> Path:
        """Where the nightly backups lie; better a disk of its own."""
        return self.backup_folder or self.var / "backups"

    @property
    def outbox_dir(self) -> Path:
        """Where the file channel writes messages."""
        return self.var / "outbox"


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `env` (default: the process environment) and `.env` files.

    Raises ConfigError with every fault, in Vietnamese; values of secrets are never repeated.
    """
    given = {name: value for name, value in (os.environ if env is None else env).items() if value.strip()}
    files = _env_files(given)
    known = {name: given[name] for name in _names() if name in given}
    options: dict[str, Any] = {"_env_file": files, "_env_file_encoding": "utf-8", **known}
    try:
        return Settings(**options)
    except ValidationError as error:
        raise ConfigError(tuple(_fault(details, known, files) for details in error.errors())) from None
    except UnicodeDecodeError as error:
        raise ConfigError((Fault(_ENV_FILE, 0, "(tệp)", "tệp không ở dạng UTF-8"),)) from error


def _names() -> tuple[str, ...]:
    return tuple(str(info.validation_alias) for info in Settings.model_fields.values())


def _env_files(given: Mapping[str, str]) -> tuple[Path, ...]:
    """The `.env` files that exist, weakest first."""
    here = Path.cwd() / _ENV_FILE
    home = given.get("MONITOR_HOME") or _lines(here).get("MONITOR_HOME", ("", 0))[0] or str(default_home())
    candidates = dict.fromkeys((here, Path(home) / _ENV_FILE))
    return tuple(path for path in candidates if path.is_file())


def _lines(path: Path) -> dict[str, tuple[str, int]]:
    """Names set in a `.env` file, with value as written and line."""
    if not path.is_file():
        return {}
    rows: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if separator and not name.startswith("#"):
            rows[name.strip()] = (value.strip().strip("\"'"), number)
    return rows


def _fault(details: Any, given: Mapping[str, str], files: tuple[Path, ...]) -> Fault:
    name = str(details["loc"][0]) if details["loc"] else ""
    message = str(details["msg"]) if details["type"] == "setting" else "giá trị không hợp lệ"
    if name not in given:
        for path in reversed(files):
            line = _lines(path).get(name)
            if line is not None:
                return Fault(str(path), line[1], name, message)
    return Fault(ENVIRONMENT, 0, name, message)

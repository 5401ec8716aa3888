"""Settings of the machine it runs on: folders, addresses, secrets. The only module that reads the environment.

Values come from the environment, then `.env` in the home folder, then `.env` in the working directory; an empty value
counts as absent. The plan and the sources are files of their own (`plan_file`, `sources_file`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from monitor.core.config.setting_values import (
    FAULT,
    BackupsKept,
    CertificateFile,
    ChatSecret,
    DatabaseUrl,
    Folder,
    GraphVersion,
    HiddenWebAddress,
    HomeFolder,
    ImapUrl,
    Issuer,
    LogFormat,
    MailAddress,
    MailSenders,
    MailsPerMinute,
    MetricsAccess,
    Networks,
    Program,
    RetentionDays,
    SecretAddresses,
    SecretFile,
    SmtpUrl,
    WebAddress,
)
from monitor.core.errors import ConfigError, Fault

SHARE_FOLDER = "giam-sat-truyen-thong"
"""Where an installed copy keeps the plan, the sources and the data: `<prefix>/share/<this>`."""

ENVIRONMENT = "biến môi trường"
_ENV_FILE = ".env"
_PLAN = "plan.yaml"


def default_home() -> Path:
    """Where the plan and the data lie when nothing says so: the checkout, else beside an installed copy."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / _PLAN).is_file() else Path(sys.prefix) / "share" / SHARE_FOLDER


class Settings(BaseSettings):
    """Where things are and how to reach them. Secrets never show in `repr` or logs; ask for them by name."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, case_sensitive=True, validate_default=False
    )

    home: HomeFolder = Field(default_factory=default_home, validation_alias="MONITOR_HOME")
    var_folder: Folder | None = Field(None, validation_alias="MONITOR_VAR", repr=False)
    database: DatabaseUrl | None = Field(None, validation_alias="DATABASE_URL")
    allow_private: Networks = Field((), validation_alias="MONITOR_ALLOW_PRIVATE")
    base_url: WebAddress = Field("http://127.0.0.1:8080", validation_alias="MONITOR_BASE_URL")
    secret_path: Path | None = Field(None, validation_alias="MONITOR_SECRET_FILE", repr=False)
    sources_file: Path | None = Field(None, validation_alias="MONITOR_SOURCES_FILE", repr=False)
    smtp_url: SmtpUrl | None = Field(None, validation_alias="MONITOR_SMTP_URL")
    mail_from: MailAddress = Field("giam-sat@localhost", validation_alias="MONITOR_MAIL_FROM")
    imap_url: ImapUrl | None = Field(None, validation_alias="MONITOR_IMAP_URL")
    mail_senders: MailSenders = Field((), validation_alias="MONITOR_MAIL_SENDERS")
    zalo_bot_token: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_BOT_TOKEN")
    zalo_base_url: WebAddress = Field("https://bot-api.zaloplatforms.com", validation_alias="MONITOR_ZALO_BASE_URL")
    smtp_ca_file: CertificateFile | None = Field(None, validation_alias="MONITOR_SMTP_CA_FILE")
    smtp_per_minute: MailsPerMinute | None = Field(None, validation_alias="MONITOR_SMTP_PER_MINUTE")
    pdf_program: Program | None = Field(None, validation_alias="MONITOR_PDF_PROGRAM")
    operator_name: str = Field("Người quản trị hệ thống", validation_alias="MONITOR_OPERATOR_NAME")
    operator_email: MailAddress = Field("", validation_alias="MONITOR_OPERATOR_EMAIL")
    operator_telegram: str = Field("", validation_alias="MONITOR_OPERATOR_TELEGRAM", repr=False)
    heartbeat_url: HiddenWebAddress | None = Field(None, validation_alias="MONITOR_HEARTBEAT_URL")
    zalo_bot_webhook_secret: ChatSecret | None = Field(None, validation_alias="MONITOR_ZALO_BOT_WEBHOOK_SECRET")
    zalo_oa_app_id: str = Field("", validation_alias="MONITOR_ZALO_OA_APP_ID")
    zalo_oa_app_secret: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_OA_APP_SECRET")
    zalo_oa_id: str = Field("", validation_alias="MONITOR_ZALO_OA_ID")
    zalo_oa_webhook_secret: SecretStr | None = Field(None, validation_alias="MONITOR_ZALO_OA_WEBHOOK_SECRET")
    zalo_oa_proof: bool = Field(False, validation_alias="MONITOR_ZALO_OA_PROOF")
    zalo_template_id: str = Field("", validation_alias="MONITOR_ZALO_TEMPLATE_ID")
    zalo_oa_base_url: WebAddress = Field("https://openapi.zalo.me", validation_alias="MONITOR_ZALO_OA_BASE_URL")
    zalo_template_base_url: WebAddress = Field(
        "https://business.openapi.zalo.me", validation_alias="MONITOR_ZALO_TEMPLATE_BASE_URL"
    )
    zalo_oauth_url: WebAddress = Field(
        "https://oauth.zaloapp.com/v4/oa/access_token", validation_alias="MONITOR_ZALO_OAUTH_URL"
    )
    telegram_bot_token: SecretStr | None = Field(None, validation_alias="MONITOR_TELEGRAM_BOT_TOKEN")
    telegram_base_url: WebAddress = Field("https://api.telegram.org", validation_alias="MONITOR_TELEGRAM_BASE_URL")
    webhook_url: HiddenWebAddress | None = Field(None, validation_alias="MONITOR_WEBHOOK_URL")
    webhook_secret: ChatSecret | None = Field(None, validation_alias="MONITOR_WEBHOOK_SECRET")
    apprise_urls: SecretAddresses = Field((), validation_alias="MONITOR_APPRISE_URLS")
    oidc_issuer: Issuer = Field("", validation_alias="MONITOR_OIDC_ISSUER")
    oidc_client_id: str = Field("", validation_alias="MONITOR_OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(None, validation_alias="MONITOR_OIDC_CLIENT_SECRET")
    oidc_secret_file: SecretFile | None = Field(None, validation_alias="MONITOR_OIDC_CLIENT_SECRET_FILE")
    oidc_name: str = Field("tài khoản của cơ quan", validation_alias="MONITOR_OIDC_NAME")
    oidc_new_accounts: MailSenders = Field((), validation_alias="MONITOR_OIDC_NEW_ACCOUNTS")
    facebook_token: SecretStr | None = Field(None, validation_alias="MONITOR_FACEBOOK_TOKEN")
    facebook_api_version: GraphVersion = Field("v26.0", validation_alias="MONITOR_FACEBOOK_API_VERSION")
    facebook_base_url: WebAddress = Field("https://graph.facebook.com", validation_alias="MONITOR_FACEBOOK_BASE_URL")
    youtube_key: SecretStr | None = Field(None, validation_alias="MONITOR_YOUTUBE_KEY")
    youtube_base_url: WebAddress = Field(
        "https://www.googleapis.com/youtube/v3", validation_alias="MONITOR_YOUTUBE_BASE_URL"
    )
    threads_token: SecretStr | None = Field(None, validation_alias="MONITOR_THREADS_TOKEN")
    threads_base_url: WebAddress = Field("https://graph.threads.net/v1.0", validation_alias="MONITOR_THREADS_BASE_URL")

    backup_folder: Folder | None = Field(None, validation_alias="MONITOR_BACKUP_DIR", repr=False)
    backup_keep: BackupsKept = Field(7, validation_alias="MONITOR_BACKUP_KEEP")
    retention_days: RetentionDays = Field(90, validation_alias="MONITOR_RETENTION_DAYS")
    metrics: MetricsAccess = Field("off", validation_alias="MONITOR_METRICS")
    metrics_token: ChatSecret | None = Field(None, validation_alias="MONITOR_METRICS_TOKEN")
    log_format: LogFormat = Field("text", validation_alias="MONITOR_LOG_FORMAT")
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
    message = str(details["msg"]) if details["type"] == FAULT else "giá trị không hợp lệ"
    if name not in given:
        for path in reversed(files):
            line = _lines(path).get(name)
            if line is not None:
                return Fault(str(path), line[1], name, message)
    return Fault(ENVIRONMENT, 0, name, message)

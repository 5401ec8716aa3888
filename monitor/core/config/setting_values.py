"""The kinds of values that settings have: how each is read from its text, and what is said when it cannot be.

A validator gets what stands in the environment or in `.env`, gives the value, or raises a fault in Vietnamese; those of
secrets never repeat what was written.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

Network = IPv4Network | IPv6Network

FAULT = "setting"
"""The type of the errors raised here: their message is meant for the person who wrote the value."""

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
    return PydanticCustomError(FAULT, "{message}", {"message": message})


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


HomeFolder = Annotated[Path, BeforeValidator(_home)]
"""A folder that is there."""
Folder = Annotated[Path, BeforeValidator(_var)]
"""A folder that is there or can be made."""
DatabaseUrl = Annotated[SecretStr, BeforeValidator(_database)]
"""Where the database is; may carry a password."""
Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)]
"""Networks, written after each other."""
WebAddress = Annotated[str, BeforeValidator(_web)]
"""An address of the web, without a slash at its end."""
HiddenWebAddress = Annotated[SecretStr, BeforeValidator(_hidden_web)]
"""An address of the web that is a secret itself."""
SmtpUrl = Annotated[SecretStr, BeforeValidator(_smtp)]
"""A server that takes mail, with login and password."""
ImapUrl = Annotated[SecretStr, BeforeValidator(_imap)]
"""A box of mails, with login and password."""
MailAddress = Annotated[str, BeforeValidator(_mail_from)]
"""An address of mail."""
MailSenders = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_senders)]
"""Addresses of mail and whole domains, in lower case."""
CertificateFile = Annotated[Path, BeforeValidator(_ca_file)]
"""A file of certificates (PEM)."""
Program = Annotated[Path, BeforeValidator(_program)]
"""A program, by its name or path."""
MailsPerMinute = Annotated[int, BeforeValidator(_per_minute)]
"""Mails a minute, from 1 on."""
ChatSecret = Annotated[SecretStr, BeforeValidator(_chat_secret)]
"""A secret that a chat platform sends with what it tells."""
Issuer = Annotated[str, BeforeValidator(_issuer)]
"""A sign-in service; `https`, or `http` on this machine."""
SecretFile = Annotated[SecretStr, BeforeValidator(_secret_text)]
"""The text of a file that holds a secret."""
SecretAddresses = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_addresses)]
"""Addresses with secrets in them, parted by blanks."""
GraphVersion = Annotated[str, BeforeValidator(_api_version)]
"""A version of the Graph API."""
BackupsKept = Annotated[int, BeforeValidator(_keep)]
"""How many backups are kept; 0 = none is made."""
RetentionDays = Annotated[int, BeforeValidator(_days)]
"""Days that texts are kept; 0 = for ever."""
MetricsAccess = Annotated[str, BeforeValidator(_one_of("off", "loopback", "token"))]
"""Who may read the figures: nobody, this machine, who has the token."""
LogFormat = Annotated[str, BeforeValidator(_one_of("text", "json"))]
"""How lines of the log are written."""

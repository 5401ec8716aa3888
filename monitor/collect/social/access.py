"""Who lets us in where: the keys of services' APIs, which sources lack one, and what to do about it, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import SecretStr

from monitor.collect.api_keys import ApiKey
from monitor.core.settings import Settings
from monitor.core.sources import Source, SourceKind

NEEDS_KEY: Mapping[SourceKind, str] = {
    SourceKind.FACEBOOK: "MONITOR_FACEBOOK_TOKEN",
    SourceKind.YOUTUBE_COMMENTS: "MONITOR_YOUTUBE_KEY",
    SourceKind.THREADS: "MONITOR_THREADS_TOKEN",
}
"""Kinds that are read with a key only, and the setting that holds it."""

NEEDS_CONSENT = frozenset({SourceKind.GOOGLE, SourceKind.REDDIT})
"""Kinds whose service has terms of its own for feeds: somebody answers for reading them."""

KEY_MISSING = "key-missing"
CONSENT_MISSING = "consent-missing"

_KEY_STEPS: Mapping[SourceKind, str] = {
    SourceKind.FACEBOOK: (
        "ứng dụng Meta phải được duyệt quyền Page Public Content Access (App Review và xác minh tổ chức), "
        "rồi dùng mã của người dùng hệ thống"
    ),
    SourceKind.YOUTUBE_COMMENTS: "tạo khóa YouTube Data API v3 miễn phí trong Google Cloud",
    SourceKind.THREADS: (
        "ứng dụng Meta phải được duyệt quyền threads_keyword_search; chưa duyệt thì chỉ tìm được bài của chính mình"
    ),
}
_SENTENCES: Mapping[str, str] = {
    KEY_MISSING: "chưa khai báo khóa hoặc mã truy cập của dịch vụ",
    CONSENT_MISSING: "chưa ghi mục consent (văn bản đồng ý dùng dịch vụ) trong sources.yaml",
    "token": "khóa hoặc mã truy cập đã hết hạn, bị thu hồi hoặc sai; cần người tạo lại và khai báo mã mới",
    "permission": "dịch vụ không cho phép đọc nội dung này; hãy kiểm tra quyền đã được duyệt của ứng dụng",
    "policy": "dịch vụ tạm khóa ứng dụng vì chính sách; cần người vào trang quản lý ứng dụng xem lý do",
    "throttled": "đã gần hoặc quá giới hạn lượt gọi; hệ thống tự giãn nhịp và đọc lại sau",
    "quota": "đã dùng hết hạn mức trong ngày; hệ thống đọc lại khi sang ngày mới của dịch vụ",
    "gone": "trang, kênh hoặc bài không còn, đã đổi tên hoặc không công khai; hãy kiểm tra địa chỉ",
    "request": "dịch vụ không hiểu yêu cầu; có thể phiên bản API đã bị ngừng",
    "address": "địa chỉ không đúng loại nguồn; xem mẫu trong sources.yaml",
    "service": "dịch vụ đang trục trặc; hệ thống tự đọc lại sau",
    "challenge": "trang chặn máy đọc; hệ thống dừng và không tìm cách vượt qua, hãy tắt nguồn hoặc xin phép chủ trang",
    "consent-page": "dịch vụ đòi xác nhận điều khoản trước khi cho đọc; hãy tắt nguồn hoặc đọc bằng tay",
    "robots": "trang không cho máy đọc (robots.txt); hãy tắt nguồn hoặc xin phép chủ trang",
    "parse": "trang trả lời nhưng không đọc được mục tin nào; có thể trang đã đổi cách trình bày hoặc đang trống",
    "timeout": "trang không trả lời kịp",
    "dns": "không tìm thấy tên miền; hãy kiểm tra địa chỉ và đường mạng",
    "connect": "không kết nối được máy chủ của trang",
    "protocol": "kết nối bị ngắt giữa chừng",
    "tls": "không lập được kết nối an toàn (https)",
    "tls-certificate": "chứng thư an toàn (https) của trang không hợp lệ",
    "redirects": "trang chuyển hướng quá nhiều lần",
    "refused": "địa chỉ này không được phép đọc (mạng nội bộ hoặc không phải trang web)",
}
_NO_ROBOTS = "robots: unreachable"
_HTTP = "http "


def api_keys(settings: Settings) -> tuple[ApiKey, ...]:
    """The keys that are set, each for its own service's address."""
    return tuple(
        ApiKey(base, prefix + secret.get_secret_value(), header=header, query=query)
        for base, secret, prefix, header, query in (
            (settings.facebook_base_url, settings.facebook_token, "Bearer ", "Authorization", None),
            (settings.youtube_base_url, settings.youtube_key, "", "X-Goog-Api-Key", None),
            (settings.threads_base_url, settings.threads_token, "", None, "access_token"),
        )
        if secret is not None
    )


def with_api_bases(sources: Iterable[Source], settings: Settings) -> tuple[Source, ...]:
    """The sources, each with its service's API address if the key for it is set."""
    facebook = f"{settings.facebook_base_url}/{settings.facebook_api_version}"
    bases = {
        SourceKind.FACEBOOK: _if_set(settings.facebook_token, facebook),
        SourceKind.YOUTUBE: _if_set(settings.youtube_key, settings.youtube_base_url),
        SourceKind.YOUTUBE_COMMENTS: _if_set(settings.youtube_key, settings.youtube_base_url),
        SourceKind.THREADS: _if_set(settings.threads_token, settings.threads_base_url),
    }
    return tuple(replace(source, api_base=bases.get(source.kind, "")) for source in sources)


def with_handle_key(sources: Iterable[Source], key: bytes) -> tuple[Source, ...]:
    """The sources, each with the key by which private persons' handles are hashed."""
    return tuple(replace(source, handle_key=key) for source in sources)


def lack_of(source: Source) -> str | None:
    """Say by key what a source lacks to be read at all (`key-missing`, `consent-missing`); None when nothing."""
    if source.kind in NEEDS_KEY and not source.api_base:
        return KEY_MISSING
    if source.kind in NEEDS_CONSENT and not source.consent:
        return CONSENT_MISSING
    return None


def explain_lack(source: Source) -> str | None:
    """Say in Vietnamese what a source lacks and how to get it; None when nothing."""
    lack = lack_of(source)
    if lack == KEY_MISSING:
        return f"chưa khai báo {NEEDS_KEY[source.kind]}: {_KEY_STEPS[source.kind]}"
    return _SENTENCES[lack] if lack else None


def explain_error(error: str | None) -> str | None:
    """Say in Vietnamese what an error of a source means and, where a person can help, what to do; None if unknown."""
    error = error or ""
    if error.startswith(_NO_ROBOTS):
        return "chưa đọc được quy định cho máy đọc (robots.txt) của trang; hệ thống tự thử lại sau"
    if error.startswith(_HTTP):
        return f"trang trả lời lỗi, mã {error.removeprefix(_HTTP)}"
    return _SENTENCES.get(error.partition(":")[0])


def _if_set(secret: SecretStr | None, base: str) -> str:
    return base if secret is not None else ""

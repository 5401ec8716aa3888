"""What stands on the screen when a page broke: written out, as rendering itself or the database may have failed."""

from __future__ import annotations

from html import escape

from monitor.core.errors import StorageError, StorageTrouble
from monitor.core.storage_words import TROUBLES

_PAGE = (
    "<!doctype html><html lang='vi'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    "<title>{title}</title><h1>{title}</h1><p>{words}</p><p><a href='/'>Về trang Hôm nay</a></p></html>"
)
_ONE_PAGE = (
    "Hệ thống vẫn theo dõi tin và gửi cảnh báo. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo cán bộ công nghệ "
    "thông tin."
)
_MAYBE_NOT = "Việc bạn vừa làm có thể chưa được ghi: hãy mở lại trang đó để xem."
_NOT_WRITTEN = "Việc bạn vừa làm chưa được ghi: hãy bấm nút Quay lại của trình duyệt rồi làm lại sau ít phút."
_ALL_OF_IT = "Cảnh báo cũng có thể bị chậm: việc gấp hãy gọi điện, và báo ngay cán bộ công nghệ thông tin."


def broken_page(error: Exception, *, sent: bool) -> tuple[int, str]:
    """The HTTP status and the page. `sent`: with a form, so that somebody may believe it was taken.

    Trouble of the database ails more than one page: it is said by name, and nobody is told that alerts still go out.
    """
    trouble = error.trouble if isinstance(error, StorageError) else StorageTrouble.OTHER
    if trouble is StorageTrouble.OTHER:
        return 500, _page("Trang gặp lỗi", *([_MAYBE_NOT] if sent else []), _ONE_PAGE)
    title = "Chưa ghi được" if sent else "Trang chưa mở được"
    cause = TROUBLES[trouble]
    return 503, _page(title, f"{cause[0].upper()}{cause[1:]}.", *([_NOT_WRITTEN] if sent else []), _ALL_OF_IT)


def _page(title: str, *sentences: str) -> str:
    return _PAGE.format(title=title, words=escape(" ".join(sentences)))

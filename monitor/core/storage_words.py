"""What to tell the IT officer when the database is in trouble: what it is, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.core.errors import StorageTrouble

TROUBLES: Mapping[StorageTrouble, str] = {
    StorageTrouble.DAMAGED: "cơ sở dữ liệu bị hỏng",
    StorageTrouble.READ_ONLY: "cơ sở dữ liệu không cho ghi",
    StorageTrouble.FULL: "ổ đĩa chứa cơ sở dữ liệu đã đầy",
    StorageTrouble.LOCKED: "cơ sở dữ liệu đang bị chương trình khác giữ",
    StorageTrouble.UNREACHABLE: "không nối được tới cơ sở dữ liệu",
    StorageTrouble.OTHER: "cơ sở dữ liệu từ chối",
}
"""In a few words, to follow «vì»."""

_WHAT_TO_DO: Mapping[StorageTrouble, str] = {
    StorageTrouble.READ_ONLY: (
        "Hãy kiểm tra quyền ghi của tệp và thư mục dữ liệu (MONITOR_VAR), và ổ đĩa có bị gắn chỉ đọc hay không."
    ),
    StorageTrouble.FULL: (
        "Hãy dọn bớt ổ đĩa hoặc tăng hạn mức. Không tin nào đã lưu bị mất; hệ thống tự chạy tiếp khi có chỗ trống."
    ),
    StorageTrouble.LOCKED: (
        "Hãy xem có bản khác của hệ thống đang chạy, hoặc phần mềm quét, sao chép đang mở tệp; đóng lại rồi thử lại."
    ),
    StorageTrouble.UNREACHABLE: (
        "Hãy kiểm tra DATABASE_URL, máy chủ cơ sở dữ liệu và mạng; hệ thống tự chạy tiếp khi nối lại được."
    ),
    StorageTrouble.OTHER: "Hãy chạy «monitor doctor» và gửi nhật ký cho người bảo trì.",
}
_WAY_BACK = (
    "Đừng xóa tệp hỏng. Hãy dừng hệ thống, rồi phục hồi bản sao lưu mới nhất (tệp hỏng được giữ lại bên cạnh):\n"
    "  monitor restore --force {newest}\n"
    "Tin đăng sau bản sao lưu được đọc lại từ các báo nếu còn trên nguồn."
)
_NO_WAY_BACK = (
    "Chưa có bản sao lưu nào trong thư mục sao lưu. Hãy giữ nguyên tệp hỏng, chép nó ra nơi khác và gửi cho người "
    "bảo trì; muốn chạy tiếp ngay thì đổi tên tệp hỏng, hệ thống sẽ lập cơ sở dữ liệu mới. Lần sau hãy đặt "
    "MONITOR_BACKUP_KEEP."
)


def advice(trouble: StorageTrouble, *, detail: str, newest: str | None) -> str:
    """Write what it is, what to do, and last the engine's own words. `newest`: the newest backup, None without any."""
    head = TROUBLES[trouble]
    if trouble is StorageTrouble.DAMAGED:
        todo = _WAY_BACK.format(newest=newest) if newest else _NO_WAY_BACK
    else:
        todo = _WHAT_TO_DO[trouble]
    return f"{head[0].upper()}{head[1:]}. {todo}\n(Chi tiết: {detail})"

"""The frame of every page: which entries the menu has for whom."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.accounts import Account, Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu; `key` is the letter after `g` that leads there."""

    address: str
    name: str
    may: Permission
    key: str


MENU = (
    Entry("/", "Hôm nay", Permission.READ, "h"),
    Entry("/su-co", "Sự cố", Permission.READ, "s"),
    Entry("/tin-bai", "Tin bài", Permission.READ, "t"),
    Entry("/xu-huong", "Xu hướng", Permission.READ_ALL, "x"),
    Entry("/bao-cao", "Báo cáo", Permission.READ, "b"),
    Entry("/gan-nhan", "Gán nhãn", Permission.JUDGE, "l"),
    Entry("/gui-tin", "Gửi tin", Permission.SUBMIT, "i"),
    Entry("/bao-chi", "Báo chí", Permission.READ_ALL, "p"),
    Entry("/nguon-tin", "Nguồn tin", Permission.READ_ALL, "n"),
    Entry("/don-vi", "Đơn vị", Permission.READ_ALL, "d"),
    Entry("/nhat-ky", "Nhật ký", Permission.READ_AUDIT, "k"),
    Entry("/nguoi-dung", "Người dùng", Permission.MANAGE_ACCOUNTS, "u"),
    Entry("/cai-dat", "Cài đặt", Permission.READ_SETTINGS, "c"),
    Entry("/huong-dan", "Hướng dẫn", Permission.SIGNED_IN, "?"),
)


def menu_for(account: Account | None) -> tuple[Entry, ...]:
    """What a person's menu shows; nothing before sign-in."""
    return () if account is None else tuple(entry for entry in MENU if account.may(entry.may))


def current_entry(path: str) -> str:
    """The address of the menu's entry that a page belongs to."""
    belonging = [entry.address for entry in MENU if entry.address != "/" and path.startswith(entry.address)]
    return max(belonging, key=len, default="/" if path == "/" else "")

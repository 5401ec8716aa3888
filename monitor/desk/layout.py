"""The frame of every page: which entries the menu has for whom, everyday work first, the rest folded in a group."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.core.accounts import Account, Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu; `key` is the letter after `g` that leads there. `folded`: in the group at the end."""

    address: str
    name: str
    may: Permission
    key: str
    folded: bool = False


MENU = (
    Entry("/", "Hôm nay", Permission.READ, "h"),
    Entry("/su-co", "Sự cố", Permission.READ, "s"),
    Entry("/tin-bai", "Tin bài", Permission.READ, "t"),
    Entry("/xu-huong", "Xu hướng", Permission.READ_ALL, "x"),
    Entry("/bao-cao", "Báo cáo", Permission.READ, "b"),
    Entry("/bao-chi", "Báo chí", Permission.READ_ALL, "p"),
    Entry("/gui-tin", "Gửi tin", Permission.SUBMIT, "i"),
    Entry("/gan-nhan", "Gán nhãn", Permission.JUDGE, "l", folded=True),
    Entry("/nguon-tin", "Nguồn tin", Permission.READ_ALL, "n", folded=True),
    Entry("/don-vi", "Đơn vị và danh bạ", Permission.READ_ALL, "d", folded=True),
    Entry("/nhat-ky", "Nhật ký", Permission.READ_AUDIT, "k", folded=True),
    Entry("/nguoi-dung", "Người dùng", Permission.MANAGE_ACCOUNTS, "u", folded=True),
    Entry("/he-thong", "Hệ thống", Permission.READ_SETTINGS, "v", folded=True),
    Entry("/cai-dat", "Cài đặt", Permission.READ_SETTINGS, "c", folded=True),
    Entry("/huong-dan", "Hướng dẫn", Permission.SIGNED_IN, "?", folded=True),
)


def menu_for(account: Account | None) -> tuple[Entry, ...]:
    """What a person's menu shows; nothing before sign-in. A group of one is none."""
    entries = () if account is None else tuple(entry for entry in MENU if account.may(entry.may))
    alone = sum(entry.folded for entry in entries) == 1
    return tuple(replace(entry, folded=False) for entry in entries) if alone else entries


def current_entry(path: str) -> str:
    """The address of the menu's entry that a page belongs to."""
    belonging = [entry.address for entry in MENU if entry.address != "/" and path.startswith(entry.address)]
    return max(belonging, key=len, default="/" if path == "/" else "")

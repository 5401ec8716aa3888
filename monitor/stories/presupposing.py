"""Words that presuppose what others have told: who asks how it stands, who adds how it goes on.

`sao rồi`, `giờ lên mười một đứa rồi`, `đừng kiếm nữa`: who reads the group knows what it is about. Read off folded
syllables of a post; what it joins is decided in `follow_ups`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum


class Presumes(Enum):
    """What a post takes as known: nothing, that something goes about, one case that it points at, how one goes on."""

    NOTHING = "nothing"
    HEARSAY = "hearsay"
    A_CASE = "a-case"
    ITS_COURSE = "its-course"


_NUMBER = (
    r"(?:\d{1,3}|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc|may|vai)"
    r"(?: (?:mot|mot|hai|ba|bon|lam|sau|bay|tam|chin|muoi|chuc|may)){0,2})"
)
_WHO = r"(?:dua|em|chau|be|ban|nguoi|hoc sinh|hs)"
_NOT = r"(?:chua|khong|hong|hok|ko|chang)"
_NOW = r"(?:(?:toi|den) (?:gio|bay gio|nay)|bay gio|hien tai|gio|nay)"

_POINTS = re.compile(
    r"(?<!\w)(?:vu (?:nay|do|kia|ay|hoi (?:sang|trua|chieu|toi)|(?:sang|trua|chieu|toi|dem|hom) (?:nay|qua))|"
    r"chuyen (?:hoi )?(?:sang|trua|chieu|toi) (?:nay|qua)|sao roi|(?:the nao|ra sao|den dau|toi dau) roi|"
    r"tinh hinh (?:\w+ ){0,4}(?:sao|the nao|ra sao|moi|toi dau))(?!\w)"
)
_GOES_ON = re.compile(
    r"(?<!\w)(?:"
    rf"{_NOW} (?:da )?(?:len|tang|thanh|toi|la) (?:len |toi )?{_NUMBER} {_WHO}|"
    rf"(?:tang len|len toi|them) {_NUMBER} {_WHO} (?:nua|roi)|{_NUMBER} {_WHO} (?:luon )?roi|"
    r"(?:vua|moi|da|phai|dang|moi vua) (?:duoc )?(?:chuyen|dua|cho) (?:\w+ ){0,3}"
    r"(?:len tuyen|tuyen tren|len tinh|len sai gon|len sg|cho ray|nhi dong)|chuyen (?:vien|tuyen)|"
    r"(?:da|moi|vua) (?:tinh (?:lai|tao)|ra vien|xuat vien|mo xong)|con (?:hon me|me man|thoi thop|nam hoi suc)|"
    r"(?:dung|khoi|thoi|het) (?:\w+ )?(?:kiem|tim|mo|lan) (?:\w+ )?nua|"
    r"(?:kiem|tim|mo|vot|bong|khieng|dua|keo) (?:\w+ ){0,3}(?:duoc|thay|ra|len|vao|ve) roi|"
    rf"(?:van|con) {_NOT} (?:\w+ )?(?:kiem|tim|mo|vot|tinh|thay (?:em|be|chau|no|dau|xac))|"
    r"(?:dan|bat|con|hot) (?:\w+ ){0,2}di roi|"
    rf"{_NOW} (?:van |cung |ma ){{0,2}}{_NOT} (?:\w+ ){{0,4}}(?:len tieng|tra loi|giai thich|xin loi|noi (?:gi|mot)|"
    r"tinh lai|ve nha|ra vien)"
    r")(?!\w)"
)
_HEARSAY = re.compile(
    r"(?<!\w)(?:vu nay|co that|su that|sao roi|tinh hinh|nghe noi|nghe dau|xac nhan|dung khong|co ai biet|"
    r"the nao roi|vu o|ro chua)(?!\w)"
)


def presumed(words: Sequence[str]) -> Presumes:
    """What a post of these syllables (folded, lower case) takes as known; the most telling of several."""
    line = " ".join(words)
    if _GOES_ON.search(line):
        return Presumes.ITS_COURSE
    if _POINTS.search(line):
        return Presumes.A_CASE
    return Presumes.HEARSAY if _HEARSAY.search(line) else Presumes.NOTHING

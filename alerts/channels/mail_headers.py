"""How headers with Vietnamese words are written: whole, whatever the version of Python.

The standard library folds such headers word by word, and up to 3.12.3 it lost or doubled blanks between the pieces
(python/cpython, issue 92081): «Ngộ độc» came to the reader as «Ngộđộc», and the thread's subject was another one.
Here the words of one header are encoded as one text (RFC 2047), so that no blank lies between two pieces.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

_CRLF = "\r\n"
_CHARSET = "utf-8"


class WholeWords(EmailPolicy):
    """The policy of `email.policy.SMTP`, but for subjects and names that are not plain ASCII."""

    def fold(self, name: str, value: Any) -> str:
        """Write one header line, folded."""
        written = None if self.utf8 else _written(name, value, self.linesep)
        return super().fold(name, value) if written is None else f"{name}: {written}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Write one header line, folded, as bytes."""
        written = None if self.utf8 else _written(name, value, self.linesep)
        return super().fold_binary(name, value) if written is None else f"{name}: {written}{self.linesep}".encode()


MAIL_POLICY = WholeWords(linesep=_CRLF)


def _written(name: str, value: Any, linesep: str) -> str | None:
    """The encoded value; None for what the standard library writes well by itself."""
    if str(value).isascii():
        return None
    if name.lower() == "subject":
        return _encoded(str(value), name, linesep)
    addresses: tuple[Address, ...] | None = getattr(value, "addresses", None)
    if addresses is None or any(not one.addr_spec.isascii() for one in addresses):
        return None
    return f",{linesep} ".join(_address(one, name, linesep) for one in addresses)


def _address(address: Address, name: str, linesep: str) -> str:
    if address.display_name.isascii():
        return str(address)
    return f"{_encoded(address.display_name, name, linesep)}{linesep} <{address.addr_spec}>"


def _encoded(text: str, name: str, linesep: str) -> str:
    return Header(text, _CHARSET, header_name=name).encode(linesep=linesep)

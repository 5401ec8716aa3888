"""Who may send in by mail: the contacts of the plan's units, those on the settings' list, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.core.plan import Contact, Unit


@dataclass(frozen=True)
class Senders:
    """Addresses of units, and further addresses and domains (`@truong.example`), all in lower case."""

    units: dict[str, str] = field(default_factory=dict)
    extra: frozenset[str] = frozenset()

    @classmethod
    def of(cls, units: Iterable[Unit], changed: Iterable[tuple[str, Contact]], extra: Iterable[str]) -> Senders:
        """Gather the addresses of the units in force; `changed` are contacts that staff set, by unit."""
        planned = [(unit.id, contact) for unit in units for contact in unit.contacts]
        known = {contact.email.lower(): unit for unit, contact in (*planned, *changed) if contact.email}
        return cls(known, frozenset(word.lower() for word in extra))

    def unit_of(self, address: str) -> str | None:
        """The unit whose contact writes from an address; None when it is no unit's."""
        return self.units.get(address.lower())

    def lets_in(self, address: str) -> bool:
        """Whether mails from an address are taken."""
        address = address.lower()
        domain = "@" + address.rpartition("@")[2]
        return "@" in address and (address in self.units or address in self.extra or domain in self.extra)

"""What is in hand while items are judged, and what a death of the process makes of it.

A death leaves no error: so what is being read and judged is noted before, and who comes after a death takes those items
one by one. One at which the process dies again, alone, waits, longer after each death, while the others go on; from
the second such death on it is set apart meanwhile. A process dies by chance as well (a power cut, somebody who ends it
again and again): so nothing is counted but deaths with one suspect alone in hand, nothing is noted before its judge is
warm, and what was set apart is tried again by itself, a few times.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.errors import StorageError
from monitor.stages.parts import Parts
from monitor.stages.quarantine import FOR_GOOD, version_of
from monitor.store.database import Tx

APART_FROM = 2
"""Deaths alone from which an item is set apart: one, after the one in company, may be chance."""
WAITS = (timedelta(minutes=2), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
"""How long it is left alone after its first, second … death alone; after the last one for good."""
KEPT = timedelta(days=7)
"""Suspects that never came again so long after their time were judged by the process that died, or erased."""
_JUDGING, _READING = "judging", "given_up_pages"


@dataclass(frozen=True, slots=True)
class Suspect:
    """An item that was in hand at a death.

    `alone`: deaths with nothing else in hand, the first one apart; `again_at`: when it may be tried again; `version`:
    what died of it: another one may do better, and begins anew.
    """

    alone: int
    again_at: datetime
    version: str

    def after_death_alone(self, version: str, now: datetime) -> Suspect:
        """What it is after one more."""
        alone = self.alone + 1 if version == self.version else 1
        return Suspect(alone, now + WAITS[alone - 1] if alone <= len(WAITS) else FOR_GOOD, version)

    def waits(self, version: str, now: datetime) -> bool:
        """Whether it is not to be tried now."""
        return self.version == version and now < self.again_at


@dataclass(frozen=True, slots=True)
class Risks:
    """Items by how they may be taken. What waits is in none."""

    together: tuple[str, ...]
    alone: tuple[str, ...]
    fatal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept for the next life: what is in hand, and who was at earlier deaths."""

    in_hand: tuple[str, ...]
    suspects: Mapping[str, Suspect]

    def weighed(self, version: str, now: datetime) -> dict[str, Suspect]:
        """Suspects after the death that left this note. Those in company may be tried at once."""
        found = {one: suspect for one, suspect in self.suspects.items() if now < _until(suspect)}
        for one in self.in_hand:
            known = found.get(one)
            if known is not None and len(self.in_hand) == 1:
                found[one] = known.after_death_alone(version, now)
            else:
                found[one] = known or Suspect(0, now, version)
        return found


def _until(suspect: Suspect) -> datetime:
    return suspect.again_at if suspect.again_at == FOR_GOOD else suspect.again_at + KEPT


class InHand:
    """Which items are being judged. Kept for one process on its own database: where several work, a queue counts."""

    def __init__(self, parts: Parts, *, counts: bool | None = None) -> None:
        """`counts`: None for one process on its own database; True where a lock keeps others from judging."""
        self._parts = parts
        self._suspects: dict[str, Suspect] | None = None
        self._counts = parts.store.url.startswith("sqlite") if counts is None else counts

    def waiting(self) -> frozenset[str]:
        """Items that are not to be taken now."""
        suspects, version, now = self._left(), self._version(), self._parts.clock.now()
        return frozenset(
            one
            for one, suspect in suspects.items()
            if suspect.alone < APART_FROM and suspect.waits(version, now)
        )  # fmt: skip

    def risks(self, ids: Sequence[str]) -> Risks:
        """Those to take together, those to take one by one, those to set apart."""
        suspects, waiting = self._left(), self.waiting()
        version, now = self._version(), self._parts.clock.now()
        tried = [one for one in ids if one in suspects and one not in waiting]
        fatal = tuple(one for one in tried if suspects[one].waits(version, now))
        alone = tuple(one for one in tried if one not in fatal)
        return Risks(tuple(one for one in ids if one not in suspects), alone, fatal)

    def again_at(self, item_id: str) -> datetime:
        """When one that is set apart is tried again by itself; FOR_GOOD for never."""
        return self._left()[item_id].again_at

    @contextmanager
    def judging(self, ids: Sequence[str]) -> Iterator[None]:
        """Note what is in hand; what a death leaves noted is found by the next life."""
        if not self._counts or not ids:
            yield
            return
        suspects = self._left()
        # The rest stays noted: a death now must not forget what an earlier one found.
        self._keep(Note(tuple(ids), suspects))
        try:
            yield
        except Exception:
            self._done(suspects, ids)
            raise
        # Whatever ends otherwise ends the process: it stays noted.
        self._done(suspects, ids)

    def _done(self, suspects: dict[str, Suspect], ids: Sequence[str]) -> None:
        for item_id in ids:
            suspects.pop(item_id, None)
        with suppress(StorageError):
            self._keep(Note((), suspects))

    def _left(self) -> dict[str, Suspect]:
        if self._suspects is None:
            self._suspects = self._weigh() if self._counts else {}
        return self._suspects

    def _weigh(self) -> dict[str, Suspect]:
        with self._parts.store.read() as tx:
            note = _read(tx, _JUDGING)
        suspects = note.weighed(self._version(), self._parts.clock.now())
        if note.in_hand:
            # At once: the next death must not count this one again.
            self._keep(Note((), suspects))
        return suspects

    def _version(self) -> str:
        return version_of(self._parts.classifier)

    def _keep(self, note: Note) -> None:
        with self._parts.store.transaction(alone=False) as tx:
            _write(tx, _JUDGING, note)


def note_given_up(tx: Tx, item_ids: Collection[str], version: str, now: datetime) -> dict[str, datetime]:
    """Note entries whose reading ended processes, one by one; returns when each is tried again."""
    suspects = Note((), _read(tx, _READING).suspects).weighed(version, now)
    begun = Suspect(APART_FROM - 1, now, version)
    for one in item_ids:
        known = suspects.get(one, begun)
        suspects[one] = (known if known.version == version else begun).after_death_alone(version, now)
    _write(tx, _READING, Note((), suspects))
    return {one: suspects[one].again_at for one in item_ids}


def to_be_tried(tx: Tx, now: datetime) -> tuple[str, ...]:
    """Items that may be set apart for deaths and whose time to be tried again has come."""
    noted = {**_read(tx, _JUDGING).suspects, **_read(tx, _READING).suspects}
    return tuple(sorted(one for one, own in noted.items() if own.alone >= APART_FROM and own.again_at <= now))


def _read(tx: Tx, key: str) -> Note:
    noted = json.loads(tx.meta.get(key) or "{}")
    suspects = {
        str(one): Suspect(int(alone), datetime.fromisoformat(again_at), str(version))
        for one, (alone, again_at, version) in noted.get("suspects", {}).items()
    }
    return Note(tuple(map(str, noted.get("in_hand", ()))), suspects)


def _write(tx: Tx, key: str, note: Note) -> None:
    suspects = {
        one: [suspect.alone, suspect.again_at.isoformat(), suspect.version] for one, suspect in note.suspects.items()
    }
    tx.meta.set(key, json.dumps({"in_hand": note.in_hand, "suspects": suspects}))

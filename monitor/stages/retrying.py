"""Trying again what was set apart: with this version what another failed on, and after hours what processes died of."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from monitor.core.items import Item
from monitor.stages.in_hand import to_be_tried
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.stages.quarantine import set_apart, shown, version_of
from monitor.store.database import Tx

log = logging.getLogger(__name__)

RETRIED_AT_ONCE = 200


def retry_quarantined(parts: Parts, judge: Judge) -> int:
    """Try again what another version failed on: entries wait anew, whole items are judged. Returns how many."""
    version, done = version_of(parts.classifier), 0
    with parts.store.read() as tx:
        waiting = tx.quarantine.of_other_versions(version, RETRIED_AT_ONCE)
    for row in waiting:
        if row.item is not None:
            _judge_again(parts, judge, row.item)
        elif row.entry_key:
            with parts.store.transaction() as tx:
                tx.entries.release(row.source_id, row.entry_key, now=parts.clock.now())
                tx.quarantine.remove(row.item_id)
        else:
            _label_again(parts, judge, row.item_id)
        done += 1
    if done:
        log.warning("set-apart items tried again by this version count=%d", done)
    return done


def retry_after_deaths(parts: Parts) -> int:
    """Let entries wait anew at which processes died hours ago: it may have been chance. Returns how many.

    They are taken alone, so that one which does end the process again holds nobody up (`in_hand`).
    """
    now = parts.clock.now()
    with parts.store.read() as tx:
        apart = [row for item_id in to_be_tried(tx, now) if (row := tx.quarantine.get(item_id)) and row.entry_key]
    for row in apart:
        with parts.store.transaction() as tx:
            tx.entries.release(row.source_id, row.entry_key, now=now)
            tx.quarantine.remove(row.item_id)
        log.warning("item tried again at which the process died id=%s", row.item_id)
    return len(apart)


def _label_again(parts: Parts, judge: Judge, item_id: str) -> None:
    with parts.store.transaction() as tx:
        tx.quarantine.remove(item_id)
        item = tx.items.get(item_id)
    if item is not None:
        judge.engage(item_id, item.engagement)


def _judge_again(parts: Parts, judge: Judge, item: Item) -> None:
    def no_longer(tx: Tx, judged: Sequence[Item]) -> None:
        for one in judged:
            tx.quarantine.remove(one.id)

    def still(failing: Item, error: Exception) -> None:
        log.error("set-apart item fails again id=%s", failing.id, exc_info=error)
        with parts.store.transaction() as tx:
            ledger = Ledger(tx)
            set_apart(ledger, parts, failing, shown(error), parts.clock.now())
        for event in ledger.events:
            parts.sink(event)

    judge.receive([item], also=no_longer, failed=still)

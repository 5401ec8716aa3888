"""Staff teach the models: corrections kept and shown at once, and the items that would teach most.

A correction changes the labels of its item, and what pages, searches and reports count by them. It does not move an
incident that stands: that is an act of its own (`override_level`, `mark_false`), and the incident is decided anew when
its story next changes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from classifiers.learning.uncertainty import UsefulItem, most_useful
from monitor.core.corrections import Correction, GivenLabels, answers_of, complete, corrected, version_of
from monitor.core.plan import Plan
from monitor.store.database import Tx

USEFUL_ITEMS = 20
LOOKED_BACK = timedelta(days=30)
CANDIDATES = 1_500
"""Newest items looked at for the list: some 0.2 s, and two weeks of a province."""
CORRECTED_ACT = "correct-labels"


def correct_labels(
    tx: Tx, item_id: str, given: GivenLabels, *, plan: Plan, person: str, unit: str, now: datetime
) -> tuple[Correction, ...] | None:
    """Keep a person's answers about an item and put them in the place of the machine's, in the caller's transaction.

    What was not asked stays as the machine says; an answer equal to the machine's is kept as a confirmation, which is
    learnt from too. Returns what was kept, None when there is no such item or it was never classified. Raises
    ValueError for themes or types that the plan does not have.
    """
    item, said = tx.items.get(item_id), tx.labels.get(item_id)
    if item is None or said is None:
        return None
    before = answers_of(said)
    kept = tuple(
        Correction(
            item_id=item_id,
            content_hash=item.content_hash,
            task=task,
            old=before[task],
            new=new,
            person=person,
            at=now,
            version=version_of(said, task),
        )
        for task, new in complete(given, plan).items()
    )
    tx.corrections.add(kept)
    tx.labels.put(corrected(said, kept), now=now)
    changed = [each.task for each in kept if not each.confirms]
    tx.audit.add(now, unit, CORRECTED_ACT, item_id, ", ".join(changed) or "confirmed", person=person)
    return kept


def twenty_most_useful(tx: Tx, *, now: datetime, limit: int = USEFUL_ITEMS) -> tuple[UsefulItem, ...]:
    """What the page of labels offers: of the last month's newest items nobody has judged, those that teach most."""
    return most_useful(tx.corrections.unjudged(now - LOOKED_BACK, limit=CANDIDATES), limit=limit)

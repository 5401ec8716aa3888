"""Which kinds of facts are counted, are circumstances, are harm to persons."""

from __future__ import annotations

COUNTED = frozenset(
    (
        "death",
        "drowning",
        "injured",
        "grave-injury",
        "hospitalised",
        "ill",
        "poisoned",
        "infected",
        "quarantined",
        "boycott",
        "violence",
        "weapon-attack",
        "abduction",
        "sexual-abuse",
        "data-leak",
        "arrest",
        "suicide",
        "protest",
        "unpaid-wages",
    )
)
"""Kinds for which the number of people in the sentence is kept."""
CIRCUMSTANCES = frozenset(
    (
        "at-school",
        "school-activity",
        "outside-school",
        "subject-pupil",
        "subject-teacher",
        "subject-staff",
        "subject-worker",
        "spread",
        "film",
        "no-victim",
        "police-involved",
        "rumour",
        "good-deed",
        "boycott-cause",
        "official-denial",
        "correction",
        "retraction",
        "exam-running",
        "closure",
    )
)
"""Kinds that say where, who or who says so, not what happened: they carry no guards."""
HARM_TO_PERSONS = frozenset(
    ("death", "injured", "grave-injury", "hospitalised", "weapon-attack", "suicide", "poisoned", "ill")
)
BODILY = HARM_TO_PERSONS | {
    *("drowning", "fracture", "infected", "violence", "child-abuse", "teacher-violence", "sexual-abuse"),
    *("sexual-abuse-by-staff", "abduction", "filmed-violence", "quarantined", "weapon"),
}
"""Kinds that figures of years, pets and made-up calls are told of; the rest is guarded by staged passages alone."""

"""What facts look like in words: a table, read by `classifiers.facts.expressions`.

One line is one expression: parts that follow each other within one sentence, divided by ` .. `, or by ` ~ ` when the
next part must stand close by in the same clause; a part is a list of phrases divided by `/`, `{GROUP}` stands for a
group of phrases. `!` before a phrase: not in accentless texts.
The table was written from the plan's list of what happens and how people call it.
"""

from __future__ import annotations

from collections.abc import Mapping

from classifiers.facts.patterns.affairs import AFFAIRS
from classifiers.facts.patterns.circumstances import CIRCUMSTANCES
from classifiers.facts.patterns.harm import HARM

PATTERNS: Mapping[str, str] = {**HARM, **AFFAIRS, **CIRCUMSTANCES}
"""Kind of fact → its expressions, one a line."""

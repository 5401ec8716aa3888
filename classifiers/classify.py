"""Everything said about an item: relevance, themes, types, sentiment, severity, good news, levels, places, reasons.

Reads a batch, scores it with one matrix a vocabulary, and decides item by item. An item that cannot be judged gets a
fallback answer that a person will see (relevant, S1, confidence 0) and a logged traceback; the rest goes on.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from classifiers.choosing.answering import articles_answered, with_article
from classifiers.choosing.asked_tone import TONE, lean
from classifiers.choosing.choose import choose_themes, choose_types, score_labels
from classifiers.choosing.fact_types import settle_types
from classifiers.choosing.headline import HEADLINE_SHARE, headlines_of, with_headline
from classifiers.choosing.levels import find_levels, find_levels_of
from classifiers.choosing.relevance import weigh_themes
from classifiers.choosing.stance import weigh_stance
from classifiers.choosing.theme_choice import weigh_orders, weigh_unsaid
from classifiers.choosing.type_choice import keep_fitting, weigh_phrases
from classifiers.explain import TERMS_TRIED, explain, find_terms
from classifiers.facts.event_time import find_event_time
from classifiers.models.features import Document, FeatureReader
from classifiers.models.model_file import SUFFIX, TrainedModel, load_model
from classifiers.models.scorer import ScoredBatch, Scorer
from classifiers.models.tasks import TASKS, YES
from classifiers.models.vectors import Floats
from classifiers.reading.phrases import RECENT_TEXTS
from classifiers.reading.plain_text import PlainItem, plain
from classifiers.reading.scanning import scan
from classifiers.severity.comments import is_comment
from classifiers.severity.decide import decide_severity
from classifiers.severity.decision import SeverityDecision
from classifiers.severity.learnt import NO_GRAVITY, RULE, SUSPECTED, Gravity
from classifiers.severity.wording import NAMED_SCHOOL
from monitor.core.errors import ClassifierError
from monitor.core.items import Item
from monitor.core.labels import Classification, Reason, Scored, Sentiment, Severity, Territory, Verdict
from monitor.core.places.finder import PlaceFinder
from monitor.core.plan import Plan

log = logging.getLogger(__name__)

SURE_TYPE = 0.6
"""A type less likely than this does not say that something happened."""
SURE_TONE = 0.45
"""A tone less sure than this does not bear on the level: of three, 0.33 would be a guess."""

RULES_VERSION = "facts-10"
"""Version of the fact and severity rules; raised by hand when a floor or its evidence changes meaning."""
_BY_RULES = ("levels", "places", "severity")
DEFAULT_THRESHOLD = 0.5
AT_A_TIME = RECENT_TEXTS // 2
"""Items read and judged together: what was found out about a text, and about what it answers, is still at hand."""
RESCUE = 0.5
"""A text that states an incident at a school is relevant from this share of the threshold on: better one too many."""
_SIGNS_OF_SCHOOL = ("fact:subject-pupil", "fact:subject-teacher", "fact:at-school", "fact:school-activity")


@dataclass(frozen=True)
class _Scores:
    """One item's row of each task's scores; a task without a model has none."""

    rows: Mapping[str, Floats]
    batch: ScoredBatch
    index: int

    def terms_for(self, themes: Sequence[Scored]) -> list[str]:
        """The words that speak most for the best theme, where a model was taught it."""
        model = self.batch.model("themes")
        if not themes or model is None or themes[0].id not in model.labels:
            return []
        return self.batch.top_terms(self.index, "themes", themes[0].id, TERMS_TRIED)


class Classifier:
    """Holds models, rules and places of one plan. Deterministic; safe to share between threads."""

    def __init__(
        self, plan: Plan, *, reader: FeatureReader, models: Mapping[str, TrainedModel], places: PlaceFinder
    ) -> None:
        self._plan = plan
        self._reader = reader
        self._scorer = Scorer(models)
        self._models = self._scorer.models
        self._tones = models[TONE].labels if TONE in models else ()
        self._places = places
        self._theme_ids = tuple(theme.id for theme in plan.themes)
        self._type_ids = tuple(kind.id for kind in plan.incident_types)
        self._versions = (
            *((task, f"{model.version}+{plan.version}") for task, model in sorted(models.items())),
            *((task, f"{RULES_VERSION}+{plan.version}") for task in _BY_RULES),
        )

    @classmethod
    def load(
        cls, plan: Plan, *, models_dir: Path, shipped_dir: Path, lexicons_dir: Path, places: PlaceFinder
    ) -> Classifier:
        """Read the models; a task missing in `models_dir` is taken from `shipped_dir`, and without that from rules.

        Raises ClassifierError for a broken file or lexicon.
        """
        models = {}
        for task in TASKS:
            path = next((f for d in (models_dir, shipped_dir) if (f := d / f"{task}{SUFFIX}").exists()), None)
            if path is None:
                log.warning("no model for task=%s: phrase rules alone", task)
                continue
            model = load_model(path)
            if model.task != task:
                raise ClassifierError(f"model file {path.name} was trained for {model.task!r}")
            models[task] = model
        return cls(plan, reader=FeatureReader(plan, lexicons_dir), models=models, places=places)

    @property
    def version(self) -> str:
        """Models, rules and plan in one short word: another one may judge otherwise."""
        return hashlib.sha256(repr(self._versions).encode()).hexdigest()[:12]

    def classify_batch(
        self, items: Sequence[Item], *, contexts: Mapping[str, Item] | None = None
    ) -> list[Classification]:
        """Classify items, in their order. `contexts` holds items that comments answer, by id."""
        answers: list[Classification] = []
        for start in range(0, len(items), AT_A_TIME):
            answers.extend(self._classify_some(items[start : start + AT_A_TIME], contexts or {}))
        return answers

    def _classify_some(self, items: Sequence[Item], contexts: Mapping[str, Item]) -> Iterator[Classification]:
        written = [plain(item) for item in items]
        documents = [self._read(each, contexts) for each in written]
        articles = self._articles([each.item for each in written], contexts)
        scored = self._score([document for document in documents if document is not None], articles)
        for each, document in zip(written, documents, strict=True):
            said = self._fallback(each.item) if document is None else self._answer(document, next(scored))
            yield each.restore(said)

    def _read(self, written: PlainItem, contexts: Mapping[str, Item]) -> Document | None:
        item = written.item
        try:
            answered = contexts.get(item.reply_to) if item.reply_to else None
            return self._reader.read(item, answered, plain=written.written)
        except Exception:
            log.exception("cannot read item=%s for classification", item.id)
            return None

    def _articles(self, items: Sequence[Item], contexts: Mapping[str, Item]) -> Mapping[str, Mapping[str, Floats]]:
        """The scores of the articles that some items answer, by the article's id."""
        answered = articles_answered(items, contexts)
        read = {key: self._read(plain(item), {}) for key, item in answered.items()}
        documents = {key: document for key, document in read.items() if document is not None}
        scored = self._scorer.score(list(documents.values())) if documents else None
        if scored is None:
            return {}
        rows = {key: scored.row(index) for index, key in enumerate(documents)}
        return {key: weigh_stance(row, documents[key], self._tones) for key, row in rows.items()}

    def _score(self, documents: Sequence[Document], articles: Mapping[str, Mapping[str, Floats]]) -> Iterator[_Scores]:
        """The scores of each document, in order."""
        if not documents:
            return
        scored = self._scorer.score(documents)
        headlines = self._headlines(documents)
        for index, document in enumerate(documents):
            article = articles.get(document.item.reply_to or "")
            rows = with_article(with_headline(scored.row(index), headlines.get(index)), article)
            yield _Scores(lean(weigh_stance(rows, document, self._tones), article, self._tones), scored, index)

    def _headlines(self, documents: Sequence[Document]) -> Mapping[int, Mapping[str, Floats]]:
        """The scores of the headlines alone, by the index of the document."""
        found = headlines_of(documents)
        scored = self._scorer.score(list(found.values()), HEADLINE_SHARE) if found else None
        return {key: scored.row(index) for index, key in enumerate(found)} if scored is not None else {}

    def _answer(self, document: Document, scores: _Scores) -> Classification:
        try:
            return self._decide(document, scores)
        except Exception:
            log.exception("cannot classify item=%s", document.item.id)
            return self._fallback(document.item)

    def _decide(self, document: Document, scores: _Scores) -> Classification:
        item = document.item
        sentiment, sentiment_score = self._sentiment(scores)
        theme_scores, types = self._score_themes(document, scores), self._types(document, scores)
        themes = choose_themes(self._plan, theme_scores)
        relevant = self._relevant(document, scores, theme_scores, types, sentiment)
        if not relevant.value:
            themes, types = (), ()
        tone = sentiment if sentiment_score >= SURE_TONE else Sentiment.NEUTRAL
        gravity = self._gravity(document, scores) if relevant.value else NO_GRAVITY
        severity = self._severity(document, types, relevant=relevant.value, sentiment=tone, gravity=gravity)
        if severity.level >= Severity.S2:
            types = settle_types(types, document.facts, severity.reasons)
        found = self._places.find(item)
        return Classification(
            item_id=item.id,
            relevant=relevant,
            themes=themes,
            incident_types=types,
            sentiment=sentiment,
            sentiment_score=sentiment_score,
            severity=severity.level,
            severity_confidence=severity.confidence,
            good_news=self._good_news(document, scores, relevant=relevant.value, severity=severity.level),
            levels=find_levels(document.view, found.mentions) or find_levels_of(document.answered),
            places=found.mentions,
            territory=found.territory,
            reasons=explain(document, severity.reasons, themes, types, partial(scores.terms_for, themes)),
            facts=document.facts,
            event_time=find_event_time(item, document.view),
            versions=self._versions,
        )

    def _score_themes(self, document: Document, scores: _Scores) -> Mapping[str, tuple[float, float]]:
        signals, model = document.topic.signals, self._models.get("themes")
        found = score_labels(self._theme_ids, model, scores.rows.get("themes"), signals, "theme")
        return weigh_unsaid(weigh_orders(found, signals), signals) if model is not None else found

    def _types(self, document: Document, scores: _Scores) -> tuple[Scored, ...]:
        signals = document.topic.signals
        types = score_labels(
            self._type_ids, self._models.get("incident_types"), scores.rows.get("incident_types"), signals, "type"
        )
        if "incident_types" in self._models:
            types = weigh_phrases(types, signals)
        return keep_fitting(choose_types(types), types)

    def _sentiment(self, scores: _Scores) -> tuple[Sentiment, float]:
        model = self._models.get("sentiment")
        if model is None:
            return Sentiment.NEUTRAL, 0.0
        row = scores.rows["sentiment"]
        best = int(row.argmax())
        return Sentiment(model.labels[best]), round(float(row[best]), 4)

    def _relevant(
        self,
        document: Document,
        scores: _Scores,
        themes: Mapping[str, tuple[float, float]],
        types: Sequence[Scored],
        sentiment: Sentiment,
    ) -> Verdict:
        score, threshold = self._yes("relevance", scores)
        if score is None:
            known = any(name.startswith(("theme:", "type:")) for name in document.topic.signals)
            return Verdict(known, DEFAULT_THRESHOLD)
        if "themes" in self._models:
            score = weigh_themes(score, themes)
        if score >= threshold:
            return Verdict(value=True, score=round(score, 4))
        rescued = score >= RESCUE * threshold and self._is_incident_at_school(document, types, sentiment)
        return Verdict(rescued or self._is_of_own_theme(document), round(score, 4))

    def _is_incident_at_school(self, document: Document, types: Sequence[Scored], sentiment: Sentiment) -> bool:
        told = any(document.tone.signals.get(name) for name in _SIGNS_OF_SCHOOL)
        if not (told or scan(document.item.full_text).search(NAMED_SCHOOL)):
            return False
        return self._severity(document, types, relevant=True, sentiment=sentiment).level >= Severity.S2

    def _is_of_own_theme(self, document: Document) -> bool:
        """Themes of the plan that the models were not taught are told by their phrases, and so is relevance."""
        model = self._models.get("themes")
        taught = frozenset(model.labels) if model is not None else frozenset[str]()
        return any(
            document.topic.signals.get(f"theme:{theme}", 0.0) >= 1.0 for theme in self._theme_ids if theme not in taught
        )

    def _gravity(self, document: Document, scores: _Scores) -> Gravity:
        """What the wording of a text that is no comment asks for, with its words where they matter."""
        score, _ = self._yes("gravity", scores)
        if score is None or is_comment(document.item):
            return NO_GRAVITY
        words = scores.batch.top_terms(scores.index, "gravity", YES, TERMS_TRIED) if score >= SUSPECTED else []
        return Gravity(score, find_terms(document, RULE, words))

    def _severity(
        self,
        document: Document,
        types: Sequence[Scored],
        *,
        relevant: bool,
        sentiment: Sentiment,
        gravity: Gravity = NO_GRAVITY,
    ) -> SeverityDecision:
        return decide_severity(
            document.facts,
            item=document.item,
            incident_types=[each.id for each in types],
            relevant=relevant,
            sentiment=sentiment,
            sure=max((each.score for each in types), default=1.0) >= SURE_TYPE,
            gravity=gravity,
        )

    def _good_news(self, document: Document, scores: _Scores, *, relevant: bool, severity: Severity) -> Verdict:
        score, threshold = self._yes("good_news", scores)
        if score is None:
            score, threshold = float("fact:good-deed" in document.tone.signals), 1.0
        return Verdict(relevant and severity <= Severity.S1 and score >= threshold, round(score, 4))

    def _yes(self, task: str, scores: _Scores) -> tuple[float | None, float]:
        model = self._models.get(task)
        if model is None or YES not in model.labels:
            return None, DEFAULT_THRESHOLD
        index = model.labels.index(YES)
        return float(scores.rows[task][index]), float(model.thresholds[index])

    def _fallback(self, item: Item) -> Classification:
        """An answer that keeps the item in sight: a person has to look at it."""
        return Classification(
            item_id=item.id,
            relevant=Verdict(value=True, score=0.0),
            themes=(),
            incident_types=(),
            sentiment=Sentiment.NEUTRAL,
            sentiment_score=0.0,
            severity=Severity.S1,
            severity_confidence=0.0,
            good_news=Verdict(value=False, score=0.0),
            levels=(),
            places=(),
            territory=Territory.UNKNOWN,
            reasons=(Reason("error.classifier", "", 0, 0),),
            versions=self._versions,
        )

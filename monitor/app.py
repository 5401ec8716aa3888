"""Builds everything: the only place that names concrete classes."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from alerts.channels.base import Channel
from alerts.links import CONFIRM_PATH, LinkSigner, load_or_create_secret
from alerts.routes import route
from classifiers.classify import Classifier
from monitor import __version__
from monitor.channel_set import build_channels, operator_from, rates_of
from monitor.collect.fetch import Fetcher
from monitor.collect.intake.boxes import Box, FolderBox
from monitor.collect.intake.imap import ImapBox
from monitor.collect.roster import Roster
from monitor.collect.social.access import api_keys, with_api_bases, with_handle_key
from monitor.condition import Condition
from monitor.core.clock import Clock, SystemClock
from monitor.core.config.plan_file import load_plan
from monitor.core.events import EventSink, Fan, ignore
from monitor.core.places.finder import PlaceFinder
from monitor.core.places.gazetteer import load_gazetteer
from monitor.core.plan import Plan
from monitor.core.pseudonyms import handle_key
from monitor.core.settings import Settings
from monitor.core.sources import Source
from monitor.metrics import Metrics
from monitor.pipeline import Pipeline
from monitor.sign_in_set import SignInAccess, build_sign_in
from monitor.stages.intake import Intake
from monitor.stages.mailing import MailRoom
from monitor.stages.parts import NO_OPERATOR, ItemClassifier, Parts
from monitor.stages.replying import Listener
from monitor.store.audit import audit_key
from monitor.store.database import Store, open_store
from monitor.stories.idf import read_idf
from monitor.stories.incidents import IncidentContext
from monitor.stories.index import StoryIndex

log = logging.getLogger(__name__)

USER_AGENT = f"SoGDDT-GiamSat/{__version__} (+{{contact}})"
"""Names ourselves and how to reach us, as a polite reader does."""


@dataclass(frozen=True)
class App:
    """The built product. Close it when done."""

    settings: Settings
    plan: Plan
    sources: Sequence[Source]
    store: Store
    classifier: ItemClassifier
    places: PlaceFinder
    clock: Clock
    pipeline: Pipeline
    signer: LinkSigner
    fetcher: Fetcher | None
    events: Fan
    """Who listens to what happens, told as it is committed."""
    intake: Intake
    mail_room: MailRoom
    listener: Listener
    condition: Condition = field(default_factory=Condition)
    """Which jobs fail, beyond what the database can tell."""
    metrics: Metrics = field(default_factory=Metrics)
    sign_in: SignInAccess | None = None
    """The office's own sign-in service; None without one."""

    @property
    def source_names(self) -> dict[str, str]:
        """Names of sources by id."""
        return names_of(self.sources)

    def close(self) -> None:
        """Let go of the database and open connections."""
        if self.fetcher is not None:
            self.fetcher.close()
        if self.sign_in is not None:
            self.sign_in.client.close()
        self.store.close()


@dataclass(frozen=True)
class Overrides:
    """What a replay, a demo or a test does differently from `monitor run`. None = as configured."""

    clock: Clock | None = None
    store: Store | None = None
    plan: Plan | None = None
    sources: Sequence[Source] | None = None
    channels: Mapping[str, Channel] | None = None
    classifier: ItemClassifier | None = None
    models_dir: Path | None = None
    sink: EventSink = ignore
    seed: int | None = None
    fetch: bool = True
    fetcher: Callable[[], Fetcher] | None = None


def build(settings: Settings, overrides: Overrides | None = None) -> App:
    """Build the product from settings. Raises ConfigError with every fault, StorageError, ClassifierError."""
    use = overrides or Overrides()
    plan = use.plan or load_plan(settings.plan_path)
    secret = load_or_create_secret(settings.secret_file)
    sources = build_sources(settings, secret, use.sources)
    clock = use.clock or SystemClock()
    gazetteer = load_gazetteer(settings.gazetteer_dir)
    places = PlaceFinder(gazetteer)
    classifier = use.classifier or load_classifier(settings, plan, places, models_dir=use.models_dir)
    store = use.store or open_store(settings.database_url)
    store.key_audit(audit_key(secret))
    signer = LinkSigner(secret)
    events, metrics = Fan(use.sink), Metrics()
    parts = Parts(
        plan=plan,
        store=store,
        classifier=metrics.timed(classifier),
        context=IncidentContext(plan=plan, route=partial(route, plan), name_of=gazetteer.name_of),
        clock=clock,
        channels=build_channels(settings, store=store, clock=clock) if use.channels is None else use.channels,
        new_index=partial(StoryIndex, idf=read_idf(settings.models_dir / "idf.json")),
        signer=signer,
        base_url=settings.base_url,
        sink=events,
        rates=rates_of(settings) if use.channels is None else {},
        operator=operator_from(settings) if use.channels is None else NO_OPERATOR,
        source_names=partial(names_of, sources),
        random=random.Random(use.seed),  # noqa: S311 - jitter, not secrets
    )
    fetcher = (use.fetcher or partial(build_fetcher, settings, clock))() if use.fetch else None
    pipeline = Pipeline(parts, fetcher=fetcher, sources=sources)
    intake = Intake(parts, pipeline.judge, fetcher=fetcher, sources=sources, handle_key=handle_key(secret))
    mail_room = build_mail_room(settings, intake)
    return App(
        settings, plan, sources, store, classifier, places, clock, pipeline, signer, fetcher, events, intake, mail_room,
        Listener(parts, pipeline.act, secret), metrics=metrics,
        sign_in=build_sign_in(settings, user_agent=user_agent(settings)),
    )  # fmt: skip


def names_of(sources: Iterable[Source]) -> dict[str, str]:
    """Names of sources by id."""
    return {source.id: source.name for source in sources}


def build_sources(settings: Settings, secret: bytes, given: Sequence[Source] | None) -> Sequence[Source]:
    """The sources given, else those of the file, which are read again when it changes. Raises ConfigError."""

    def dress(sources: Iterable[Source]) -> tuple[Source, ...]:
        return with_handle_key(with_api_bases(sources, settings), handle_key(secret))

    return Roster(settings.sources_path, dress=dress) if given is None else dress(given)


def load_classifier(
    settings: Settings, plan: Plan, places: PlaceFinder, *, models_dir: Path | None = None
) -> Classifier:
    """The models staff's corrections made, or those of another folder; a task missing there is the shipped one's."""
    return Classifier.load(
        plan,
        models_dir=models_dir or settings.learnt_models_dir,
        shipped_dir=settings.models_dir,
        lexicons_dir=settings.lexicons_dir,
        places=places,
    )


def build_fetcher(settings: Settings, clock: Clock) -> Fetcher:
    """The polite reader, with the configured exceptions for private networks."""
    agent = user_agent(settings)
    return Fetcher(user_agent=agent, clock=clock, allow_private=settings.allow_private, keys=api_keys(settings))


def user_agent(settings: Settings) -> str:
    """How we name ourselves to whoever we ask."""
    return USER_AGENT.format(contact=settings.base_url or settings.mail_from)


def build_mail_room(settings: Settings, intake: Intake) -> MailRoom:
    """The boxes of mail that are read: the folder always, a mailbox when one is configured."""
    boxes: list[Box] = [FolderBox(settings.inbox_dir)]
    if settings.imap_url is not None:
        boxes.append(ImapBox(settings.imap_url.get_secret_value()))
    return MailRoom(
        intake,
        boxes,
        own_domain=settings.mail_from.rpartition("@")[2],
        own_mark=settings.base_url + CONFIRM_PATH,
        extra=settings.mail_senders,
    )

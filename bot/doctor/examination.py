"""Every check, in the order in which one part rests on another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.doctor.check import Check, Mark
from bot.doctor.database import check_database
from bot.doctor.help_text import check_help_text
from bot.doctor.language_model import check_language_model
from bot.doctor.library import FindStored, check_glossary, check_index, check_model
from bot.doctor.machine import check_data_folder, check_room
from bot.doctor.posts import check_posts
from bot.doctor.programme import check_programme
from bot.doctor.slack import FOR_CHANNELS, FOR_GROUPS, SlackWeb, check_slack, scopes_of
from programme.configuration import Programme, load_programme
from programme.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Subject:
    """What is examined.

    Attributes:
        revision: gives the revision the database stands at, None before the first.
        known_revision: whether this version of the software has a revision.
        write: raises when nothing can be written to the database.
        mends_itself: the tables are made and changed at first use, as with a SQLite file.
        check_weights: raises when the packaged model is not the published one; None when a
            model of the trust's own choice is used.
        load_model: raises when that model of the trust's own choice cannot be loaded.
        chroma: the index lies on a Chroma server.
        help_reviewed: when the text for people in distress was last reviewed.
        slack: None when no bot token is set.
        manifest: the Slack app's manifest, JSON.
        hears_channels: channels are named where every message is a question.
        try_language_model: raises when the language model does not answer; None when none is set.
        reads_groups: user groups of the workspace give roles.
        programme: reads the programme as the office set it up.
    """

    data: Path
    revision: Callable[[], str | None]
    revision_needed: str
    mends_itself: bool
    works: UnitOfWorkFactory
    known_revision: Callable[[str], bool]
    write: Callable[[], None]
    find_stored: FindStored
    check_weights: Callable[[], None] | None
    load_model: Callable[[], None]
    chroma: bool
    glossary: Path | None
    help_reviewed: date
    slack: SlackWeb | None
    app_token: str | None
    signing_secret: str | None
    manifest: str
    hears_channels: bool
    try_language_model: Callable[[], None] | None = None
    reads_groups: bool = False
    programme: Callable[[], Programme] = load_programme


def examine(subject: Subject, clock: Callable[[], datetime]) -> list[Check]:
    """Look at every part; a check that rests on a broken one is left out."""
    now = clock()
    checks = [check_data_folder(subject.data), check_room(subject.data)]
    tables = check_database(
        subject.revision,
        subject.revision_needed,
        mends_itself=subject.mends_itself,
        known=subject.known_revision,
        write=subject.write,
    )
    checks += tables
    if all(check.mark is Mark.OK for check in tables):
        checks.append(check_index(subject.works, subject.find_stored, on_server=subject.chroma))
        checks.append(check_posts(subject.works, now))
    checks += [
        check_model(subject.check_weights, subject.load_model),
        check_language_model(subject.try_language_model),
        check_glossary(subject.glossary),
        check_programme(subject.programme, now.date()),
        check_help_text(subject.help_reviewed, now.date()),
    ]
    return checks + check_slack(
        subject.slack,
        app_token=subject.app_token,
        signing_secret=subject.signing_secret,
        scopes=scopes_of(subject.manifest) | (FOR_GROUPS if subject.reads_groups else frozenset()),
        clock=clock,
        optional=FOR_CHANNELS if subject.hears_channels else frozenset(),
    )

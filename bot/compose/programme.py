"""The programme's own part of the house: plans, people and weekly updates."""
# ruff: noqa: PLC0415 - see the package: nothing is imported before it is needed

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from programme.errors import RuleBroken
from programme.people import TERMINAL

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.schedule import Job
    from bot.settings import BotSettings, RetentionSettings
    from bot.slack.links import MessageLinks
    from bot.use_cases.chasing import Chasing
    from bot.use_cases.digest_material import LinksOf
    from bot.use_cases.digest_services import DigestServices
    from bot.use_cases.digesting import Digests, DigestView
    from bot.use_cases.erasure import Erasure
    from bot.use_cases.following_up import FollowUp
    from bot.use_cases.goal_weeks import GoalWeek
    from bot.use_cases.holdings import HoldingsOf
    from bot.use_cases.people import People
    from bot.use_cases.planning import Planning
    from bot.use_cases.reporting import Reporting
    from bot.use_cases.sample import SampleLoaded
    from bot.use_cases.update_import import GoalFinder, UpdateImport
    from bot.use_cases.who import Directory, GroupRoles
    from ingest.plans import PlanRows
    from ingest.records import RecordDocument
    from ingest.settings import IngestSettings
    from programme.configuration import Programme
    from programme.digest import MeasureReading
    from programme.guard import HelpTexts
    from programme.ports import UnitOfWorkFactory
    from programme.update_faults import FieldFault
    from programme.updates import Report


def new_id() -> str:
    """An id that says nothing: a uuid in hexadecimal."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class ProgrammeParts:
    """What people do with the programme's data, tied to the database.

    Args:
        settings: say where the office's own file of the programme is.
        works, readings: give units of work; called when a part is first made.
        texts: gives what people read when the guard finds something.
        limits: give how large a file may be that comes in.
    """

    settings: Callable[[], BotSettings]
    works: Callable[[], UnitOfWorkFactory]
    readings: Callable[[], UnitOfWorkFactory]
    now: Callable[[], datetime]
    texts: Callable[[], HelpTexts]
    limits: Callable[[], IngestSettings]

    @cached_property
    def configuration(self) -> Programme:
        """The programme as the office set it up.

        Raises:
            RuleBroken: its file cannot be read, or says what cannot be.
        """
        from programme.configuration import load_programme

        return load_programme(self.settings().programme)

    def reporting(self) -> Reporting:
        """Weekly updates: what is to be reported, and its recording."""
        from bot.use_cases.reporting import Reporting
        from programme.guard.updates import look_at_update

        texts = self.texts()
        return Reporting(
            self.works(),
            self.readings(),
            rhythm=self.configuration.rhythm,
            look_at_words=lambda draft: look_at_update(draft.report, draft.reason, texts).faults,
            now=self.now,
            new_id=new_id,
        )

    def warnings_on(
        self, report: Report, reason: str | None, seen: GoalWeek
    ) -> Sequence[FieldFault]:
        """What an update may say, and its author may want to say otherwise; only what is new."""
        from programme.guard.updates import look_at_update

        found = look_at_update(report, reason, self.texts(), said_before=seen.texts_before)
        return found.warnings

    def directory(self, groups: GroupRoles | None = None) -> Directory:
        """Who somebody is; `groups` gives the roles of a Slack member's user groups."""
        from bot.use_cases.who import Directory

        return Directory(self.readings(), groups)

    def digest_services(self, links: MessageLinks | None = None) -> DigestServices:
        """What is done with digests in Slack; `links` say where updates can be read there."""
        from bot.use_cases.digest_services import digest_services

        return digest_services(
            self.digests(links),
            self.works(),
            self.configuration,
            now=self.now,
            channel=self.settings().digest_channel,
            prepare=links.prepare if links else lambda: None,
        )

    def jobs(self, retention: RetentionSettings, digests: DigestServices) -> tuple[Job, ...]:
        """What is done by the clock, once for each period."""
        from bot.schedule import Job
        from bot.use_cases.digest_posts import DIGEST
        from bot.use_cases.reminding import REMINDERS, Reminding
        from bot.use_cases.retention import RETENTION, Keep, Retention

        sending = digests.sending
        reminding = Reminding(self.works(), self.configuration, now=self.now)
        keeping = Retention(Keep(**retention.model_dump()))
        return (
            Job(REMINDERS, reminding.due, reminding.do),
            Job(DIGEST, sending.due, sending.do),
            Job(RETENTION, keeping.due, keeping.do),
        )

    def chasing(self) -> Chasing:
        """The office's chase list and its nudges."""
        from bot.use_cases.chasing import Chasing

        rhythm = self.configuration.rhythm
        return Chasing(self.works(), self.readings(), rhythm=rhythm, now=self.now)

    def holdings(self) -> HoldingsOf:
        """What is held on a person or a goal."""
        from bot.use_cases.holdings import HoldingsOf

        return HoldingsOf(self.readings(), now=self.now)

    def erasure(self) -> Erasure:
        """Erasing what is held."""
        from bot.use_cases.erasure import Erasure

        return Erasure(self.works(), now=self.now)

    def people(self) -> People:
        """People, their roles and what they lead."""
        from bot.use_cases.people import People

        return People(self.works(), self.readings(), now=self.now, new_id=new_id)

    def planning(self) -> Planning:
        """Plans, and what a workbook brings in."""
        from bot.use_cases.planning import Planning

        zone = self.configuration.rhythm.zone
        return Planning(self.works(), self.readings(), now=self.now, new_id=new_id, zone=zone)

    def digests(self, links_of: LinksOf | None = None) -> Digests:
        """Digests: built, kept as records, compared; `links_of` says where updates can be read."""
        from bot.use_cases.digest_material import DigestRules, no_links
        from bot.use_cases.digesting import Digests

        set_up = self.configuration
        rules = DigestRules(
            true_norths=set_up.true_norths,
            breakthroughs=set_up.breakthrough_objectives,
            rhythm=set_up.rhythm,
            practice=set_up.practice_rules,
            screen_outliers=self.settings().spc_screening,
            chart_weeks=self.settings().spc_weeks,
        )
        return Digests(
            self.works(),
            self.readings(),
            rules=rules,
            now=self.now,
            new_id=new_id,
            links_of=links_of or no_links,
        )

    def follow_up(self) -> FollowUp:
        """What follows a digest: acknowledged, decided, rebased."""
        from bot.use_cases.following_up import FollowUp

        return FollowUp(self.works(), now=self.now)

    def measures(self) -> list[MeasureReading]:
        """Every measure with its latest value and what its chart says."""
        return self.digests().measures(TERMINAL)

    def write_digest(
        self,
        view: DigestView,
        form: str,
        path: Path | None,
        *,
        names: bool = False,
        progress: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
    ) -> Path:
        """Write a digest as a file of one of the forms `bot.reports.writing.FileForm` knows.

        Raises:
            RuleBroken: it cannot be written there.
        """
        from pathlib import Path

        from bot.reports.writing import FileForm, ToWrite, file_name, write_digest

        kind = FileForm(form)
        to = path or Path(file_name(view.digest, kind))
        reds = {line.reading.measure for line in view.digest.reds if line.reading}
        wanted = reds if kind in (FileForm.WORD, FileForm.PDF) else None
        charts = self.digests().charts(TERMINAL, view.digest, wanted)
        weeks = self.settings().spc_weeks
        what = ToWrite(view.digest, charts, view.since, names=names, chart_weeks=weeks)
        write_digest(what, kind, to, progress)
        return to

    def draw_measure(self, measure: str, path: Path) -> str:
        """Write a measure's chart as a picture; what it says comes back.

        Raises:
            RuleBroken: there is no such measure, it has no value, or it cannot be written there.
        """
        from bot.reports.charts import draw_spc_chart

        picture = draw_spc_chart(*self.digests().chart(TERMINAL, measure))
        try:
            path.write_bytes(picture.png)
        except OSError:
            raise RuleBroken(
                f"{path.name} could not be written. Name a folder that is there and can be "
                "written to."
            ) from None
        return picture.alt

    def goal_finder(self) -> GoalFinder:
        """Goals by key, or by name and team."""
        from bot.use_cases.update_import import GoalFinder

        with self.readings()() as work:
            return GoalFinder(work.plans.goals(), work.plans.teams())

    def import_updates(self, path: Path, *, accept_valid: bool) -> UpdateImport:
        """Fill in past weeks from a workbook or CSV file.

        Raises:
            RuleBroken: it cannot be read, or holds no updates.
        """
        from bot.use_cases.update_import import import_updates
        from ingest.updates import read_updates
        from ingest.worksheets.opening import open_sheets
        from programme.people import TERMINAL

        rows = read_updates(open_sheets(path, self.limits()))
        return import_updates(
            self.reporting(), TERMINAL, rows, self.goal_finder(), accept_valid=accept_valid
        )

    def write_update_form(self, path: Path) -> None:
        """Write the workbook that `import_updates` takes.

        Raises:
            RuleBroken: it cannot be written there.
        """
        from bot.reports.form_workbook import write_form
        from ingest.updates import update_form
        from ingest.updates.form import ABOUT

        write_form(path, title="Weekly updates", about=ABOUT, forms=(update_form(),))

    def read_plans(self, path: Path) -> PlanRows:
        """The rows of a plans workbook or CSV file.

        Raises:
            RuleBroken: it cannot be read, or holds no sheet of plans.
        """
        from ingest.plans import plan_form, read_plans
        from ingest.worksheets.opening import open_sheets

        sheets = open_sheets(path, self.limits())
        return read_plans(sheets, plan_form(self.configuration), self.configuration)

    def write_plan_form(self, path: Path, *, filled: bool) -> None:
        """Write the workbook that `read_plans` takes; `filled`: with all that is planned now.

        Raises:
            RuleBroken: it cannot be written there.
        """
        from bot.reports.form_workbook import write_form
        from bot.use_cases.plan_records import ABOUT, filled_rows
        from ingest.plans import plan_form

        form = plan_form(self.configuration)
        rows = None
        if filled:
            rows = filled_rows(self.planning().planned(), form, self.configuration)
        write_form(path, title="Annual plans", about=ABOUT, forms=form.sheets, filled=rows)

    def load_sample(self) -> SampleLoaded:
        """Load the made-up programme.

        Raises:
            RuleBroken: there are plans or people already.
        """
        from bot.use_cases.sample import load_sample

        return load_sample(self.works(), self.configuration, self.now())

    def load_sample_where_empty(self) -> SampleLoaded | None:
        """Load the made-up programme where there is none yet; None when there is one."""
        with self.readings()() as work:
            if work.plans.teams() or work.people.everybody():
                return None
        return self.load_sample()

    def plan_documents(self) -> list[RecordDocument]:
        """What is planned now, as documents that can be asked."""
        from bot.use_cases.plan_records import plan_documents

        return plan_documents(self.planning().planned(), self.configuration)

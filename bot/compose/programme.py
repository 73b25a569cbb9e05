"""The programme's own part of the house: plans, people and weekly updates."""
# ruff: noqa: PLC0415 - see the package: nothing is imported before it is needed

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.schedule import Job
    from bot.settings import BotSettings, RetentionSettings
    from bot.use_cases.erasure import Erasure
    from bot.use_cases.holdings import HoldingsOf
    from bot.use_cases.people import People
    from bot.use_cases.planning import Planning
    from bot.use_cases.reporting import Reporting
    from bot.use_cases.who import Directory, GroupRoles
    from ingest.plans import PlanRows
    from ingest.records import RecordDocument
    from ingest.settings import IngestSettings
    from programme.configuration import Programme
    from programme.guard import HelpTexts
    from programme.ports import UnitOfWorkFactory


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

    def directory(self, groups: GroupRoles | None = None) -> Directory:
        """Who somebody is; `groups` gives the roles of a Slack member's user groups."""
        from bot.use_cases.who import Directory

        return Directory(self.readings(), groups)

    def jobs(self, retention: RetentionSettings) -> tuple[Job, ...]:
        """What is done by the clock, once for each period."""
        from bot.schedule import Job
        from bot.use_cases.retention import RETENTION, Keep, Retention

        keeping = Retention(Keep(**retention.model_dump()))
        return (Job(RETENTION, keeping.due, keeping.do),)

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

    def plan_documents(self) -> list[RecordDocument]:
        """What is planned now, as documents that can be asked."""
        from bot.use_cases.plan_records import plan_documents

        return plan_documents(self.planning().planned(), self.configuration)

"""A digest as files, to whoever asked for them, in their direct message."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.reports.charts import draw_summary
from bot.reports.digest_pictures import heat_map_of
from bot.reports.writing import FileForm, ToWrite, exception_charts, file_name, write_digest
from bot.slack.files import SlackFile
from bot.slack.services import SlackServices
from bot.use_cases.digest_weeks import ratings_by_week, weeks_up_to
from bot.use_cases.digesting import DigestView
from programme.people import Actor

CHARTS = "charts"
MOST_CHARTS = 10
"""Charts of red goals that are given out at once, the longest red first."""


class DigestFiles:
    """Writes digests as files.

    Raises:
        RuleBroken: the actor may not see the programme.
        Unavailable: the database does not answer.
    """

    def __init__(self, services: SlackServices) -> None:
        self._services = services
        self._digests = services.digesting.digests

    def of_form(self, actor: Actor, view: DigestView, form: str) -> list[SlackFile]:
        """A digest in one of the forms, or its charts."""
        if form == CHARTS:
            return self._charts(actor, view)
        return [self._document(actor, view, FileForm(form))]

    def _document(self, actor: Actor, view: DigestView, form: FileForm) -> SlackFile:
        digest = view.digest
        reds = {line.reading.measure for line in digest.reds if line.reading}
        wanted = reds if form in (FileForm.WORD, FileForm.PDF) else None
        charts = self._digests.charts(actor, digest, wanted)
        name = file_name(digest, form)
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            weeks = self._digests.rules.chart_weeks
            write_digest(ToWrite(digest, charts, view.since, chart_weeks=weeks), form, path)
            return SlackFile(name, f"Digest, {digest.week.label}", path.read_bytes())

    def _charts(self, actor: Actor, view: DigestView) -> list[SlackFile]:
        digest, week = view.digest, view.digest.week
        if not digest.lines:
            return []
        with self._services.readings() as work:
            cells = ratings_by_week(work, [line.goal for line in digest.lines], week)
        found = [
            SlackFile.of_picture(draw_summary(digest), f"true-norths-{week.key}"),
            SlackFile.of_picture(
                heat_map_of(digest, weeks_up_to(week), cells), f"goals-by-week-{week.key}"
            ),
        ]
        return found + self._of_reds(actor, view)

    def _of_reds(self, actor: Actor, view: DigestView) -> list[SlackFile]:
        digest = view.digest
        reds = [line for line in digest.reds if line.reading][:MOST_CHARTS]
        measures = {line.reading.measure for line in reds if line.reading}
        drawn = exception_charts(digest, self._digests.charts(actor, digest, measures))
        return [
            SlackFile.of_picture(picture, f"{goal}-{digest.week.key}")
            for goal, picture in drawn.items()
        ]

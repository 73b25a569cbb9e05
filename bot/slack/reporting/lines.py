"""A line read as a weekly update: kept as a draft, shown, and stored once it is confirmed."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import as_told
from bot.slack.blocks.begun import Begun
from bot.slack.blocks.parts import Message, View
from bot.slack.blocks.update_form import GoalChoice
from bot.slack.blocks.update_lines import (
    Understood,
    understood_message,
    which_goal_message,
)
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.standing import choice_of, standing_words
from bot.slack.requests import Place
from bot.slack.services import SlackServices
from bot.use_cases.goal_weeks import GoalWeek
from bot.use_cases.reporting import Recorded
from programme.errors import AssistantError, RuleBroken
from programme.goal_matching import Candidate, GoalName, match_goals, rank, sure_of
from programme.guard.updates import look_at_update
from programme.line_updates import LineUpdate, parse_line
from programme.people import Actor
from programme.ports import KeptDraft
from programme.update_faults import DraftNotWhole, faults_of
from programme.update_rules import AlreadyChanged
from programme.updates import Report, UpdateDraft, UpdateKind, Via

# Any fixed uuid serves; a line that is delivered again then makes the same draft.
DRAFTS = uuid.UUID("5d1c1a64-3c8e-5f0e-9a54-6c1f7f1f0b11")

GONE = "This was posted or put aside already. Type /truenorth updates to see what is stored."


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it waits to be confirmed.

    Attributes:
        id: of the draft; also the id of the submission, so that it is stored once.
        sent: the day it was sent.
        goal: key of the goal that is meant, once that is sure.
        based_on: the version its author was shown.
    """

    id: str
    text: str
    sent: date
    goal: str | None = None
    based_on: int = 0

    def body(self) -> str:
        """As it is kept."""
        return json.dumps(
            {
                "text": self.text,
                "sent": self.sent.isoformat(),
                "goal": self.goal,
                "based_on": self.based_on,
            },
            ensure_ascii=False,
        )

    @classmethod
    def of(cls, kept: KeptDraft) -> "Line":
        """What was kept."""
        fields = json.loads(kept.body)
        return cls(kept.id, **fields | {"sent": date.fromisoformat(fields["sent"])})


class Lines:
    """Lines of leads.

    Raises:
        Unavailable: from every method: the database does not answer.
    """

    def __init__(self, services: SlackServices) -> None:
        self._services = services
        self._reporting = services.reporting
        self._desk = Desk(services)

    def drafted(self, event_id: str, place: Place, text: str) -> Message | None:
        """Keep a line and say what was understood; None when its author leads no goal."""
        actor = self._desk.actor(place.user)
        seen = self._reporting.to_report(actor)
        if not seen:
            return None
        line = Line(uuid.uuid5(DRAFTS, event_id).hex, text, self._desk.today)
        read = parse_line(text, line.sent)
        names = [GoalName(each.goal.key, each.goal.name) for each in seen]
        candidates = match_goals(read.goal_words, names)
        goal = sure_of(candidates)
        if goal:
            return self._shown(actor, replace(line, goal=goal))
        self._keep(actor, line)
        likely = self._by_meaning(read.goal_words, names, candidates)
        return which_goal_message(line.id, read.goal_words, _choices(seen, likely))

    def _by_meaning(
        self, words: str, names: Sequence[GoalName], candidates: Sequence[Candidate]
    ) -> list[str]:
        """All goals, the likeliest first by name or meaning: meaning asks, and never decides."""
        scores = {name.key: 0.0 for name in names}
        if self._services.likeness and words:
            try:
                found = self._services.likeness(words, [name.name for name in names])
                scores = dict(zip(scores, found, strict=True))
            except AssistantError as error:
                as_told(error)  # names alone will do
        for each in candidates:
            scores[each.key] = max(scores[each.key], each.score)
        return [each.key for each in rank(Candidate(*each) for each in scores.items())]

    def meant(self, actor: Actor, draft: str, goal: str) -> Message:
        """The author says which goal is meant.

        Raises:
            RuleBroken: the draft is gone, or the goal is not theirs.
        """
        return self._shown(actor, replace(self._line(actor, draft), goal=goal))

    def post(self, actor: Actor, draft: str) -> Recorded | Message:
        """Store a draft that is confirmed; or what is to be shown instead, where it cannot be.

        Raises:
            RuleBroken: the draft is gone, or the rules say no.
        """
        line = self._line(actor, draft)
        try:
            recorded = self._reporting.submit(actor, self._draft(actor, line)[1])
        except DraftNotWhole:
            return self._shown(actor, line)
        except AlreadyChanged as error:
            return self._shown(actor, line, error.sentence)
        self.put_aside(draft)
        return recorded

    def form(self, actor: Actor, draft: str) -> View:
        """The form, prefilled with what was understood; the goals first where none is chosen.

        Raises:
            RuleBroken: the draft is gone, or its goal is not theirs.
        """
        line = self._line(actor, draft)
        if line.goal is None:
            begun = Begun(Via.LINE, Report(done=line.text))
            return self._desk.start(actor, begun=begun)
        _, said, _ = self._draft(actor, line)
        begun = Begun(Via.LINE, said.report, said.kind, said.reason, said.submission)
        return self._desk.form(actor, line.goal, said.week, begun)

    def words(self, actor: Actor, draft: str) -> str:
        """What was typed, to be answered as a question.

        Raises:
            RuleBroken: the draft is gone.
        """
        return self._line(actor, draft).text

    def put_aside(self, draft: str) -> None:
        """A draft is done with."""
        with self._services.works() as work:
            work.drafts.remove(draft)
            work.commit()

    def _shown(self, actor: Actor, line: Line, notice: str = "") -> Message:
        """Keep what the author is shown, and show it."""
        seen, _, read = self._draft(actor, line)
        line = replace(line, based_on=seen.version)
        self._keep(actor, line)
        seen, said, read = self._draft(actor, line, seen)
        texts = self._services.texts
        found = look_at_update(said.report, said.reason, texts, said_before=seen.texts_before)
        faults = (*found.faults, *faults_of(said, self._desk.context(seen)), *read.questions)
        notes = [each.sentence for each in found.warnings]
        if read.as_at_assumed:
            notes.append("No day was given for the value: it is taken to be from today.")
        understood = Understood(
            id=line.id,
            name=seen.goal.name,
            standing=standing_words(seen),
            draft=said,
            measure=seen.measure,
            missing=tuple(dict.fromkeys(fault.sentence for fault in faults)),
            notes=tuple(dict.fromkeys(notes)),
        )
        return understood_message(understood, notice)

    def _draft(
        self, actor: Actor, line: Line, seen: GoalWeek | None = None
    ) -> tuple[GoalWeek, UpdateDraft, LineUpdate]:
        """The line as an update of its goal, read with the unit of the goal's measure."""
        if line.goal is None:
            raise RuleBroken("Say first which goal it is about.")
        seen = seen or self._reporting.goal_week(actor, line.goal)
        read = parse_line(line.text, line.sent, seen.measure.unit if seen.measure else None)
        read = _with_words_of_no_goal(read, seen)
        draft = UpdateDraft(
            goal=line.goal,
            week=seen.week,
            submission=line.id,
            via=Via.LINE,
            kind=read.kind,
            report=read.report,
            reason=read.reason,
            based_on=line.based_on,
        )
        return seen, draft, read

    def _line(self, actor: Actor, draft: str) -> Line:
        with self._services.readings() as work:
            kept = work.drafts.get(draft)
        if kept is None or kept.person != actor.id:
            raise RuleBroken(GONE)
        return Line.of(kept)

    def _keep(self, actor: Actor, line: Line) -> None:
        with self._services.works() as work:
            work.drafts.put(KeptDraft(line.id, actor.id, line.body(), self._services.now()))
            work.commit()


def _with_words_of_no_goal(read: LineUpdate, seen: GoalWeek) -> LineUpdate:
    """Words that were taken for a goal's name and are not this one's are what was done."""
    names = [GoalName(seen.goal.key, seen.goal.name)]
    if not read.goal_words or match_goals(read.goal_words, names):
        return read
    if read.kind is UpdateKind.NOTHING_TO_REPORT:
        reason = ", ".join(filter(None, (read.goal_words, read.reason)))
        return replace(read, reason=reason)
    done = ". ".join(filter(None, (read.goal_words, read.report.done)))
    return replace(read, report=replace(read.report, done=done))


def _choices(seen: Sequence[GoalWeek], wanted: Sequence[str]) -> list[GoalChoice]:
    by_key = {each.goal.key: each for each in seen}
    return [choice_of(by_key[key]) for key in wanted]

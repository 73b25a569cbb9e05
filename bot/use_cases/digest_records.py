"""A digest that was sent, with what happened since."""

from programme.digest import Outcome, Since, amended_since
from programme.digest.decisions import is_same_decision
from programme.ports import DecisionMade, DigestRecord, UnitOfWork
from programme.updates import DecisionRequired


def since_sent(work: UnitOfWork, record: DigestRecord) -> Since:
    """Which updates of a record were amended, and which of its decisions were made, by now."""
    digest = record.digest
    goals = [line.goal for line in digest.lines]
    standing = {goal: each.id for goal, each in work.updates.in_week(digest.week, goals).items()}
    asked = {line.goal: line for line in digest.decisions}
    decided = []
    for made in work.digests.decided(list(asked)) if asked else ():
        line = asked[made.goal]
        if made.at > record.sent_at and _answers(
            work, made, {line.id, line.update}, DecisionRequired(line.what, line.from_whom)
        ):
            decided.append(Outcome(line, made.decided))
    return Since(amended_since(digest, standing), tuple(decided))


def _answers(
    work: UnitOfWork, made: DecisionMade, updates: set[str], asked: DecisionRequired
) -> bool:
    """Whether it was made of this decision, perhaps as a later week asked for it."""
    if made.update in updates:
        return True
    update = work.updates.get(made.update)
    later = update.report.decision if update and update.report else None
    return later is not None and is_same_decision(later, asked)

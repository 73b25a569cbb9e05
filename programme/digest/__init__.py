"""The digest of a week: who is where, what needs a decision, who has not reported."""

from programme.digest.build import build_digest
from programme.digest.compare import (
    Comparison,
    Movement,
    compare_digests,
    without_words,
)
from programme.digest.lines import (
    BlockerMention,
    ChangeKind,
    ChangeLine,
    DecisionLine,
    GoalLine,
    MeasureReading,
    SharedBlocker,
    SilentGoal,
    SilentTeam,
    TargetStanding,
)
from programme.digest.material import LOOK_BACK, DigestMaterial, Trace
from programme.digest.practice import PracticeRule, PracticeTest
from programme.digest.since import NOTHING_SINCE, Outcome, Since, amended_since
from programme.digest.values import (
    AskedAbout,
    Counts,
    Digest,
    PracticeNote,
    Scope,
    ScopeKind,
    TrueNorthPart,
)

__all__ = [
    "LOOK_BACK",
    "NOTHING_SINCE",
    "AskedAbout",
    "BlockerMention",
    "ChangeKind",
    "ChangeLine",
    "Comparison",
    "Counts",
    "DecisionLine",
    "Digest",
    "DigestMaterial",
    "GoalLine",
    "MeasureReading",
    "Movement",
    "Outcome",
    "PracticeNote",
    "PracticeRule",
    "PracticeTest",
    "Scope",
    "ScopeKind",
    "SharedBlocker",
    "SilentGoal",
    "SilentTeam",
    "Since",
    "TargetStanding",
    "Trace",
    "TrueNorthPart",
    "amended_since",
    "build_digest",
    "compare_digests",
    "without_words",
]

"""The digest of a week: who is where, what needs a decision, who has not reported."""

from programme.digest.build import build_digest
from programme.digest.compare import (
    Comparison,
    Movement,
    amended_since,
    compare_digests,
    without_words,
)
from programme.digest.material import LOOK_BACK, DigestMaterial, Trace
from programme.digest.practice import PracticeRule, PracticeTest
from programme.digest.values import (
    AskedAbout,
    BlockerMention,
    ChangeKind,
    ChangeLine,
    Counts,
    DecisionLine,
    Digest,
    GoalLine,
    MeasureReading,
    PracticeNote,
    Scope,
    ScopeKind,
    SharedBlocker,
    SilentGoal,
    SilentTeam,
    TargetStanding,
    TrueNorthPart,
)

__all__ = [
    "LOOK_BACK",
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
    "PracticeNote",
    "PracticeRule",
    "PracticeTest",
    "Scope",
    "ScopeKind",
    "SharedBlocker",
    "SilentGoal",
    "SilentTeam",
    "TargetStanding",
    "Trace",
    "TrueNorthPart",
    "amended_since",
    "build_digest",
    "compare_digests",
    "without_words",
]

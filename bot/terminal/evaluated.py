"""How an evaluation went, to read and as JSON."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.evaluation import Evaluation, Score
from bot.terminal.tables import table


def evaluation_json(evaluation: Evaluation, *, passed: bool) -> dict[str, Any]:
    """Shares, citation checks, and each failing question with the reasons."""
    return {
        "passed": passed,
        "answered": _score(evaluation.answered),
        "refused": _score(evaluation.refused),
        "unsafe": _score(evaluation.unsafe),
        "kinds": {kind: _score(score) for kind, score in evaluation.kinds().items()},
        "quotes": _score(evaluation.quotes),
        "figures_without_quote": evaluation.unquoted_figures,
        "median_seconds": round(evaluation.median_seconds, 4),
        "failures": [
            {
                "id": verdict.question.id,
                "kind": verdict.question.kind,
                "question": verdict.question.question,
                "status": verdict.answer.status.value,
                "answer": verdict.answer.text,
                "reasons": list(verdict.reasons),
            }
            for verdict in evaluation.failures
        ],
    }


def evaluation_view(evaluation: Evaluation, *, passed: bool) -> RenderableType:
    """A table of scores, then each failing question and why."""
    grid = table("Questions", "Right", "Of", "Share", right=("Right", "Of", "Share"))
    rows = [*evaluation.kinds().items(), ("all that can be answered", evaluation.answered)]
    rows += [("quotes that are verbatim", evaluation.quotes)]
    for name, score in rows:
        grid.add_row(name, str(score.right), str(score.total), f"{score.share:.1%}")
    parts: list[RenderableType] = [
        grid,
        Text(f"\nFigures without a quote: {evaluation.unquoted_figures}"),
        Text(f"Median time to an answer: {evaluation.median_seconds:.3f} seconds"),
    ]
    for verdict in evaluation.failures:
        asked = verdict.question
        parts.append(Text(f"\n{asked.id} ({asked.kind}) {asked.question}", style="tn.heading"))
        parts.extend(Text(f"  {reason}", style="tn.warning") for reason in verdict.reasons)
    closing = "Passed." if passed else "Not passed."
    parts.append(Text(f"\n{closing}", style="tn.ok" if passed else "tn.broken"))
    return Padding(Group(*parts), (1, 0, 1, 2))


def _score(score: Score) -> dict[str, Any]:
    return {"right": score.right, "total": score.total, "share": round(score.share, 4)}

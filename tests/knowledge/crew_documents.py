"""A made-up lighthouse board: a table of objectives, and plans as records."""

from ingest.records import Record, RecordDocument
from programme.documents import Period

OBJECTIVES = """# Lighthouse board report 2026 to 2027

## The year's objectives

| Ref | Objective | Baseline | Target | Deadline | Notes |
| --- | --- | --- | --- | --- | --- |
| A1 | Fewer lamp failures | 31 | 12 | 30 June 2027 | Bulbs are bought abroad |
| A2 | Quicker fog signals | 90 seconds | 40 seconds | 1 May 2027 | Horns are old |

## Who looks after what

| Objective | Keeper | Lead |
| --- | --- | --- |
| Seal watching | Skerry | Head of wildlife |
"""


def _plan(owner: str, *goals: tuple[tuple[str, str], ...]) -> RecordDocument:
    return RecordDocument(
        key=owner,
        title=f"{owner} annual plan 2026–27",
        kind="annual plan",
        owner=owner,
        period=Period(2026, 2027),
        rows=tuple(Record(section=(owner, fields[0][1]), fields=fields) for fields in goals),
    )


PLANS = (
    _plan(
        "Skerry rock",
        (
            ("Improvement goal", "Less rust on the railings"),
            ("Measure", "Rusty railings on the gallery"),
            ("Baseline", "58 railings"),
            ("Target", "20 railings"),
            ("Due", "31 March 2027"),
            ("True North", "linked to the True North Safe landings"),
        ),
        (
            ("Improvement goal", "More gulls counted"),
            ("Measure", "Gulls counted at dawn"),
            ("True North", "linked to the True North Kind seas"),
        ),
    ),
    _plan(
        "Northern lights",
        (
            ("Improvement goal", "Less rust on the stairs"),
            ("Target", "Rusty stairs: from 70 stairs to 35 stairs by 30 September 2027"),
            ("True North", "linked to the True North Safe landings"),
        ),
    ),
    _plan(
        "Far sands",
        *(
            (
                ("Improvement goal", f"Calm water at mooring {number:02}"),
                ("Target", f"Waves at mooring {number:02}: from 9 waves to 4 waves"),
            )
            for number in range(1, 31)
        ),
    ),
)

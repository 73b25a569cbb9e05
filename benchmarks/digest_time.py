"""A week's digest over programmes of several sizes and histories; its Word report; one long SPC."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench
from benchmarks.made_up_programme import (
    NOW,
    WEEK,
    MadeUp,
    fill,
    postgresql_programme,
    sqlite_programme,
)
from benchmarks.row import Bound, Row
from benchmarks.timing import interleaved, seconds
from bot.reports.writing import FileForm, ToWrite, write_digest
from bot.use_cases.digest_material import DigestRules
from bot.use_cases.digesting import Digests
from programme.configuration import load_programme
from programme.people import TERMINAL
from programme.spc import XmrSeries, build_chart

_YEAR, _DECADE = 52, 520
_FEW, _SOME, _MANY = 50, 500, 2_000
_ROUNDS = 7
_POINTS = 10_000


def measure(bench: Bench) -> list[Row]:
    """Fill programmes, build digests of their last week, write the report of one."""
    rows = [_one_series()]
    folder = bench.folder / "digest"
    folder.mkdir()
    with sqlite_programme(folder / "few.db") as few, sqlite_programme(folder / "some.db") as some:
        fill(few, _FEW, _YEAR)
        fill(some, _SOME, _YEAR)
        rows += _sizes("SQLite", few, some)
        rows.append(_word(some, folder))
    rows += _history(folder)
    with sqlite_programme(folder / "many.db") as many:
        fill(many, _MANY, _YEAR)
        rows.append(_alone("SQLite", many))
    with postgresql_programme(folder / "postgresql") as some:
        fill(some, _SOME, _YEAR)
        rows.append(_bounded("PostgreSQL", some))
    return rows


def _digests(made: MadeUp) -> Digests:
    programme = load_programme()
    rules = DigestRules(programme.true_norths, programme.breakthrough_objectives, programme.rhythm)
    return Digests(made.works, made.readings, rules=rules, now=lambda: NOW, new_id=lambda: "digest")


def _build(digests: Digests) -> None:
    digests.fresh(TERMINAL, WEEK)


def _building(digests: Digests) -> Callable[[int], None]:
    return lambda _: _build(digests)


def _time(made: MadeUp) -> float:
    digests = _digests(made)
    _build(digests)
    return median(seconds(lambda _: _build(digests), n) for n in range(_ROUNDS))


def _sizes(
    database: str,
    few: MadeUp,
    some: MadeUp,
) -> list[Row]:
    large, small = _digests(some), _digests(few)
    _build(large)
    _build(small)
    ours, theirs = interleaved(lambda _: _build(large), lambda _: _build(small), _ROUNDS)
    return [
        Row(
            what=f"digest of {_SOME} goals, {_YEAR} weeks, {database}, SPC of every measure",
            ours=median(ours),
            unit="s",
            baseline=median(theirs),
            against=f"of {_FEW} goals",
            bound=Bound(1.0, "at most", on="ours"),
        )
    ]


def _bounded(database: str, made: MadeUp) -> Row:
    return Row(
        what=f"digest of {_SOME} goals, {_YEAR} weeks, {database}, SPC of every measure",
        ours=_time(made),
        unit="s",
        bound=Bound(1.0, "at most", on="ours"),
    )


def _alone(database: str, made: MadeUp) -> Row:
    return Row(
        what=f"digest of {_MANY:,} goals, {_YEAR} weeks, {database}", ours=_time(made), unit="s"
    )


def _history(folder: Path) -> list[Row]:
    """The same goals with ten years behind them, and with one."""
    rows = []
    for name, opened in (("SQLite", sqlite_programme), ("PostgreSQL", postgresql_programme)):
        with (
            opened(folder / f"{name}-long") as long,
            opened(folder / f"{name}-short") as short,
        ):
            fill(long, _FEW, _DECADE)
            fill(short, _FEW, _YEAR)
            old, young = _digests(long), _digests(short)
            _build(old)
            _build(young)
            ours, theirs = interleaved(_building(old), _building(young), _ROUNDS * 3)
        rows.append(
            Row(
                what=f"digest of {_FEW} goals with {_DECADE} weeks of history, {name}",
                ours=median(ours),
                unit="s",
                baseline=median(theirs),
                against=f"with {_YEAR} weeks",
                bound=Bound(1.3, "at most"),
            )
        )
    return rows


def _word(made: MadeUp, folder: Path) -> Row:
    digests = _digests(made)
    started = time.perf_counter()
    digest = digests.fresh(TERMINAL, WEEK).digest
    reds = {line.reading.measure for line in digest.reds if line.reading}
    charts = digests.charts(TERMINAL, digest, reds)
    write_digest(ToWrite(digest, charts), FileForm.WORD, folder / "report.docx")
    return Row(
        what=f"Word report of {_SOME} goals, {len(digest.reds)} of them red with a chart",
        ours=time.perf_counter() - started,
        unit="s",
        bound=Bound(20.0, "at most", on="ours"),
    )


def _one_series() -> Row:
    chance = random.Random(1)
    series = XmrSeries(
        values=tuple(chance.gauss(50, 5) for _ in range(_POINTS)),
        dates=tuple(date(1990, 1, 1) + timedelta(days=n) for n in range(_POINTS)),
        target=48.0,
    )
    build_chart(series)
    return Row(
        what=f"SPC of one series of {_POINTS:,} points",
        ours=1000 * median(seconds(lambda _: build_chart(series), n) for n in range(15)),
        unit="ms",
        bound=Bound(30.0, "at most", on="ours"),
    )

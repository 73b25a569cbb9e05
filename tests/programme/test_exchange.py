"""Values of the programme come back from JSON as they went in."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.digest import Digest
from programme.errors import Fault
from programme.exchange import decode, encode
from programme.updates import Blocker, DecisionRequired, Rating, Report, UpdateDraft, Via
from programme.weeks import ReportingWeek
from tests.programme.digest.made_up import digest_of, goal, measure, trace, update, values

TEXT = st.none() | st.text(max_size=20)
DAY = st.none() | st.dates()


@given(
    st.builds(
        Report,
        rating=st.none() | st.sampled_from(Rating),
        value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        as_at=DAY,
        done=TEXT,
        blocker=st.none() | st.builds(Blocker, st.text(), TEXT, DAY),
        decision=st.none() | st.builds(DecisionRequired, st.text(), TEXT, DAY),
    )
)
def test_a_report_comes_back(report: Report) -> None:
    assert decode(Report, json.loads(json.dumps(encode(report)))) == report


def test_a_digest_with_everything_in_it_comes_back() -> None:
    digest = digest_of(
        [goal("a", measure="m"), goal("b", "hill")],
        [
            update(
                "a",
                Rating.RED,
                blocker=Blocker("Rooms", "Estates"),
                decision=DecisionRequired("Decide", "Board", date(2026, 11, 1)),
            ),
            update("b", blocker=Blocker("Rooms", "Estates")),
        ],
        [trace("a", 1, Rating.RED)],
        measures={"m": measure(target=10)},
        values={"m": values("m", [1, 2, 3])},
    )
    assert digest.blockers
    assert digest.decisions
    assert decode(Digest, json.loads(json.dumps(encode(digest)))) == digest


def test_a_field_that_was_not_yet_known_takes_its_default() -> None:
    draft = UpdateDraft("a", ReportingWeek(2026, 46), "s", Via.FORM)
    body = encode(draft)
    assert isinstance(body, dict)
    del body["backfilled"]
    assert decode(UpdateDraft, body) == draft


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"what": 1},
        {"what": "x", "by": "yesterday"},
        {"unknown": "x"},
        {"who": "nobody"},
    ],
)
def test_what_is_no_record_is_a_fault(body: object) -> None:
    with pytest.raises(Fault):
        decode(Blocker, body)  # type: ignore[arg-type]  # that is the point

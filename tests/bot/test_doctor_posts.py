from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.doctor import Mark
from bot.doctor.posts import check_posts
from programme.outbox import Post
from programme.ports import OutboxStore
from tests.bot.made_up import NOON
from tests.fakes import FakeDatabase

SOON = NOON + timedelta(minutes=5)
LATER = NOON + timedelta(hours=1)


def claim(outbox: OutboxStore) -> None:
    outbox.claim(NOON)


def doubt(outbox: OutboxStore) -> None:
    outbox.claim(NOON)
    outbox.doubt(LATER)


def send(outbox: OutboxStore) -> None:
    outbox.claim(NOON)
    outbox.sent("p1", NOON, "C1", "1.1")


@pytest.mark.parametrize(
    ("act", "at", "mark", "words"),
    [
        (send, LATER, Mark.OK, "None is waiting"),
        (claim, SOON, Mark.OK, "1 post is waiting"),
        (claim, LATER, Mark.WARNING, "more than 15 minutes"),
        (doubt, LATER, Mark.WARNING, "in doubt"),
    ],
)
def test_posts_are_counted_by_how_they_stand(
    act: Callable[[OutboxStore], None], at: datetime, mark: Mark, words: str
) -> None:
    database = FakeDatabase()
    with database.works() as work:
        work.outbox.put(Post("p1", "update", "C1", "{}", NOON))
        act(work.outbox)
        work.commit()

    check = check_posts(database.readings, at)

    assert (check.mark, bool(check.mend)) == (mark, mark is not Mark.OK)
    assert words in check.finding


def test_without_its_tables_the_outbox_is_broken() -> None:
    database = FakeDatabase()
    database.down = True

    assert check_posts(database.readings, NOON).mark is Mark.BROKEN

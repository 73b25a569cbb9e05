"""The outbox in SQL: a post is written with what it tells of, and sent by one worker."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, or_, select, update

from programme.outbox import Post, PostState
from storage.eraser import ERASED, ErasingStore
from storage.statements import AnyRow, in_chunks, one_or_many, upsert_in
from storage.tables import PostRow

# In the order of Post's own fields.
_COLUMNS = (
    PostRow.id,
    PostRow.kind,
    PostRow.addressee,
    PostRow.body,
    PostRow.created_at,
    PostRow.subject,
    PostRow.person,
    PostRow.replaces,
    PostRow.state,
    PostRow.not_before,
    PostRow.attempts,
    PostRow.sending_since,
    PostRow.sent_at,
    PostRow.sent_in,
    PostRow.sent_ts,
    PostRow.reference,
)
_OLDEST_FIRST = (PostRow.created_at, PostRow.id)
_ENDED = (PostState.SENT, PostState.GIVEN_UP)
_PLACES = select(PostRow.id, PostRow.sent_in, PostRow.sent_ts).where(
    PostRow.id.in_(bindparam("ids", expanding=True)),
    PostRow.state == PostState.SENT,
    PostRow.sent_ts.is_not(None),
)
_NEXT_DUE = (
    select(PostRow.id)
    .where(
        PostRow.state == PostState.WAITING,
        or_(PostRow.not_before.is_(None), PostRow.not_before <= bindparam("due")),
    )
    .order_by(*_OLDEST_FIRST)
    .limit(1)
    # On PostgreSQL workers pass by what another has just taken; on SQLite one writes at a time.
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
_CLAIM = (
    update(PostRow)
    .where(PostRow.id == _NEXT_DUE)
    .values(
        state=PostState.SENDING,
        attempts=PostRow.attempts + 1,
        sending_since=bindparam("since"),
    )
    .returning(*_COLUMNS)
)


@cache
def _putting(dialect: str) -> Any:
    # Counted, not given back: for several rows that would be another statement each time.
    kept = upsert_in(dialect, PostRow).on_conflict_do_nothing()
    return kept.execution_options(preserve_rowcount=True)


class SqlOutboxStore(ErasingStore):
    """`programme.ports.OutboxStore` on SQLite or PostgreSQL, inside a unit of work."""

    def put(self, *posts: Post) -> int:
        """Keep posts; those whose id is there already are left as they are. How many were new."""
        if not posts:
            return 0
        kept = self._connection.execute(
            _putting(self._connection.dialect.name),
            one_or_many([_values(post) for post in posts]),
        )
        return kept.rowcount

    def get(self, post: str) -> Post | None:
        """One post, or None."""
        row = self._connection.execute(select(*_COLUMNS).where(PostRow.id == post)).first()
        return None if row is None else Post(*row)

    def about(self, subject: str) -> list[Post]:
        """Posts that speak of one record, oldest first."""
        rows = self._connection.execute(
            select(*_COLUMNS).where(PostRow.subject == subject).order_by(*_OLDEST_FIRST)
        )
        return [Post(*row) for row in rows]

    def places(self, posts: Collection[str]) -> dict[str, tuple[str, str]]:
        """Where posts stand in Slack, channel and timestamp, by id; those not sent left out."""
        found: dict[str, tuple[str, str]] = {}
        tries = [each for post in posts for each in (post, f"{post}~2")]
        for some in in_chunks(tries):
            rows = self._connection.execute(_PLACES, {"ids": some})
            for id_, channel, ts in rows:
                found[id_.partition("~")[0]] = (str(channel), str(ts))
        return found

    def claim(self, at: datetime) -> Post | None:
        """Take the oldest post that is due, to send it; None when nothing is due.

        One conditional UPDATE, so of two workers one gets it.
        """
        row = self._connection.execute(_CLAIM, {"due": at, "since": at}).first()
        return None if row is None else Post(*row)

    def sent(self, post: str, at: datetime, channel: str, ts: str) -> None:
        """Slack took it; where it stands."""
        self._change(post, state=PostState.SENT, sent_at=at, sent_in=channel, sent_ts=ts)

    def put_back(self, post: str, not_before: datetime) -> None:
        """Slack certainly did not take it: try again later."""
        self._change(post, state=PostState.WAITING, not_before=not_before)

    def give_up(self, post: str, reference: str) -> None:
        """Slack refuses it for good."""
        self._change(post, state=PostState.GIVEN_UP, reference=reference)

    def doubt(self, before: datetime) -> list[Post]:
        """Posts `sending` since before a moment become `in_doubt`; these, oldest first."""
        rows: list[AnyRow] = list(
            self._connection.execute(
                update(PostRow)
                .where(PostRow.state == PostState.SENDING, PostRow.sending_since < before)
                .values(state=PostState.IN_DOUBT)
                .returning(*_COLUMNS)
            )
        )
        doubted = [Post(*row) for row in rows]
        return sorted(doubted, key=lambda post: (post.created_at, post.id))

    def settle(self, post: str, *, send_again: bool) -> None:
        """A post in doubt is sent again, or counted as given up."""
        state = PostState.WAITING if send_again else PostState.GIVEN_UP
        self._change(post, PostRow.state == PostState.IN_DOUBT, state=state)

    def waiting(self, limit: int = 100) -> list[Post]:
        """Posts not yet sent, in doubt included, oldest first."""
        rows = self._connection.execute(
            select(*_COLUMNS)
            .where(PostRow.state.not_in(_ENDED))
            .order_by(*_OLDEST_FIRST)
            .limit(limit)
        )
        return [Post(*row) for row in rows]

    def erase(self, *, person: str | None = None, subjects: Collection[str] = ()) -> int:
        """Empty bodies of posts of a person or about these records; unsent ones go. How many.

        Where a sent post stands in Slack is kept, so that it can be rewritten there; whom it
        went to is not, where that is the person.
        """
        self.erased = True
        reached: set[str] = set()
        if person is not None:
            theirs = PostRow.person == person
            reached |= self._empty(theirs, person=None, addressee=ERASED)
        for some in in_chunks(subjects):
            reached |= self._empty(PostRow.subject.in_(some))
        return len(reached)

    def forget_before(self, moment: datetime) -> int:
        """Retention: remove ended posts created before a moment; how many went."""
        self.erased = True
        gone = self._connection.execute(
            delete(PostRow).where(PostRow.state.in_(_ENDED), PostRow.created_at < moment)
        )
        return gone.rowcount

    def _empty(self, which: ColumnElement[bool], **values: Any) -> set[str]:
        removed = self._connection.scalars(
            delete(PostRow).where(which, PostRow.state != PostState.SENT).returning(PostRow.id)
        ).all()
        emptied = self._connection.scalars(
            update(PostRow).where(which).values(body="", **values).returning(PostRow.id)
        ).all()
        return {*removed, *emptied}

    def _change(self, post: str, *conditions: ColumnElement[bool], **values: Any) -> None:
        self._connection.execute(
            update(PostRow)
            .where(PostRow.id == post, *conditions)
            .values(sending_since=None, **values)
        )


def _values(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "kind": post.kind,
        "addressee": post.to,
        "body": post.body,
        "created_at": post.created_at,
        "subject": post.subject,
        "person": post.person,
        "replaces": post.replaces,
        "state": post.state,
        "not_before": post.not_before,
        "attempts": post.attempts,
        "sending_since": post.sending_since,
        "sent_at": post.sent_at,
        "sent_in": post.sent_in,
        "sent_ts": post.sent_ts,
        "reference": post.reference,
    }

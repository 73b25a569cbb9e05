"""Posts, schedules and drafts in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from programme.outbox import Post, PostState
from programme.ports import KeptDraft
from tests.fakes.state import FakeState, aware

ENDED = (PostState.SENT, PostState.GIVEN_UP)


class FakeOutboxStore:
    """`OutboxStore` over a dictionary."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def put(self, *posts: Post) -> int:
        before = len(self._state.posts)
        for post in posts:
            kept = replace(post, created_at=aware(post.created_at))
            self._state.posts.setdefault(post.id, kept)
        return len(self._state.posts) - before

    def get(self, post: str) -> Post | None:
        return self._state.posts.get(post)

    def about(self, subject: str) -> Sequence[Post]:
        return self._found(lambda post: post.subject == subject)

    def places(self, posts: Collection[str]) -> Mapping[str, tuple[str, str]]:
        wanted = set(posts)
        return {
            post.id.partition("~")[0]: (post.sent_in, post.sent_ts)
            for post in self._state.posts.values()
            if post.id.partition("~")[0] in wanted
            and post.state is PostState.SENT
            and post.sent_in
            and post.sent_ts
        }

    def claim(self, at: datetime) -> Post | None:
        now = aware(at)
        due = self._found(
            lambda post: (
                post.state is PostState.WAITING
                and (post.not_before is None or post.not_before <= now)
            )
        )
        if not due:
            return None
        return self._change(
            due[0].id,
            state=PostState.SENDING,
            attempts=due[0].attempts + 1,
            sending_since=now,
        )

    def sent(self, post: str, at: datetime, channel: str, ts: str) -> None:
        self._change(
            post,
            state=PostState.SENT,
            sending_since=None,
            sent_at=aware(at),
            sent_in=channel,
            sent_ts=ts,
        )

    def put_back(self, post: str, not_before: datetime) -> None:
        self._change(
            post, state=PostState.WAITING, sending_since=None, not_before=aware(not_before)
        )

    def give_up(self, post: str, reference: str) -> None:
        self._change(post, state=PostState.GIVEN_UP, sending_since=None, reference=reference)

    def doubt(self, before: datetime) -> Sequence[Post]:
        moment = aware(before)
        stale = self._found(
            lambda post: (
                post.state is PostState.SENDING
                and post.sending_since is not None
                and post.sending_since < moment
            )
        )
        changed = [self._change(post.id, state=PostState.IN_DOUBT) for post in stale]
        return [post for post in changed if post is not None]

    def settle(self, post: str, *, send_again: bool) -> None:
        kept = self._state.posts.get(post)
        if kept is None or kept.state is not PostState.IN_DOUBT:
            return
        state = PostState.WAITING if send_again else PostState.GIVEN_UP
        self._change(post, state=state, sending_since=None)

    def waiting(self, limit: int = 100) -> Sequence[Post]:
        return self._found(lambda post: post.state not in ENDED)[:limit]

    def erase(self, *, person: str | None = None, subjects: Collection[str] = ()) -> int:
        reached = self._found(
            lambda post: (
                (person is not None and post.person == person) or post.subject in set(subjects)
            )
        )
        for post in reached:
            if post.state is not PostState.SENT:
                del self._state.posts[post.id]
            elif person is not None and post.person == person:
                self._change(post.id, body="", to="erased", person=None)
            else:
                self._change(post.id, body="")
        return len(reached)

    def forget_before(self, moment: datetime) -> int:
        before = aware(moment)
        gone = self._found(lambda post: post.state in ENDED and post.created_at < before)
        for post in gone:
            del self._state.posts[post.id]
        return len(gone)

    def _found(self, which: Callable[[Post], bool]) -> list[Post]:
        found = [post for post in self._state.posts.values() if which(post)]
        return sorted(found, key=lambda post: (post.created_at, post.id))

    def _change(self, id_: str, **to: Any) -> Post | None:
        kept = self._state.posts.get(id_)
        if kept is None:
            return None
        self._state.posts[id_] = replace(kept, **to)
        return self._state.posts[id_]


class FakeScheduleStore:
    """`ScheduleStore` over a dictionary."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def claim(self, job: str, period: str, at: datetime) -> bool:
        moment = aware(at)
        if (job, period) in self._state.claims:
            return False
        self._state.claims[job, period] = moment
        return True

    def last(self, job: str) -> str | None:
        return max((period for of, period in self._state.claims if of == job), default=None)


class FakeDraftStore:
    """`DraftStore` over a dictionary."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def put(self, draft: KeptDraft) -> None:
        self._state.drafts[draft.id] = replace(draft, created_at=aware(draft.created_at))

    def get(self, draft: str) -> KeptDraft | None:
        return self._state.drafts.get(draft)

    def waiting(self) -> Sequence[KeptDraft]:
        return sorted(self._state.drafts.values(), key=lambda d: (d.created_at, d.id))

    def remove(self, draft: str) -> None:
        self._state.drafts.pop(draft, None)

    def erase_person(self, person: str) -> int:
        return self._remove(lambda draft: draft.person == person)

    def forget_before(self, moment: datetime) -> int:
        before = aware(moment)
        return self._remove(lambda draft: draft.created_at < before)

    def _remove(self, which: Callable[[KeptDraft], bool]) -> int:
        gone = [draft.id for draft in self._state.drafts.values() if which(draft)]
        for id_ in gone:
            del self._state.drafts[id_]
        return len(gone)

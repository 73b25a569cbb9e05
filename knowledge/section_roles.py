"""What a section of a strategy or plan is for, and which such section a question asks for.

Plans of every kind have the same few sections under each of their aims: why it matters, what will
be done, how success is measured. They name them in words of their own ("yardsticks", "how we will
know"), and people ask for them in others.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from knowledge.wording import fold, stem
from knowledge.words import word_list


class Role(StrEnum):
    """What a section is for."""

    MEASURES = "measures"
    ACTIONS = "actions"
    REASONS = "reasons"
    ACHIEVEMENTS = "achievements"
    HEARD = "heard"
    RISKS = "risks"
    OWNERS = "owners"
    FUNDING = "funding"
    REVIEW = "review"


_HEADINGS = (
    (
        Role.MEASURES,
        (
            r"\bhow (?:will )?(?:we|you|they)(?:'ll| will)? (?:will )?(?:know|measure|judge|"
            r"tell)\b|"
            r"\b(?:how|what) success\b|\bmeasur(?:es?|ing|ed)\b|\bsuccess\b|\byardsticks?\b|"
            r"\btargets?\b|\bindicators?\b|\bkpis?\b|\bmilestones?\b"
        ),
    ),
    (
        Role.ACHIEVEMENTS,
        (
            r"\bachiev(?:ed|ements?)\b|\bhow far we\b|\blooking back\b|\bprogress (?:so far|"
            r"since)\b|"
            r"\b(?:our|the) (?:last|previous) (?:plan|strategy)\b|\bproud of\b|"
            r"\bwhere we (?:are|have)\b"
        ),
    ),
    (
        Role.HEARD,
        (
            r"\btold us\b|\bsa(?:id|y) to us\b|\bsaid\b|\byou told\b|\bheard\b|\blisten(?:ing|"
            r"ed)\b|"
            r"\bfeedback\b"
        ),
    ),
    (Role.RISKS, r"\brisks?\b|\bcould (?:stop|go wrong|get in)\b|\bobstacles?\b"),
    (
        Role.OWNERS,
        (
            r"\bowners?\b|\bwho answers\b|\baccountab\w*\b|\bresponsib\w*\b|\bsponsors?\b|"
            r"\blead(?: role| director)?s?$|\bwho (?:leads|is)\b"
        ),
    ),
    (
        Role.FUNDING,
        (
            r"\bfunding\b|\bmoney\b|\bpaying\b|\bcosts?\b|\binvest(?:ment|ing)\b|\bfinanc\w+\b|"
            r"\bbudgets?\b|\bresources\b"
        ),
    ),
    (
        Role.REASONS,
        r"\bwhy\b|\bcase for\b|\bchallenges?\b|\breality\b|\bcontext\b|\bproblem\b|\bbackground\b",
    ),
    (
        Role.ACTIONS,
        (
            r"\bwe(?:'ll| will)\b|\bwhat (?:will|is going to) (?:be different|change)\b|"
            r"\bpromises?\b|"
            r"\bactions?\b|\bcommitments?\b|\bwhat we(?:'re| are| plan| want| mean)\b|"
            r"\bour plans?\b|"
            r"\bsteps\b|\bpriorities\b|\bwhat (?:this|it) will look like\b"
        ),
    ),
    (
        Role.REVIEW,
        (
            r"\bgovernance\b|\b(?:make|making) it happen\b|\bkeeping (?:track|on)\b|\boversight\b|"
            r"\bdeliver(?:ing|y)?\b|\bmeasur(?:e|ing) (?:our )?(?:progress|performance)\b|"
            r"\breview\w*\b"
        ),
    ),
)
_QUESTIONS = (
    (
        Role.MEASURES,
        (
            r"\bhow (?:will|do|would|shall|are|is|can|was|were) (?:[\w'-]+ ){0,8}?"
            r"(?:know|measured?|measuring|judged?|tell|tracked|tracking)\b|"
            r"\b(?:success|progress) measures?\b|\bmeasures? of\b|\bwhat (?:\w+ )?measures\b|"
            r"\bmeasured\b|"
            r"\byardsticks?\b|\bindicators?\b|\bkpis?\b|\bsuccess (?:look|mean)\w*\b|"
            r"\b(?:measures|targets?) (?:for|under|in|set)\b|\bwhat are (?:the|our) targets\b"
        ),
    ),
    (
        Role.ACHIEVEMENTS,
        (
            r"\bachieve(?:d|ments?)\b|\bgot(?:ten)? better\b|\bto show for\b|\bproud of\b|"
            r"\b(?:improvements?|progress) (?:[\w'-]+ ){0,4}?(?:seen|made|had)\b|\bhas improved\b|"
            r"\bwhat (?:has|have) (?:[\w'-]+ ){0,5}?(?:improved|changed)\b"
        ),
    ),
    (
        Role.HEARD,
        (
            r"\bwhat (?:[\w'-]+ )?(?:did|do|does|have|has|had) (?:[\w'&-]+,? ){1,7}?"
            r"(?:tell|told|say|said|feedback)\b|\bfeedback (?:from|did)\b|\btold us\b"
        ),
    ),
    (Role.RISKS, r"\brisks?\b|\bgo wrong\b|\bobstacles?\b"),
    (
        Role.OWNERS,
        (
            r"\bwho(?:'s| is| are| was)? (?:accountable|responsible|in charge|the owner|"
            r"the lead)\b|"
            r"\bwho (?:owns|leads|sponsors|answers for)\b|\bwhose job\b"
        ),
    ),
    (
        Role.FUNDING,
        (
            r"\bfund(?:ed|ing)\b|\b(?:the|what) money\b|\bmoney (?:come|coming|go|going|for)\b|"
            r"\bpaid for\b|\bbeing (?:spent|invested)\b"
        ),
    ),
    (
        Role.REASONS,
        (
            r"\bwhy (?:does|do|is|are|was|were|did|has|have|should)\b.*\b(?:matters?|important|"
            r"chosen|"
            r"priority|needed|need)\b|\bcase for\b"
        ),
    ),
    (
        Role.ACTIONS,
        (
            r"\bwhat (?:will|would|are|did|do|does|is|shall|has) (?:[\w'-]+ ){0,4}?"
            r"(?:do|doing|change|changing|different|differently|promis\w+|commit\w*|planned)\b|"
            r"\bwhat(?:'s| is) (?:going to |planned|changing|being done|the plan)|"
            r"\b(?:actions?|steps|commitments|promises) (?:are|were|is|do|did|for|under|on|in|to|"
            r"will)\b|"
            r"\bwhat (?:are|were) the (?:actions|steps|commitments|promises)\b|\bwhat actions\b|"
            r"\bhow (?:will|are|do) we (?:going to )?(?:plan to )?"
            r"(?:make|improve|help|reduce|keep|get|support|tackle|speed)\b"
        ),
    ),
)
_OF_HEADING = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_OF_QUESTION = tuple((role, re.compile(pattern)) for role, pattern in _QUESTIONS)

_SAID_BY_ROLE = frozenset(stem(word) for word in word_list("roles"))


def asked_role(folded: str) -> Role | None:
    """The section a folded question asks for, or None."""
    return next((role for role, pattern in _OF_QUESTION if pattern.search(folded)), None)


def says_role(word_stem: str) -> bool:
    """True for a word by which questions ask for a section rather than name a subject."""
    return word_stem in _SAID_BY_ROLE


@lru_cache(maxsize=4096)
def heading_role(heading: str) -> Role | None:
    """What the section under a heading is for, or None."""
    folded = fold(heading)
    return next((role for role, pattern in _OF_HEADING if pattern.search(folded)), None)


def roles_of(section: Sequence[str], lead_in: str | None, label: str | None) -> frozenset[Role]:
    """What words are for, by their column heading, lead-in and two innermost headings."""
    named = (label, lead_in, *section[-2:])
    roles = (heading_role(heading) for heading in named if heading)
    return frozenset(role for role in roles if role)

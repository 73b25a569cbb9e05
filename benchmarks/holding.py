"""Whether a passage holds the answer to a question with a known answer."""

import re

from bot.evaluation import ABSENT, EvalQuestion
from knowledge.evidence import Evidence

BOTH = "both"
_SAYS_SUPERSEDED = "previous"


def needed(question: EvalQuestion) -> list[re.Pattern[str]]:
    """The patterns that the document's words must match.

    A pattern such as `previous|superseded` asks that the answer says whose words these are; no
    document says that of itself.
    """
    return [p for p in question.need if not p.pattern.startswith(_SAYS_SUPERSEDED)]


def holds(question: EvalQuestion, evidence: Evidence) -> bool | None:
    """True when a passage holds the answer, in the edition asked about.

    None when its words do, but under another section than the one that should be cited: neither
    right nor wrong. Of a question about both editions, the current one's part is looked for.
    """
    if question.kind == ABSENT:
        return False
    passage, edition = evidence.passage, evidence.document.edition
    text = f"{' › '.join(passage.section)} {passage.text}"
    need = needed(question)
    if question.kind == BOTH:
        return edition.is_current and any(pattern.search(text) for pattern in need[:1])
    if not all(pattern.search(text) for pattern in need):
        return False
    if question.edition and edition.status.value != question.edition:
        return False
    if question.section and not question.section.search(" › ".join(passage.section)):
        return None
    return True

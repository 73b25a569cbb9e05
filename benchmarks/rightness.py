"""For how many questions the words that answer are at hand: the tutorial's pieces, and ours."""

import re
from collections.abc import Sequence

from benchmarks.bench import Bench
from benchmarks.holding import needed
from benchmarks.row import Row
from benchmarks.tutorial import PIECES, Tutorial
from bot.evaluation import judge
from programme.answers import AnswerStatus


def measure(bench: Bench) -> list[Row]:
    """Share of the answerable questions whose answer stands in what each comes up with."""
    tutorial = Tutorial(bench.documents, bench.bare_model)
    library = bench.library.library
    first, five, passage, passages, answers, right = [], [], [], [], [], []
    for question in bench.answerable:
        need = needed(question)
        pieces = tutorial.retrieve(question.question)
        first.append(_stands(need, pieces[:1]))
        five.append(_stands(need, pieces))
        found = [
            " › ".join((*one.passage.section, one.passage.text))
            for one in library.search(question.question, PIECES)
        ]
        passage.append(_stands(need, found[:1]))
        passages.append(_stands(need, found))
        answer = library.answer(question.question)
        answers.append(answer.status is AnswerStatus.ANSWERED and _stands(need, [answer.text]))
        right.append(not judge(question, answer, 0.0, lambda _, __: True).wrong)
    return [
        Row("the first passage holds the answer", _share(passage), "%", _share(first),
            "the tutorial's first piece"),
        Row("the first five passages hold it", _share(passages), "%", _share(five),
            "the tutorial's five pieces"),
        Row("the answer holds it", _share(answers), "%", _share(five),
            "the tutorial's five pieces"),
        Row("the answer is right in every way judged", _share(right), "%"),
    ]  # fmt: skip


def _stands(need: Sequence[re.Pattern[str]], texts: Sequence[str]) -> bool:
    together = "\n".join(texts)
    return all(pattern.search(together) for pattern in need)


def _share(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held) if held else 0.0

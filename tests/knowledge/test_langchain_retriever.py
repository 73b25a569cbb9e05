"""The library in LangChain's hands."""

import asyncio

import pytest
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from pydantic import ValidationError

from knowledge.langchain_retriever import LibraryRetriever, as_document
from programme.documents import PassageKind
from programme.errors import RuleBroken
from programme.ports import FoundPassage
from tests.fakes.answering import FakeAnswering
from tests.knowledge.made_up_answers import (
    LETTERS,
    LETTERS_PASSAGE,
    OLD_PASSAGE,
    QUESTION,
    TELEPHONES,
    found,
    passage,
)

SHELF = (
    found(LETTERS_PASSAGE, 0.9),
    found(passage(TELEPHONES, "telephones", section=(), page=None), 0.5),
    found(OLD_PASSAGE, 0.25, current=False),
)


class Searches:
    """A search that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.shelf = FakeAnswering(shelf={f.passage.id: f for f in SHELF})

    def __call__(self, question: str, k: int) -> list[FoundPassage]:
        self.asked.append((question, k))
        return self.shelf.search(question, k)


def test_passages_come_as_documents_best_first() -> None:
    search = Searches()
    documents = LibraryRetriever(search=search, k=2).invoke(QUESTION)
    assert search.asked == [(QUESTION, 2)]
    assert documents == [
        Document(
            id="letters",
            page_content=LETTERS,
            metadata={
                "document": "A made-up strategy",
                "edition": "2026–2031",
                "status": "current",
                "section": "Our post room › Letters",
                "page": 4,
                "quote": LETTERS,
                "passage_id": "letters",
                "score": 0.9,
            },
        ),
        Document(
            id="telephones",
            page_content=TELEPHONES,
            metadata={
                "document": "A made-up strategy",
                "edition": "2026–2031",
                "status": "current",
                "section": "",
                "page": None,
                "quote": TELEPHONES,
                "passage_id": "telephones",
                "score": 0.5,
            },
        ),
    ]


def test_a_superseded_edition_says_so() -> None:
    last = LibraryRetriever(search=Searches(), k=3).invoke(QUESTION)[-1]
    assert (last.metadata["status"], last.metadata["edition"]) == ("superseded", "2023–2026")


def test_the_quote_is_verbatim_where_the_content_is_for_reading() -> None:
    listed = passage("We will: • write • ring", "list", kind=PassageKind.LIST)
    document = as_document(found(listed))
    assert document.metadata["quote"] == "We will: • write • ring"


def test_it_is_asked_without_waiting_too() -> None:
    retriever = LibraryRetriever(search=Searches(), k=1)

    async def ask() -> tuple[list[Document], list[list[Document]]]:
        return await retriever.ainvoke(QUESTION), await retriever.abatch([QUESTION, "Else?"])

    one, two = asyncio.run(ask())
    assert one == two[0] == two[1] == retriever.invoke(QUESTION)
    assert retriever.batch([QUESTION]) == [one]


def test_it_stands_in_a_chain() -> None:
    words = RunnableLambda(lambda documents: "\n".join(d.page_content for d in documents))
    retriever = LibraryRetriever(search=Searches(), k=1)
    chain = {"passages": retriever | words, "question": RunnablePassthrough()} | (
        ChatPromptTemplate.from_messages([("human", "{passages}\n\n{question}")])
    )
    [message] = chain.invoke(QUESTION).to_messages()
    assert message.content == f"{LETTERS}\n\n{QUESTION}"


@pytest.mark.parametrize("k", [0, -1, 101])
def test_how_many_is_a_sensible_number(k: int) -> None:
    with pytest.raises(ValidationError):
        LibraryRetriever(search=Searches(), k=k)


def test_patient_data_is_refused_before_it_is_searched_for() -> None:
    search = Searches()
    retriever = LibraryRetriever(search=search)
    words = "When is Mr John Smith, NHS number 943 476 5919, seen?"
    with pytest.raises(RuleBroken) as refused:
        retriever.invoke(words)
    with pytest.raises(RuleBroken):
        asyncio.run(retriever.ainvoke(words))
    assert search.asked == []
    assert "Smith" not in refused.value.sentence

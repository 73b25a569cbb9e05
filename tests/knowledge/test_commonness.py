"""How common words are in English at large."""

from knowledge.commonness import uncommonness


def test_the_commoner_a_word_the_less_it_tells() -> None:
    common, less, least = map(uncommonness, ("time", "harbour", "puffin"))
    assert 0.0 <= common < less < least == 1.0


def test_a_possessive_is_as_common_as_its_word() -> None:
    assert uncommonness("harbour's") == uncommonness("harbour")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.naming import LONGEST_KEY, free_key, is_key, key_of, same_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Reduce restraint on wards", "reduce-restraint-on-wards"),
        ("Forensic & specialist", "forensic-and-specialist"),
        ("  Café – waits (18 weeks)  ", "cafe-waits-18-weeks"),
        ("!!!", ""),
        ("a" * 80, "a" * 60),
        ("word " * 20, "-".join(["word"] * 12)),
    ],
)
def test_keys_are_made_from_names(name: str, key: str) -> None:
    assert key_of(name) == key


@given(st.text(max_size=120))
def test_a_key_made_from_a_name_is_a_key(name: str) -> None:
    key = key_of(name)
    assert key == "" or is_key(key)
    assert len(key) <= LONGEST_KEY
    assert key_of(key) == key, "a key's own key is itself"


@given(st.text(max_size=60))
def test_white_space_does_not_tell_names_apart(name: str) -> None:
    assert same_name(name, f"  {name}\t")


def test_case_accents_and_ampersands_do_not_tell_names_apart() -> None:
    assert same_name("Café & Garden", "CAFE  and garden")
    assert not same_name("Riverside", "Riverbank")


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b"]), unique=True))
def test_a_free_key_is_not_taken(taken: list[str]) -> None:
    free = free_key("a", taken)
    assert free not in taken
    assert is_key(free)


def test_a_free_key_stays_within_its_length() -> None:
    long = "a" * LONGEST_KEY
    assert len(free_key(long, {long})) <= LONGEST_KEY


@pytest.mark.parametrize("text", ["", "A", "a--b", "-a", "a b", "a_b", "ü", "a" * 61])
def test_what_is_no_key(text: str) -> None:
    assert not is_key(text)

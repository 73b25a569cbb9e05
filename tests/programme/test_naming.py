import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.naming import LONGEST_KEY, FreeKeys, is_key, key_of, same_name


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


@given(st.sets(st.sampled_from(["a", "a-2", "a-3", "b"])), st.integers(1, 5))
def test_free_keys_are_not_taken_and_leave_no_gap(taken: set[str], wanted: int) -> None:
    keys = FreeKeys(taken, {"a-4"})
    for _ in range(wanted):
        key = keys.free("a")
        assert key not in taken | {"a-4"}
        assert is_key(key)
        assert key == keys.free("a"), "it is free until it is taken"
        number = int(key.removeprefix("a").removeprefix("-") or 1)
        assert {"a", "a-2", "a-3", "a-4"} & {f"a-{n}" for n in range(2, number)} <= taken | {"a-4"}
        taken.add(key)


def test_a_free_key_stays_within_its_length() -> None:
    long = "a" * LONGEST_KEY
    assert len(FreeKeys({long}).free(long)) <= LONGEST_KEY


@pytest.mark.parametrize("text", ["", "A", "a--b", "-a", "a b", "a_b", "ü", "a" * 61])
def test_what_is_no_key(text: str) -> None:
    assert not is_key(text)

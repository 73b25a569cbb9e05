"""Numbers, dates and names: caught with grouping or context, however they were pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.guard import PatientDataKind, find_patient_data
from programme.guard.nhs_number import is_valid

SEPARATORS = st.sampled_from(
    [
        "",
        " ",
        "-",
        ".",
        "  ",
        " - ",
        "\u00a0",
        "\u2009",
        "\u202f",
        "\u2013",
        "\u2011",
        "\u200b",
        "/",
        "_",
    ]
)
DIGIT_FORMS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"])


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    """Valid numbers, built by the definition rather than by the code under test."""
    nine = draw(st.text("0123456789", min_size=9, max_size=9))
    check = 11 - sum(int(d) * (10 - place) for place, d in enumerate(nine)) % 11
    if check == 10 or (nine == "000000000" and check == 11):
        return "9990000018"
    number = nine + str(0 if check == 11 else check)
    return number if len(set(number)) > 1 else "9990000018"


def write(number: str, separator: str, digits: str) -> str:
    grouped = separator.join([number[:3], number[3:6], number[6:]])
    return grouped.translate(str.maketrans("0123456789", digits))


@given(nhs_numbers(), SEPARATORS.filter(lambda s: s not in {"", "\u200b"}), DIGIT_FORMS)
def test_a_valid_number_grouped_as_it_is_printed_needs_no_context(
    number: str, separator: str, digits: str
) -> None:
    text = f"is {write(number, separator, digits)} within the target"
    assert PatientDataKind.NHS_NUMBER in find_patient_data(text)


@given(
    nhs_numbers(),
    SEPARATORS,
    DIGIT_FORMS,
    st.sampled_from(
        [
            "NHS number {}",
            "nhs no. {} please",
            "patient {} is waiting",
            "what about the patient, {}?",
            "please look up {}",
            "{} is the NHS number",
            "find her record {}",
        ]
    ),
)
def test_a_valid_number_in_company_is_caught_however_it_is_written(
    number: str, separator: str, digits: str, around: str
) -> None:
    text = around.format(write(number, separator, digits))
    assert PatientDataKind.NHS_NUMBER in find_patient_data(text)


@given(st.text("0123456789", min_size=10, max_size=10), SEPARATORS)
def test_a_number_called_an_nhs_number_is_caught_with_a_slip_in_it(
    number: str, separator: str
) -> None:
    text = f"NHS number: {write(number, separator, '0123456789')}"
    assert PatientDataKind.NHS_NUMBER in find_patient_data(text)


@given(nhs_numbers(), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_never_fits_the_check_digit(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert is_valid(number)
    assert not is_valid(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_times_one_digit_is_no_nhs_number(digit: str) -> None:
    assert not is_valid(digit * 10)
    assert find_patient_data(f"{digit * 3} {digit * 3} {digit * 4}") == ()


@given(st.integers(0, 10**9 - 1))
def test_a_telephone_number_of_eleven_digits_is_nobodys_record(rest: int) -> None:
    for number in (
        f"07{rest:09}",
        f"07{rest // 10**6:03} {rest % 10**6:06}",
        f"01622 {rest % 10**6:06}",
    ):
        assert find_patient_data(f"who answers {number} at the weekend?") == ()


@given(st.integers(10**9, 10**10 - 1))
def test_an_amount_with_thousands_marked_is_nobodys_record(amount: int) -> None:
    assert find_patient_data(f"is the budget for patients £{amount:,} or less?") == ()
    assert find_patient_data(f"do we serve {amount:,} patients?") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dob 3/4/72", PatientDataKind.DATE_OF_BIRTH),
        ("a lady born on 3rd April 1972", PatientDataKind.DATE_OF_BIRTH),
        ("NI number QQ 12 34 56 C", PatientDataKind.NATIONAL_INSURANCE),
        ("the patient lives in ZZ99 3VZ", PatientDataKind.POSTCODE),
        ("MRN 00112233", PatientDataKind.HOSPITAL_NUMBER),
        ("RiO no. 1122334", PatientDataKind.HOSPITAL_NUMBER),
        ("Mrs Exampleton, Ruby ward", PatientDataKind.NAME),
        ("patient J.S. was restrained", PatientDataKind.NAME),
    ],
)
def test_each_kind_is_named_and_no_other(text: str, kind: PatientDataKind) -> None:
    assert find_patient_data(text) == (kind,)


def test_several_kinds_are_all_named() -> None:
    found = find_patient_data(
        "Mr Testerson, ward 3, dob 3/4/1972, NHS no 999 000 0018, at ZZ99 3VZ"
    )
    assert set(found) == {
        PatientDataKind.NAME,
        PatientDataKind.DATE_OF_BIRTH,
        PatientDataKind.NHS_NUMBER,
        PatientDataKind.POSTCODE,
    }


def test_a_trusts_own_postcode_is_fine() -> None:
    assert find_patient_data("is the site at ME16 9QQ where patients are seen being sold?") == ()

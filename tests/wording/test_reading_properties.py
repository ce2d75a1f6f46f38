"""What holds of any text: no exception, places that are right, the same again, and nothing that hangs on what follows."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wording import read_text
from wording.plain_text import plain_text
from wording.quantities.lines import quantities_line

PIECES = st.sampled_from(
    [
        *[
            "5,300",
            "half a million",
            "nearly",
            "three",
            "times",
            "as many",
            "percent",
            "%",
            "$",
            "\u00a31.5bn",
            "refugees",
            "from",
            "to",
        ],
        *[
            "between",
            "and",
            "1990",
            "since",
            "last year",
            "rose",
            "fell by",
            "one in five",
            "the lowest",
            "\u00bd",
            "\u201cwe said\u201d",
        ],
        *[
            "\n",
            ". The",
            ", which",
            "5\u202f300",
            "so\u00adme",
            "e\u0301",
            "\u202e12",
            "\U0001f600",
            "hundred",
            "million",
            "-",
            "\u2013",
        ],
        *[
            "(",
            ")",
            ";",
            "?",
            "U.S.",
            "a",
            "of",
            "75 USD million",
            "no.",
            "12 August 2021",
            "the record",
            "more",
            "than",
            "whose",
        ],
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("Rose by 5\u20137 % to \u00bd million\u2009; \u201cdown\u201d a third.")
def test_any_text_is_read_and_every_claim_is_in_its_place(text: str) -> None:
    found = read_text(text).claims

    assert found == read_text(text).claims
    assert all(0 <= claim.start < claim.end <= len(text) for claim in found)
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)
    for claim in found:
        assert claim.said_by is None or text[claim.said_by.start : claim.said_by.end] == claim.said_by.name


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_a_sentence_at_the_end_changes_nothing_before_it(text: str) -> None:
    before = read_text(text)
    after = read_text(f"{text}\n\nThe office counted 4,200 arrivals in the year.")

    if before.language == after.language or before.claims:
        assert after.claims[: len(before.claims)] == before.claims


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_a_plain_text_leads_back_to_the_text_given(text: str) -> None:
    plain = plain_text(text)

    assert len(plain.low) == len(plain.text)
    for at in range(len(plain.text)):
        start, end = plain.place(at, at + 1)
        assert 0 <= start < end <= len(text)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_every_quantity_of_any_text_is_in_its_place(text: str) -> None:
    for told in quantities_line({"id": 1, "text": text})["q"]:
        start, end = told["span"]
        assert 0 <= start < end <= len(text)

from hypothesis import given
from hypothesis import strategies as st

from api.marked_text import pieces

VERDICTS = ("consistent", "inconsistent", "depends", "no_figures")
TEXT = "abcdefghij"


def claim(start, end, verdict="consistent"):
    return {"start": start, "end": end, "verdict": verdict}


def test_a_text_without_claims_is_one_piece():
    (piece,) = pieces(TEXT, [])
    assert (piece.text, piece.claim, piece.also) == (TEXT, None, ())


def test_of_claims_that_overlap_the_weightier_has_the_words_of_both():
    found = pieces(TEXT, [claim(0, 6), claim(4, 8, "inconsistent")])
    assert [(piece.text, piece.claim) for piece in found] == [("abcd", 1), ("ef", 2), ("gh", 2), ("ij", None)]
    assert [piece.first for piece in found[1:3]] == [True, False]
    assert [piece.last for piece in found[1:3]] == [False, True]


def test_a_claim_without_words_of_its_own_is_linked_where_it_ends():
    found = pieces(TEXT, [claim(0, 4, "depends"), claim(0, 4)])
    assert [(piece.text, piece.claim, piece.also) for piece in found] == [
        ("abcd", 1, (2,)),
        ("efghij", None, ()),
    ]


places = st.tuples(st.integers(0, 9), st.integers(1, 10), st.sampled_from(VERDICTS))
claims = st.lists(
    places.filter(lambda place: place[0] < place[1]).map(lambda place: claim(*place)), max_size=8
)


@given(claims)
def test_the_pieces_are_the_text_and_every_claim_has_one_place(rows):
    found = pieces(TEXT, rows)

    assert "".join(piece.text for piece in found) == TEXT
    begun = [piece.claim for piece in found if piece.claim and piece.first]
    linked = [number for piece in found for number in piece.also]
    assert sorted([*begun, *linked]) == list(range(1, len(rows) + 1))
    assert sum(piece.last for piece in found if piece.claim) == len(begun)

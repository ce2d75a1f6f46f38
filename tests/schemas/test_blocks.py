from hypothesis import given
from hypothesis import strategies as st

from schemas.blocks import OFFSETS, blocks_of, in_units

texts = st.lists(st.text(max_size=20), min_size=1, max_size=4)


def slice_of(text, start, end, offsets):
    if offsets == "codepoint":
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


@given(texts, st.sampled_from(OFFSETS), st.data())
def test_a_place_in_a_block_is_told_as_the_caller_counts(texts, offsets, data):
    blocks = blocks_of([(str(i), text) for i, text in enumerate(texts)], offsets)
    start = data.draw(st.integers(0, len(blocks.text)))
    end = data.draw(st.integers(start, len(blocks.text)))
    block = blocks.block_of(start, end)
    if block:
        told = slice_of(block.text, block.offset(start), block.offset(end), offsets)
        assert told == blocks.text[start:end]
        assert block.text == texts[int(block.id)]
    else:
        assert "\n\n" in blocks.text[max(start - 1, 0) : end + 1]


def test_a_text_without_blocks_has_no_place():
    assert blocks_of([], "utf16").block_of(0, 0) is None


def test_places_in_a_wording_are_told_in_code_units():
    claim = {
        "stated": {"quote": {"start": 2, "end": 3}},
        "reference": {"sum": [{"quote": {"start": 0, "end": 1}}]},
    }
    told = in_units(claim, "😀 😀", "utf16")
    assert told["stated"]["quote"] == {"start": 3, "end": 5}
    assert told["reference"]["sum"][0]["quote"] == {"start": 0, "end": 2}
    assert in_units(claim, "😀 😀", "codepoint") == claim

"""Names of notions: those that come with Addsup, and added ones."""

import pytest

from matching import Added, vocabulary
from matching.lexicon import lexicon
from matching.stems import stems

KNOWN = vocabulary()


def read(text, known=KNOWN):
    return [stem for term in known.read(text) for stem in term.stems]


def test_the_longest_name_is_read_first():
    assert read("the jobless rate") == list(stems("unemployment rate"))
    assert [term.notion for term in KNOWN.read("debt held by the public")] == ["debt held by the public"]
    assert [term.notion for term in KNOWN.read("public debt")] == ["national debt"]


def test_a_name_that_only_comes_near_says_so():
    (term, *_) = KNOWN.read("apprehensions")
    assert term.nearly
    assert KNOWN.read("apprehensions", strictly=True)[0].notion is None


def test_an_added_name_goes_before_those_that_come_along():
    known = vocabulary([Added("population", "headcount"), Added("staff", "headcount")])
    assert read("headcount", known) == list(stems("staff"))
    assert vocabulary([Added("population", "souls")]).read("souls")[0].nearly is False


def test_an_added_name_that_says_nothing_is_passed_over():
    assert read("of the", vocabulary([Added("population", "of the")])) == []


def test_an_added_standing_is_one_of_the_families():
    known = vocabulary([Added(series="a.x", beside="a.y", standing="strained", why="x leaves out some")])
    assert known.families[-1][:3] == ("a.x", "a.y", "strained")


def test_no_name_belongs_to_two_notions():
    owners = {}
    for notion, said in lexicon("notions").items():
        for words in (notion, *said.get("called", ()), *said.get("nearly", ())):
            assert owners.setdefault(stems(words), notion) == notion, words


def test_every_family_says_why_and_in_which_standing():
    for row in KNOWN.families:
        assert row.standing in {"accepted", "strained"}
        assert row.why
        assert row.series != row.beside


@pytest.mark.parametrize(
    ("text", "notion", "left"),
    [
        ("claims for asylum that still await a ruling", "asylum-seekers", []),
        ("requests for asylum on which no verdict has come", "asylum-seekers", []),
        ("people without the citizenship of any country", "stateless people", []),
        ("output after stripping out inflation", "real gross domestic product", []),
        ("economic output not adjusted for inflation", "gross domestic product", []),
        ("asylum claims from children that still await a ruling", "asylum-seekers", ["child"]),
        ("arrests by the Border Patrol at the southern border", "Border Patrol encounters", []),
    ],
)
def test_a_notion_is_told_by_its_words_in_any_order_and_others_stay(text, notion, left):
    terms = KNOWN.read(text)
    assert [term.notion for term in terms if (term.notion and not term.placed) or term.nearly] == [notion]
    assert [term.said[0] for term in terms if term.notion is None and term.said[0] not in KNOWN.idle] == left


@pytest.mark.parametrize(
    "text", ["asylum claims", "national product", "share of workers in work", "people hosted"]
)
def test_words_that_leave_out_a_group_tell_no_notion(text):
    assert all(term.notion is None for term in KNOWN.read(text))


def test_a_series_is_read_by_names_alone():
    told = "claims for asylum that still await a ruling"
    assert all(term.notion is None for term in KNOWN.read(told, strictly=True))


def test_gross_national_product_is_no_gross_domestic_product():
    assert "gnp" in read("gross national product")
    assert "capita" in read("GDP per head")

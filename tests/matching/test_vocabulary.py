"""Names of notions: those that come with Addsup, and added ones."""

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

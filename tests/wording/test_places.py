"""The places of the lexicon: the store knows every name they are told by, and every country has its people."""

import csv
import re
from pathlib import Path

import pytest

from wording.claims.listed_places import LISTED, split_name
from wording.claims.places import find_places
from wording.lexicon import words
from wording.plain_text import plain_text
from wording.tokens import tokens_of

SAMPLE = Path(__file__).parents[2] / "sample"
LEXICON = words("places")
AREAS = list(csv.DictReader((SAMPLE / "00-areas.csv").read_text(encoding="utf-8").splitlines()))
NAMES = [(row["code"], name) for row in AREAS for name in (row["name"], row["alias"]) if name]
CODES_OF: dict[str, set[str]] = {}
for code, name in NAMES:
    CODES_OF.setdefault(name.lower(), set()).add(code)
NOBODY = {f"iso3166-1:{alpha3}" for alpha3 in ("ATA", "ATF", "BVT", "HMD", "SGS", "SJM", "UMI", "VAT")}
# More often an airline, a part of the United States, a town, somebody; or two countries that are named together.
BETTER_UNREAD = {
    "Emirates", "Jersey", "Antigua", "Trinidad", "Saint Martin", "Saint-Martin", "St Martin", "Saint Vincent",
    "Australia and New Zealand",
}  # fmt: skip


def read(sentence):
    """What the places of the sentence are told as, and whether it is said of their people."""
    tokens = tokens_of(plain_text(sentence))
    return [(place.name, place.people) for place in find_places(tokens, 0, len(tokens))]


def test_the_store_knows_every_name_that_the_lexicon_gives_out():
    assert {name for name, _ in LISTED.values() if name.lower() not in CODES_OF} == set()


def test_every_country_has_a_word_for_its_people():
    peopled = {code for name, people in LISTED.values() if people for code in CODES_OF[name.lower()]}
    countries = {code for name in LEXICON["countries"] for code in CODES_OF[name.lower()]}
    assert countries - peopled == NOBODY


def test_every_stored_country_is_in_the_lexicon():
    listed = {code for name in LEXICON["countries"] for code in CODES_OF[name.lower()]}
    told = {code for name, _ in LISTED.values() for code in CODES_OF[name.lower()]}
    assert {code for code, _ in NAMES if code.startswith("iso3166-1:")} <= listed | told


def test_a_stored_name_that_a_sentence_may_hold_is_in_the_lexicon():
    """Else it would be taken for a place smaller than a country."""
    may_hold = re.compile(r"^(?!The )[^\W\d_][^0-9]*[^\W\d_A-Z]")
    for code, name in NAMES:
        row = split_name(name)
        as_read = tuple(tokens_of(plain_text(name)).words[: len(row) + 1]) == (*row, "")
        if (
            code.startswith(("iso", "group", "m49"))
            and name[0].isupper()
            and may_hold.match(name)
            and as_read
        ):
            assert row in LISTED or name in BETTER_UNREAD, (code, name)


@pytest.mark.parametrize(
    ("sentence", "name", "people"),
    [
        ("Burma has 54 million people.", "Myanmar", False),
        ("Swaziland has 1.2 million people.", "Swaziland", False),
        ("In the former Zaire, 5 million fled.", "Zaire", False),
        ("About 1,000 Swazis fled.", "Eswatini", True),
        ("The Swazi population grew by 2%.", "Eswatini", True),
        ("Some 4,000 Congolese were admitted.", "Congo", True),
        ("The DRC hosts 500,000 refugees.", "Democratic Republic of the Congo", False),
        ("Some 300 Dominicans arrived.", "Dominican", True),
        ("About 20 Koreans arrived.", "Korea", True),
        ("About 20 South Koreans arrived.", "South Korea", True),
        ("About 20 Equatorial Guineans arrived.", "Equatorial Guinea", True),
        ("About 20 Guineans arrived.", "Guinea", True),
        ("Some 700 Nigeriens arrived.", "Niger", True),
        ("Exactly 12 Filipinas arrived.", "Philippines", True),
        ("The People's Republic of China has 1.4 billion people.", "People's Republic of China", False),
        ("The Republic of China has 23 million people.", "Republic of China", False),
        ("The Nordic countries host 500,000 refugees.", "the Nordic countries", False),
        ("Since 2015 NATO members have taken in 2 million.", "NATO", False),
        ("Since 2015 the G7 had 780 million people.", "the G7", False),
        ("Since 2015 the G20 countries had 5 billion people.", "the G20", False),
        ("It rose in Jackson, Miss., to 3%.", "Jackson", False),
        ("It rose in Calif. to 3%.", "California", False),
        ("It rose in W.Va. to 3%.", "West Virginia", False),
        ("Some 12,000 African Americans voted.", "United States", True),
        ("Last year the Gulf states took in 10 refugees.", "the Gulf states", False),
        ("The former Soviet Union sent 12,000 refugees.", "the former Soviet Union", False),
        ("Since October the Northern Triangle sent 500 refugees.", "the Northern Triangle", False),
        ("Kosovars numbered 1.8 million.", "Kosovo", True),
        ("The West Bank and Gaza have 5 million people.", "West Bank and Gaza", False),
        ("St. Kitts and Nevis has 47,000 people.", "Saint Kitts and Nevis", False),
        ("Some 700,000 people live in Washington, D.C., today.", "District of Columbia", False),
        ("Some 500 Latin Americans were admitted.", "Latin America", True),
    ],
)  # fmt: skip
def test_a_name_is_read_as_its_place(sentence, name, people):
    assert read(sentence) == [(name, people)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2020 he or me or hi was in on it, ok.",
        "They ate turkey and polish their shoes with 12 brushes.",
        "Car sales rose 5% in 2020.",
        "About 3,000 ships crossed the Indian Ocean.",
        "He was 12 at the North Pole.",
        "British Airways has 30,000 staff.",
        "Emirates carried 50 million passengers.",
        "A siamese cat and a guinea pig weigh 5 kg.",
    ],
)
def test_a_word_that_only_looks_like_a_place_is_none(sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Refugees in three African countries", ["three African countries"]),
        ("Most of the EU's members agreed", ["Most of the EU's members"]),
        ("All 27 EU countries agreed", ["the European Union"]),
        ("In 2021 EU countries agreed", ["the European Union"]),
        ("The three Baltic states agreed", ["the Baltic states"]),
        ("Refugees in African countries", ["Africa"]),
        ("Stops at the border with Mexico", []),
        ("Stops at the Mexican border", []),
        ("Stops at the U.S.-Mexico border", []),
        ("America's border with Mexico", ["United States"]),
        ("Schools in the state of Washington", ["Washington"]),
    ],
)
def test_some_of_a_group_are_not_the_group_and_a_border_is_no_place(sentence, told):
    assert [name for name, _ in read(sentence)] == told

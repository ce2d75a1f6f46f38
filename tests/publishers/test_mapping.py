"""Mappings: what TOML may declare, and what is said of what it may not."""

import tomllib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishers.errors import ShapeError, SourceError
from publishers.tables.mapping import AreaRule
from publishers.tables.mapping_toml import FOLDER, read_mapping
from publishers.tables.patterns import LONGEST_TEXT, compiled, said_by
from publishers.tables.periods import PeriodRule, PublishedRule
from publishers.tables.written_numbers import Notation

LEAST = 'format = "csv"\n[values]\ncolumn = "n"\n[area]\nfixed = ["iso3166-1:USA", "United States"]\n'
FISCAL = PeriodRule(fiscal_month=10)


def test_the_least_that_a_mapping_says():
    mapping = read_mapping(LEAST)
    assert (mapping.format, mapping.header, mapping.values.column, mapping.sum) == ("csv", 1, "n", None)
    assert mapping.numbers == Notation()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_mapping_that_comes_along_is_one(path):
    assert read_mapping(path.stem) is read_mapping(path.stem)


@pytest.mark.parametrize(
    ("more", "entry", "expected"),
    [
        ("format = 3", "format", "one of csv"),
        ("colour = 1", "colour", "one of the entries"),
        ("header = 0", "header", "the number of a row"),
        ("header = true", "header", "the number of a row"),
        ("header = []", "header", "the number of a row"),
        ('separator = "x"', "separator", "one of"),
        ("sheets = 2024", "sheets", "a text"),
        ('sheets = "("', "sheets", "a regular expression"),
        ("drop = 1", "drop", "a list of tables"),
        ('[[drop]]\ncolumn = "a"', r"drop\[1\].pattern", "it in the mapping"),
        ("[where]\na = 1", "where.a", "a text"),
        ('[period]\nfiscal_month = "10"', "period.fiscal_month", "a month"),
        ("[period]\nfiscal_month = 13", "period.fiscal_month", "a month"),
        ("[period.read]\ny = '(?P<era>.)'", "period.read.y", "groups named"),
        ('[numbers.marks]\n"-" = "nil"', "numbers.marks.-", "one of zero"),
        ('[numbers]\nmultiply = "thousand"', "numbers.multiply", "a number in quotes"),
        ("[numbers]\nmultiply = 1000", "numbers.multiply", "a text"),
        ('[numbers]\ndecimal = ","\ngroup = ","', "numbers.group", "another sign"),
        ('[numbers]\nranges = "yes"', "numbers.ranges", "true or false"),
        ('[numbers]\nmultiply = "NaN"', "numbers.multiply", "a number in quotes"),
        ('[numbers]\nmultiply = "1e999999"', "numbers.multiply", "a number in quotes"),
        ('[numbers]\nmultiply = "0.0"', "numbers.multiply", "a number in quotes"),
        ('[numbers]\nmultiply = "-1"', "numbers.multiply", "a number in quotes"),
        ('[numbers.footnotes]\n1 = ""', "numbers.footnotes", "marks that are no part"),
        ('[numbers]\nignored = ["-"]', "numbers.ignored", "signs that are no part"),
        ('[[totals]]\ncolumn = "a"\npattern = "b"\nof = "figure"', "totals", "section or sheet"),
        ("[published]\npattern = '(?P<month>.)'", "published.pattern", "a group year"),
        ("[period]\nfiscal_month = true", "period.fiscal_month", "a month"),
        ("header = 0x" + "f" * 3900, "header", "the number of a row"),
        ('[sum]\nabsent = "0"', "sum.absent", "one of zero"),
        ("sum = true", "sum", "a table"),
        ('[published]\nfound = "cells"', "published.pattern", "it in the mapping"),
        ("[series]\ntitle = 1", "series.title", "a text"),
    ],
)
def test_an_error_names_the_entry_what_was_found_and_what_was_expected(more, entry, expected):
    whole = f"{more}\n{LEAST}" if "[" not in more.split("=")[0] else f"{LEAST}{more}\n"
    text = whole.replace('format = "csv"\n', "", 1) if more.startswith("format") else whole
    with pytest.raises(SourceError, match=f"(?s)^{entry}.*found.*expected {expected}"):
        read_mapping(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format"),
        ('format = "csv"\n[area]\nfixed = ["a:b", "c"]', "values"),
        (LEAST.replace('column = "n"', ""), "values"),
        (LEAST.replace('column = "n"', 'column = ""'), "values"),
        (LEAST.replace('column = "n"', 'column = "n"\ncolumns = "m"'), "values"),
        (LEAST.replace('fixed = ["iso3166-1:USA", "United States"]', ""), "area"),
        (LEAST.replace('"iso3166-1:USA", ', ""), "area"),
        (LEAST.replace("iso3166-1:USA", "USA"), "code with its scheme"),
        (LEAST.replace('column = "n"', 'column = "n"\nlow = "a"'), "values: found 'low'"),
        (
            LEAST.replace('column = "n"', 'columns = "n"\nmargin_of_error = "a"'),
            "values: found 'margin_of_error'",
        ),
        (LEAST + 'others = "wb"\n', "area.others"),
        (LEAST + 'others = "wb:all"\n', "area.others"),
        ("colour." + ".".join("a" * 1900) + " = 1", "colour: found a table"),
        (".".join("a" * 30_000) + " = 1", "a line of more than 4,000"),
        ("header = " + "9" * 3900 + "9" * 90, "header"),
        ("header = " + "9" * 4500, "a line of more than"),
        ('format = "csv', "no TOML"),
        ("a = " + "[" * 3000, "no TOML"),
        ("# " + "x" * (64 << 10), "more than 65,536 bytes"),
        ("no-such-mapping", "found no mapping 'no-such-mapping'; expected one of cbp"),
    ],
)
def test_a_mapping_that_says_too_little_or_too_much_is_refused(text, said):
    with pytest.raises(SourceError, match=said):
        read_mapping(text)


@pytest.mark.parametrize("slow", [
        "(a+)+b", "(a|a)*b", "(a{1,9}){9}", ".*.*.*.*x", "(?:x*)+", "a?" * 30 + "a" * 30, "(a|a)" * 30,
        "(?x)(a+) +b", "(?=(a+))x", "(?P<year>.)(?P=year)", "(?:a?a?)" * 20, "a{1,50}" * 5,
    ],
)  # fmt: skip
def test_a_pattern_that_some_text_makes_slow_is_refused(slow):
    with pytest.raises(SourceError, match="short pattern"):
        compiled(slow, "sheets")


@pytest.mark.parametrize(
    "fine",
    [
        r"(?P<year>\d{4})(?P<open> \(FYTD\))?", "Total .*", r"[(*+)]+ \+", r"\d\d (?P<month>[A-Z][a-z]+)", ".+: .+",
        r"as of (?P<day>\d{1,2})-(?P<month>[A-Z][a-z]+)-(?P<year>\d{4})", "[]*+]{3} [^]*]", "(?i)total",
    ],
)  # fmt: skip
def test_patterns_that_tables_need_are_taken(fine):
    assert compiled(fine, "sheets").pattern == fine


@pytest.mark.parametrize("pattern", [".*a.*b", "a?" * 10 + ".*b", "(?:a|b|c|d)(?:a|b|c|d).*e"])
def test_the_longest_text_is_matched_in_no_time(pattern):
    started = process_time()
    assert said_by(compiled(pattern, "sheets"), "a" * LONGEST_TEXT) is None
    assert process_time() - started < 1


def test_a_text_beyond_the_longest_matches_nothing():
    assert said_by(compiled("a+", "sheets"), "a" * LONGEST_TEXT) == {}
    assert said_by(compiled("a+", "sheets"), "a" * (LONGEST_TEXT + 1)) is None


json_like = st.recursive(
    st.booleans() | st.integers(-5, 2000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(["area", "values", "period", "series", "sum", "drop", "published", "numbers", "header"]),
    json_like,
)
def test_whatever_stands_in_an_entry_is_a_mapping_or_a_source_error(name, found):
    entries = {"format": "csv", "values": {"column": "n"}, "area": {"fixed": ["a:b", "c"]}, name: found}
    lines = "".join(f"{key} = {_toml(value)}\n" for key, value in entries.items())
    tomllib.loads(lines)
    try:
        read_mapping(lines)
    except SourceError:
        return
    assert isinstance(found, dict | list | int)


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return (
                '"'
                + "".join(f"\\U{ord(sign):08X}" for sign in value if not 0xD800 <= ord(sign) < 0xE000)
                + '"'
            )
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{_toml(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    return str(value)


# --- periods ---


@pytest.mark.parametrize(
    ("said", "text", "first_day", "year_ends"),
    [
        ({"year": "2022", "month": "OCT"}, "2021-10", "2021-10-01", "2022-09-30"),
        ({"year": "2022", "month": "September"}, "2022-09", "2022-09-01", "2022-09-30"),
        ({"year": "22", "month": "1"}, "2022-01", "2022-01-01", "2022-09-30"),
        ({"year": "2022"}, "FY2022", "2021-10-01", "2022-09-30"),
        ({"year": "2022", "quarter": "Q1"}, "2021-Q4", "2021-10-01", "2022-09-30"),
        ({"period": "FY2022"}, "FY2022", "2021-10-01", "2022-09-30"),
        ({"period": "2022-05"}, "2022-05", "2022-05-01", "2022-12-31"),
        ({"period": "2022-Q3"}, "2022-Q3", "2022-07-01", "2022-12-31"),
        ({"period": "2022-W50"}, "2022-W50", "2022-12-12", "2022-12-31"),
    ],
)
def test_fiscal_years_begin_in_the_calendar_year_before(said, text, first_day, year_ends):
    assert FISCAL.period(said) == (text, first_day, year_ends, False)


def test_calendar_periods_are_as_they_are_named():
    assert PeriodRule().period({"year": "2024", "month": "feb", "day": "29"}).text == "2024-02-29"
    assert PeriodRule().period({"year": "2024", "quarter": "3", "open": " *"})[::3] == ("2024-Q3", True)
    assert PeriodRule().period({"year": "2024"}) == ("2024", "2024-01-01", "2024-12-31", False)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"year": "٢٠٢٤"}, {"year": "0000"}, {"year": "20244"}, {"year": "2024", "month": "13"},
        {"year": "2024", "month": "Smarch"}, {"year": "2024", "quarter": "Q5"}, {"year": "2024", "quarter": "x"},
        {"year": "2023", "month": "2", "day": "29"}, {"period": "May 2024"}, {"period": "2024-13"},
        {"period": "2023-W53"}, {"period": "2023-W00"}, {"year": "2024", "day": "3"}, {"year": "2024", "month": "Mar-May"},
        {"year": "2024", "month": "Maybe"}, {"year": "2024", "month": "Ma"}, {"year": "2024", "month": "5", "quarter": "2"},
    ],
)  # fmt: skip
def test_a_period_that_there_is_not_is_a_shape_error(said):
    with pytest.raises(ShapeError):
        PeriodRule().period(said)


def test_months_are_named_in_full_or_by_three_letters_or_more():
    assert [PeriodRule().period({"year": "24", "month": name}).text for name in ("Sept.", "JUNE", "mar")] == [
        "2024-09", "2024-06", "2024-03",
    ]  # fmt: skip


def test_two_digits_from_69_on_are_a_year_of_the_last_century():
    assert [PeriodRule().period({"year": year}).text for year in ("68", "69", "99", "00")] == [
        "2068", "1969", "1999", "2000",
    ]  # fmt: skip


def test_a_quarter_of_a_fiscal_year_that_is_none_of_the_calendar_is_a_shape_error():
    with pytest.raises(ShapeError, match="a quarter of the calendar"):
        PeriodRule(fiscal_month=2).period({"year": "2024", "quarter": "1"})


# --- days of publication ---


def rule(pattern: str, fiscal_month: int = 0) -> PublishedRule:
    return PublishedRule(compiled(pattern, "published.pattern"), "address", fiscal_month)


AS_OF = rule(r"as of (?P<day>\d{1,2})[- ](?P<month>[A-Z][a-z]+)[- ](?P<year>\d{4})")


@pytest.mark.parametrize(
    ("found", "text", "day"),
    [
        (AS_OF, "report as of 31-December-2024", "2024-12-31"),
        (AS_OF, "PRM as of 5 Dec 2024.xlsx", "2024-12-05"),
        (rule(r"fy(?P<year>\d{2})-(?P<month>[a-z]{3})", 10), "sbo-encounters-fy22-fy25-may.csv", "2025-06-01"),
        (rule(r"fy(?P<year>\d{2})-(?P<month>[a-z]{3})", 10), "sbo-encounters-fy22-fy25-dec.csv", "2025-01-01"),
        (rule(r"fy(?P<year>\d\d)m(?P<month>\d\d)", 10), "KHSM_fy25m11.xlsx", "2024-12-01"),
        (rule(r"as of (?P<year>\d{4})"), "nothing of the kind", ""),
        (rule(r"of (?P<year>\d{4})"), "tables of 2023", "2024-01-01"),
        (rule(r"of (?P<year>\d{4})", 10), "tables of 2023", "2023-10-01"),
        (rule(r"(?P<year>\d{4})(?P<quarter>Q\d)"), "2023Q4.csv", "2024-01-01"),
        (rule(r"(?P<period>\d{4}-\d\d-\d\d)"), "a-2023-05-06.csv", "2023-05-06"),
        (rule(r"(?P<period>\d{4}-W\d\d)"), "a-2023-W52.csv", "2024-01-01"),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_read_from_a_text(found, text, day):
    assert found.day(text) == day


# --- areas ---


def test_an_area_is_looked_up_then_known_then_the_publishers_own():
    areas = AreaRule(
        column=("c",), lookup={"Near East Sout Asia": ("rpc:nesa", "Near East"), "PSI": ("",)}, countries=True
    )
    assert areas.place("Near East Sout Asia", "") == ("rpc:nesa", "Near East")
    assert areas.place("PSI", "") is None
    assert areas.place("DEU", "") == ("iso3166-1:DEU", "Germany")
    with pytest.raises(ShapeError, match="'Atlantis'"):
        areas.place("Atlantis", "")
    assert AreaRule(column=("c",), others="wb:{}").place("ARB", "Arab World") == ("wb:ARB", "Arab World")

"""Files taken in: what they bring, what is refused and how, and that nothing half done stays."""

import gzip
import io
from datetime import date
from decimal import Decimal

import pytest

from sql import figures, imports, series, snapshots
from sql.errors import ImportRefusedError, ImportTooLargeError
from sql.incoming import unpacked
from tests.sql.files import csv_of, stored, take_in, values


def refused(conn, file: bytes, kind: imports.Kind = "figures") -> ImportRefusedError:
    before = snapshots.current(conn)
    with pytest.raises(ImportRefusedError) as caught:
        imports.run(conn, kind, [file], "test", None)
    assert snapshots.current(conn) == before
    return caught.value


def problems_of(conn, *changes: dict[str, str], **columns: str) -> list[tuple[int, str | None, str]]:
    error = refused(conn, csv_of(*changes, **columns))
    return [(one.line, one.column, one.found) for one in error.problems]


def test_a_row_becomes_a_figure_with_one_vintage(conn):
    done = take_in(conn, {"value": "10.50"})
    assert (done.rows_read, done.figures_added, done.vintages_added, done.unchanged) == (1, 1, 1, 0)
    (figure,) = stored(conn)
    assert str(figure.vintages[0].value) == "10.50"
    assert figure.period.label == "2022-01"


def test_the_same_file_twice_adds_nothing(conn):
    rows = [{"period": f"2022-{month:02}", "value": str(month)} for month in range(1, 13)]
    take_in(conn, *rows)
    again = take_in(conn, *rows)
    assert (again.figures_added, again.vintages_added, again.unchanged) == (0, 0, 12)


def test_a_gzip_is_unpacked_by_its_first_bytes(conn):
    packed = gzip.compress(csv_of({}, {"period": "2022-02"}))
    done = imports.run(conn, "figures", [packed[:1], packed[1:40], packed[40:]], "test", None)
    assert done.figures_added == 2


def test_a_revision_is_a_further_vintage(conn):
    take_in(conn, {"value": "10"})
    done = take_in(conn, {"value": "11", "published_on": "2022-03-01"})
    assert (done.figures_added, done.vintages_added) == (0, 1)
    assert values(stored(conn)) == [[Decimal(10), Decimal(11)]]


def test_bad_rows_are_listed_by_line_and_column_and_nothing_is_stored(conn):
    with pytest.raises(ImportRefusedError) as refused:
        take_in(conn, {}, {"value": "1,000"}, {"period": "2022-13", "unit": ""})
    found = [(it.line, it.column, it.found) for it in refused.value.problems]
    assert found == [
        (3, "value", '"1,000"'), (4, "unit", "nothing"), (4, "period", '"2022-13"'),
    ]  # fmt: skip
    assert refused.value.count == 2
    assert snapshots.current(conn) == 0


@pytest.mark.parametrize(
    ("column", "content", "expected"),
    [
        ("value", "1,000", "without commas"),
        ("value", "1e3", "plain decimal"),
        ("value", "NaN", "plain decimal"),
        ("value", "Infinity", "plain decimal"),
        ("value", "1.2.3", "plain decimal"),
        ("value", "--1", "plain decimal"),
        ("value", "-", "plain decimal"),
        ("value", "+1", "plain decimal"),
        ("value", " 1", "plain decimal"),
        ("value", "1_000", "plain decimal"),
        ("value", "\u0661", "plain decimal"),
        ("value", "9" * 1003, "1,000 digits"),
        ("margin_of_error", "-1", "not negative"),
        ("value", "", "a value, a range"),
        ("missing", "suppressed", "nothing beside"),
        ("unit", "", "unit of the values"),
        ("title", " ", "in words"),
        ("stock_flow", "both", "stock, flow, rate"),
        ("frequency", "hour", "fiscal_year"),
        ("nature", "guess", "one of actual"),
        ("published_on", "2022-02-30", "YYYY-MM-DD"),
        ("published_on", "20220201", "YYYY-MM-DD"),
        ("published_on", "", "YYYY-MM-DD"),
        ("period", "2022-13", "a year"),
        ("period", "2022/2021", "earlier day first"),
        ("period", "2022/..", "a beginning and an end"),
        ("url", "", "address of the source"),
        ("url", "javascript:alert(1)", "address of the source"),
        ("url", "https://example.org/" + "x" * 2000, "2,000 characters"),
        ("locator", "=1+1", "spreadsheets"),
        ("locator", "-2+3", "spreadsheets"),
        ("locator", "x" * 501, "500 characters"),
        ("title", "@SUM(A1)", "spreadsheets"),
        ("title", "x" * 301, "300 characters"),
        ("series", "in valid", "an identifier"),
        ("publisher", "", "publisher's id or name"),
        ("area", "north", "code with its scheme"),
        ("area", "inv:no where", "code with its scheme"),
        ("rounding_quantum", "0", "above 0"),
        ("rounding_quantum", "x", "above 0"),
        ("publisher_fiscal_month", "13", "the number of the month"),
    ],
)
def test_a_wrong_field_is_named_with_what_was_expected(conn, column, content, expected):
    (problem,) = refused(conn, csv_of({column: content})).problems
    assert (problem.line, problem.column) == (2, column)
    assert expected in problem.expected


def test_a_missing_figure_says_why_in_one_of_five_words(conn):
    (problem,) = refused(conn, csv_of({"value": "", "missing": "lost"})).problems
    assert (problem.column, problem.found) == ("missing", '"lost"')


def test_a_range_has_both_ends(conn):
    (problem,) = refused(conn, csv_of({"low": "1"})).problems
    assert (problem.column, problem.found) == ("high", "nothing")


@pytest.mark.parametrize(
    ("low", "value", "high", "column"),
    [("3", "", "2", "low"), ("1", "0", "2", "value"), ("1", "3", "2", "value")],
)
def test_a_value_lies_within_its_range(conn, low, value, high, column):
    (problem,) = refused(conn, csv_of({"low": low, "value": value, "high": high})).problems
    assert problem.column == column


@pytest.mark.parametrize(
    ("file", "line", "found", "expected"),
    [
        (b"", 1, "no such column", "the columns series"),
        (csv_of({}).replace(b"unit", b"units", 1), 1, "no such column", "the columns series"),
        (csv_of({}).replace(b",low,", b",unit,", 1), 1, "the column twice", "each column once"),
        (csv_of({}).replace(b",", b";"), 1, "no such column", "the columns series"),
        (csv_of({}) + b"a,b\n", 3, "fewer fields", "19 fields"),
        (csv_of({}).rstrip(b"\n") + b",more\n", 2, "more fields", "19 fields"),
        (csv_of({}) + b"\n", 3, "fewer fields", "19 fields"),
        (csv_of({}) + b'"' + csv_of({}).split(b"\n")[1] + b"\n", 4, "still open", 'a closing "'),
        (csv_of({"title": "Caf\xe9"}).decode().encode("latin-1"), 2, "not UTF-8", "text in UTF-8"),
        (csv_of({}, {"title": "App\x00les"}), 3, "U+0000", "plain text"),
        (csv_of({}, {"title": "App\x85les"}), 3, "U+0085", "plain text"),
        (csv_of({}, {"title": "App\tles"}), 3, "U+0009", "plain text"),
        (csv_of({}) + b"\\.\n" + csv_of({}), 3, "\\.", "a row of the table"),
        (csv_of({}) + b"x" * 2_000_000, 3, "a line of more than", "closing quote"),
        (b"\xef\xbb\xbf\xff" + csv_of({}), 1, "not UTF-8", "text in UTF-8"),
        (gzip.compress(csv_of({}))[:-9], 1, "broken gzip", "send it again"),
        (b"\x1f\x8bnothing", 1, "broken gzip", "send it again"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_at_its_line(conn, file, line, found, expected):
    first = refused(conn, file).problems[0]
    assert first.line == line
    assert found in first.found
    assert expected in first.expected


def test_a_control_character_names_its_column(conn):
    assert refused(conn, csv_of({"unit": "app\x07les"})).problems[0].column == "unit"


def test_a_line_break_within_a_field_is_refused_and_later_lines_keep_their_numbers(conn):
    lines = csv_of({}, {"period": "2022-02"}).decode().splitlines()
    broken = lines[2].replace("row 1", '"row\n1"')
    last = lines[1].replace("2022-01,10", "2022-13,10")
    file = "\n".join([lines[0], lines[1], broken, last]).encode()
    found = [(one.line, one.column) for one in refused(conn, file).problems]
    assert found == [(3, "locator"), (5, "period")]


@pytest.mark.parametrize("changed", [b"\xef\xbb\xbf%s", b"%s"])
def test_a_byte_order_mark_windows_line_ends_and_quotes_do_no_harm(conn, changed):
    file = csv_of({}, {"period": "2022-02"}).replace(b"\n", b"\r\n").replace(b",10,", b',"10",')
    assert imports.run(conn, "figures", [changed % file], "test", None).figures_added == 2


def test_a_file_without_its_last_line_end_is_whole(conn):
    assert imports.run(conn, "figures", [csv_of({}).rstrip()], "test", None).figures_added == 1


def test_a_file_of_no_rows_adds_nothing(conn):
    assert imports.run(conn, "figures", [csv_of({}).split(b"\n")[0] + b"\n"], "test", None).rows_read == 0


def test_columns_come_in_any_order(conn):
    lines = [line.split(",")[::-1] for line in csv_of({}).decode().splitlines()]
    file = "\n".join(",".join(line) for line in lines).encode()
    assert imports.run(conn, "figures", [file], "test", None).figures_added == 1


def test_the_first_hundred_bad_rows_are_listed_and_all_counted(conn):
    error = refused(conn, csv_of(*({"value": "x", "period": str(year)} for year in range(1800, 2000))))
    assert (len(error.problems), error.count) == (100, 200)


def test_a_row_with_two_faults_is_one_bad_row(conn):
    error = refused(conn, csv_of({"value": "x", "unit": ""}))
    assert (len(error.problems), error.count) == (2, 1)


def test_a_series_is_described_alike_throughout(conn):
    found = problems_of(conn, {}, {"period": "2022-02", "unit": "pears"})
    assert found == [(3, "unit", '"pears"')]
    take_in(conn, {})
    (problem,) = refused(conn, csv_of({"title": "Pears eaten"})).problems
    assert "Apples eaten" in problem.expected


def test_two_contents_for_a_day_in_one_file_are_refused(conn):
    (problem,) = refused(conn, csv_of({"value": "1"}, {"value": "1"}, {"value": "2"})).problems
    assert (problem.line, problem.column) == (4, "value")
    assert "what line 2 says" in problem.expected


def test_two_contents_for_a_day_are_refused_also_where_one_is_stored(conn):
    take_in(conn, {"value": "1"})
    assert refused(conn, csv_of({"value": "1"}, {"value": "2"})).count == 1


def test_one_content_twice_in_a_file_counts_once(conn):
    done = take_in(conn, {}, {})
    assert (done.vintages_added, done.unchanged) == (1, 1)


def test_thousand_digits_come_back_as_they_were(conn):
    digits = "-" + "1" * 500 + "." + "2" * 500
    take_in(conn, {"value": digits})
    assert str(stored(conn)[0].vintages[0].value) == digits


def test_a_correction_on_the_same_day_is_added_and_decides(conn):
    take_in(conn, {"value": "1"})
    assert take_in(conn, {"value": "2"}).vintages_added == 1
    assert values(stored(conn)) == [[Decimal(2)]]


def test_an_older_vintage_loaded_later_takes_its_place(conn):
    take_in(conn, {"value": "2", "published_on": "2022-03-01"})
    done = take_in(conn, {"value": "1", "published_on": "2022-02-01"})
    assert (done.figures_added, done.vintages_added) == (0, 1)
    assert values(stored(conn)) == [[Decimal(1), Decimal(2)]]


def test_a_value_unchanged_since_its_predecessor_is_no_vintage(conn):
    take_in(conn, {"value": "1"}, {"value": "2", "published_on": "2022-04-01"})
    assert take_in(conn, {"value": "1.0", "published_on": "2022-03-01"}).unchanged == 1
    assert take_in(conn, {"value": "1", "published_on": "2022-05-01"}).vintages_added == 1


@pytest.mark.parametrize(
    "change",
    [{"status": "revised"}, {"nature": "estimate"}, {"margin_of_error": "1"},
     {"value": "", "missing": "suppressed"}, {"value": "", "low": "9", "high": "11"}],
)  # fmt: skip
def test_each_part_of_the_content_makes_a_vintage(conn, change):
    take_in(conn, {})
    assert take_in(conn, {"published_on": "2022-03-01"} | change).vintages_added == 1


def test_a_target_and_an_outcome_do_not_replace_one_another(conn):
    take_in(conn, {"nature": "target", "value": "5"}, {"nature": "actual", "value": "7"})
    assert take_in(conn, {"nature": "ceiling", "value": "5"}).vintages_added == 1
    assert sorted(values(stored(conn))[0]) == [Decimal(5), Decimal(7)]


def test_a_name_or_alias_of_one_area_stands_for_its_code(conn):
    imports.run(conn, "areas", [b"code,name,alias\niso3166-1:USA,United States,US\n"], "test", None)
    take_in(conn, {"area": "us", "area_name": ""})
    assert figures.figures_for(
        conn, ["inv.apples"], ["iso3166-1:USA"], date(2030, 1, 1), snapshots.current(conn)
    )


def test_an_unknown_area_comes_with_its_name(conn):
    assert problems_of(conn, {"area_name": ""}) == [(2, "area", '"inv:north"')]


def test_the_fiscal_month_of_a_publisher_follows_from_its_figures(conn):
    take_in(conn, {"period": "FY2022"}, frequency="fiscal_year")
    snapshot = snapshots.current(conn)
    assert series.by_ids(conn, ["inv.apples"], snapshot)["inv.apples"].publisher.fiscal_month == 10
    assert stored(conn)[0].period.label == "FY2022"


def test_a_publisher_by_name_gets_its_slug_for_an_id(conn):
    take_in(conn, {"publisher": "Bureau of Prisons"})
    publisher = series.by_ids(conn, ["inv.apples"], snapshots.current(conn))["inv.apples"].publisher
    assert (publisher.id, publisher.name) == ("bureau-of-prisons", "Bureau of Prisons")


def test_a_gzip_that_unpacks_to_far_more_than_figures_do_is_refused():
    packed = gzip.compress(bytes(200 << 20))
    with pytest.raises(ImportTooLargeError, match="times its size"):
        for _ in unpacked([packed]):
            pass


def test_a_file_past_the_limit_is_refused():
    with pytest.raises(ImportTooLargeError, match="at most"):
        list(unpacked([b"x" * 11], largest=10))


def test_a_gzip_of_several_members_is_read_whole():
    packed = io.BytesIO(gzip.compress(b"one,") + gzip.compress(b"two"))
    assert b"".join(unpacked(iter(lambda: packed.read(5), b""))) == b"one,two"

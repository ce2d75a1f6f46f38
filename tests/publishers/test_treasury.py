"""Fiscal Data's answers: rows and descriptions as recorded, in pages that are whole."""

import json
from decimal import Decimal

import pytest

from factcheck.period import parse_period
from publishers import treasury
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Observation, Source
from tests.publishers.conftest import Answering, body
from tests.publishers.mutations import survive

PENNY = Source("treasury", "debt_to_penny")
YEARLY = Source("treasury", "debt_outstanding")
COLUMNS = ("tot_pub_debt_out_amt", "debt_held_public_amt", "intragov_hold_amt")


def penny(day: str, total: str = "30.50", public: str = "20.25", own: str = "10.25") -> dict[str, str]:
    return {
        "record_date": day,
        **dict(zip(COLUMNS, (total, public, own), strict=True)),
        "record_fiscal_year": "2024",
    }


def yearly(day: str, amount: str, year: str) -> dict[str, str]:
    return {"record_date": day, "debt_outstanding_amt": amount, "record_fiscal_year": year}


def page(
    *rows: dict[str, str], pages: int = 1, total: int | None = None, count: int | None = None, types=None
) -> str:
    kinds = {"record_date": "DATE", "debt_outstanding_amt": "CURRENCY", **dict.fromkeys(COLUMNS, "CURRENCY")}
    meta = {
        "count": len(rows) if count is None else count,
        "labels": {column: column.title() for column in kinds},
        "dataTypes": {**kinds, **(types or {})},
        "total-count": len(rows) if total is None else total,
        "total-pages": pages,
    }
    return json.dumps({"data": list(rows), "meta": meta, "links": {}})


def found(*pages: str, source: Source = PENNY) -> list[Observation]:
    return list(treasury.parse(source, map(body, pages)))


def test_a_day_s_debt_is_three_series():
    seen = found(page(penny("2024-01-02")))
    assert [(one.series.columns["series"], one.value, one.period) for one in seen] == [
        ("treasury.public-debt", Decimal("30.50"), "2024-01-02"),
        ("treasury.debt-held-by-the-public", Decimal("20.25"), "2024-01-02"),
        ("treasury.intragovernmental-debt", Decimal("10.25"), "2024-01-02"),
    ]
    assert {one.series.columns["stock_flow"] for one in seen} == {"stock"}


def test_one_of_the_three_can_be_followed_alone():
    seen = found(page(penny("2024-01-02")), source=Source("treasury", "debt_to_penny.public"))
    assert [one.series.columns["series"] for one in seen] == ["treasury.debt-held-by-the-public"]


def test_the_text_null_is_no_value():
    seen = found(page(penny("1999-01-04", public="null", own="null")))
    assert [(one.value, one.missing) for one in seen[1:]] == [(None, "missing")] * 2


def test_the_state_at_the_end_of_a_fiscal_year_is_that_fiscal_years():
    (seen,) = found(page(yearly("2024-09-30", "35464673929171.69", "2024")), source=YEARLY)
    assert (seen.period, seen.value) == ("FY2024", Decimal("35464673929171.69"))
    assert parse_period(seen.period).last_day.isoformat() == "2024-09-30"
    assert seen.series.columns["frequency"] == "fiscal_year"


def test_before_1977_only_the_day_is_said():
    (seen,) = found(page(yearly("1976-06-30", "620433000000.00", "1976")), source=YEARLY)
    assert (seen.period, seen.series.columns["frequency"]) == ("1976-06-30", "day")
    assert seen.series.columns["series"] == "treasury.debt-until-1976"


def test_all_pages_are_asked_for():
    web = Answering(page(penny("2024-01-02"), pages=2, total=2), page(penny("2024-01-03"), pages=2, total=2))
    assert len(list(treasury.fetch(PENNY, web))) == 2
    assert dict(web.asked[-1].params)["page[number]"] == "2"
    assert web.asked[0].path == "v2/accounting/od/debt_to_penny"


def test_fewer_rows_than_the_pages_count_are_not_taken_for_all():
    with pytest.raises(ShapeError, match="expected 3"):
        list(treasury.fetch(PENNY, Answering(page(penny("2024-01-02"), total=3))))


def test_a_page_with_fewer_rows_than_it_counts_is_a_changed_shape():
    with pytest.raises(ShapeError, match="expected 36"):
        found(page(penny("2024-01-02"), count=36))


@pytest.mark.parametrize("types", [{"tot_pub_debt_out_amt": "STRING"}, {"record_date": "STRING"}])
def test_a_column_of_another_type_is_a_changed_shape(types):
    with pytest.raises(ShapeError, match="STRING"):
        found(page(penny("2024-01-02"), types=types))


def test_an_error_in_the_body_is_the_treasury_s_own():
    with pytest.raises(AnswerError, match="Invalid query"):
        found('{"error": "Invalid Query Param", "message": "Invalid query parameter"}')


def test_another_table_is_read_by_its_column():
    said = {"stock_flow": "stock", "title": "t", "measure": "m"}
    options = {"value": "avg_interest_rate_amt", "filter": "security_desc:eq:Treasury Bills"}
    source = Source("treasury", "v2/accounting/od/avg_interest_rates", said=said, options=options)
    rows = {"record_date": "2024-01-31", "avg_interest_rate_amt": "5.4"}
    answer = page(rows, types={"avg_interest_rate_amt": "PERCENTAGE"})
    (seen,) = found(answer, source=source)
    assert (seen.series.columns["unit"], seen.value) == ("percent", Decimal("5.4"))
    web = Answering(answer)
    list(treasury.fetch(source, web))
    assert dict(web.asked[0].params)["filter"] == options["filter"]


def test_another_table_without_a_column_is_refused():
    with pytest.raises(SourceError, match="value="):
        found(page(), source=Source("treasury", "v2/accounting/od/avg_interest_rates"))


RECEIPTS = "v1/accounting/mts/mts_table_1"


def flow(day: str, stock_flow: str = "flow", **options: str) -> Observation:
    said = {"stock_flow": stock_flow, "title": "t", "measure": "m"}
    options = {"value": "current_month_gross_rcpt_amt"} | options
    answer = page(
        {"record_date": day, "current_month_gross_rcpt_amt": "477318000000.00"},
        types={"current_month_gross_rcpt_amt": "CURRENCY"},
    )
    return found(answer, source=Source("treasury", RECEIPTS, said=said, options=options))[0]


def test_a_flow_is_never_taken_for_a_day_s():
    with pytest.raises(SourceError, match="frequency=month"):
        flow("2024-01-31")
    assert flow("2024-01-31", stock_flow="stock").period == "2024-01-31"


@pytest.mark.parametrize(
    ("frequency", "day", "period"),
    [
        ("month", "2024-02-29", "2024-02"),
        ("month", "2023-12-31", "2023-12"),
        ("fiscal_year", "2024-09-30", "FY2024"),
    ],
)
def test_a_flow_is_of_the_month_or_fiscal_year_that_ends_with_its_day(frequency, day, period):
    seen = flow(day, frequency=frequency)
    assert (seen.period, seen.series.columns["frequency"]) == (period, frequency)


@pytest.mark.parametrize(("frequency", "day"), [("month", "2024-02-28"), ("fiscal_year", "2024-08-31")])
def test_a_day_that_ends_no_month_or_fiscal_year_is_a_changed_shape(frequency, day):
    with pytest.raises(ShapeError, match="last day"):
        flow(day, frequency=frequency)


def test_a_frequency_that_rows_cannot_have_is_refused():
    with pytest.raises(SourceError, match="decade"):
        flow("2024-01-31", frequency="decade")


def test_each_filter_makes_a_series_of_its_own():
    seen = [
        flow("2024-01-31", "stock", filter=f"security_desc:eq:Treasury {kind}").series.columns
        for kind in ("Bills", "Notes")
    ]
    assert seen[0]["series"] != seen[1]["series"]
    assert [one["breakdown"] for one in seen] == [
        "security_desc:eq:Treasury Bills",
        "security_desc:eq:Treasury Notes",
    ]


def test_a_known_table_is_filtered_by_its_day_only():
    with pytest.raises(SourceError, match="record_date"):
        found(
            page(penny("2024-01-02")),
            source=Source("treasury", "debt_to_penny", options={"filter": "x:eq:1"}),
        )
    since = Source("treasury", "debt_to_penny", options={"filter": "record_date:gte:2024-01-01"})
    assert len(found(page(penny("2024-01-02")), source=since)) == 3


@pytest.mark.parametrize(
    "answers",
    [
        [page(pages=10**12, total=0)],
        [page(penny("2024-01-02"), pages=2, total=2)] * 2,
        [page(penny("2024-01-02"), pages=3, total=1), page(penny("2024-01-03"), pages=3, total=1)],
    ],
)
def test_pages_without_end_or_of_others_are_refused(answers):
    with pytest.raises(ShapeError, match="expected its own"):
        list(treasury.fetch(PENNY, Answering(*answers)))


def test_what_is_said_of_three_series_gives_none_the_words_of_another():
    said = Source("treasury", "debt_to_penny", said={"title": "Debt"})
    assert len({one.series.columns["title"] for one in found(page(penny("2024-01-02")), source=said)}) == 3
    alone = Source("treasury", "debt_to_penny.public", said={"title": "Debt"})
    assert found(page(penny("2024-01-02")), source=alone)[0].series.columns["title"] == "Debt"


def test_public_debt_is_the_whole_and_not_what_the_public_holds():
    total, public, _ = (one.series.columns["measure"] for one in found(page(penny("2024-01-02"))))
    assert "public debt" in total
    assert "public debt" not in public


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    assert survive(json.loads(page(penny("2024-01-02"))), found) > 50
    yearly_page = json.loads(page(yearly("2024-09-30", "1", "2024")))
    assert survive(yearly_page, lambda text: found(text, source=YEARLY)) > 50


def test_the_recorded_page_is_refused_as_it_was_cut_and_read_once_mended(recorded):
    raw = recorded("treasury/debt_outstanding_page3.json")
    with pytest.raises(ShapeError, match="expected 36"):
        list(treasury.parse(YEARLY, [raw]))
    with raw.content() as file:
        said = json.load(file)
    said["meta"]["count"] = len(said["data"])  # who kept it dropped rows and left the count
    seen = found(json.dumps(said), source=YEARLY)
    assert [one.period for one in seen] == [f"FY{year}" for year in range(2000, 2025)]
    assert seen[-1].value == Decimal("35464673929171.69")

"""Portals by Socrata: rows in the shape of a recorded answer, which is not of the CDC but of the same service."""

import json
from decimal import Decimal

import pytest
import yaml

from publishers import socrata
from publishers.errors import AnswerError, ShapeError, SourceError
from publishers.shape import Finding, Observation, Problem, Source
from tests.publishers.conftest import RECORDED, Answering, body
from tests.publishers.mutations import survive

SAID = {"unit": "person", "stock_flow": "flow", "frequency": "month"}
OPTIONS = {
    "period": "month",
    "value": "deaths",
    "area": "state",
    "suppression": "footnote",
    "where": "sex=All|age=Total",
}
SOURCE = Source("socrata", "data.cdc.gov/abcd-1234", said=SAID, options=OPTIONS)


def counted(rows: int) -> str:
    return json.dumps([{"count": str(rows)}])


def row(**changed: str | None) -> dict[str, str]:
    usual = {"month": "2023-06-01T00:00:00.000", "deaths": "27", "state": "California"} | changed
    return {column: text for column, text in usual.items() if text is not None}


def found(*rows: dict[str, str], source: Source = SOURCE) -> list[Finding]:
    return list(socrata.parse(source, [body(json.dumps(list(rows)))]))


def like(**changed: str) -> Source:
    return Source("socrata", SOURCE.code, said=SAID, options=OPTIONS | changed)


def test_a_number_in_quotes_is_a_figure():
    (seen,) = found(row())
    assert (seen.value, seen.period, seen.area) == (Decimal(27), "2023-06", "iso3166-2:US-CA")
    columns = seen.series.columns
    assert (columns["publisher"], columns["url"]) == ("us-cdc", "https://data.cdc.gov/d/abcd-1234")
    assert columns["series"] == "socrata.data.cdc.gov.abcd-1234.deaths.age:3DTotal.sex:3DAll"


def test_a_key_that_is_absent_is_a_value_that_is_missing():
    (seen,) = found(row(deaths=None))
    assert (seen.value, seen.missing) == (None, "missing")


def test_a_value_that_another_column_says_is_held_back_is_suppressed():
    (seen,) = found(
        row(deaths=None, footnote="One or more data cells have counts between 1-9 and have been suppressed")
    )
    assert (seen.value, seen.missing) == (None, "suppressed")


def test_a_value_beside_a_footnote_is_a_value():
    (seen,) = found(row(footnote="Provisional"))
    assert (seen.value, seen.missing) == (27, "")


def test_a_zero_is_a_value():
    assert found(row(deaths="0"))[0].value == 0


def test_an_area_that_is_not_known_is_told_of():
    told, seen = found(row(state="New York City"), row(state="United States"))
    assert isinstance(told, Problem)
    assert isinstance(seen, Observation)
    assert seen.area == "iso3166-1:USA"


BOTH = ("DE", "CA", "GA", "IN", "Georgia")


@pytest.mark.parametrize("text", BOTH)
def test_a_name_of_a_state_and_of_a_country_wants_its_kind_said(text):
    with pytest.raises(SourceError, match="--option places="):
        found(row(state=text))
    state, country = (
        found(row(state=text), source=like(places=kind))[0].area for kind in ("us-states", "countries")
    )
    assert state.startswith("iso3166-2:US-")
    assert country.startswith("iso3166-1:")


def test_states_and_countries_in_one_column_are_refused():
    with pytest.raises(SourceError, match="--option places="):
        found(row(state="California"), row(state="United States"), row(state="France"))


def test_the_country_and_its_outlying_areas_stand_beside_states_and_countries():
    for other in ("California", "France"):
        seen = found(row(state="United States"), row(state="Puerto Rico"), row(state=other))
        assert [one.area for one in seen[:2]] == ["iso3166-1:USA", "iso3166-1:PRI"]


def test_what_is_no_state_is_told_of_where_states_are_said():
    (told,) = found(row(state="France"), source=like(places="us-states"))
    assert isinstance(told, Problem)


def test_an_unknown_kind_of_places_is_refused():
    with pytest.raises(SourceError, match="planets"):
        found(row(), source=like(places="planets"))


@pytest.mark.parametrize(("one", "two"), [("age=<5", "age=>5"), ("sex=All", "age=All"), ("a=b|c=d", "a=b")])
def test_other_members_make_another_series(one, two):
    ids = {found(row(), source=like(where=where))[0].series.columns["series"] for where in (one, two)}
    assert len(ids) == 2


def test_the_order_in_which_members_are_said_makes_no_other_series():
    one, two = (
        found(row(), source=like(where=where))[0].series.columns
        for where in ("sex=All|race=B", "race=B|sex=All")
    )
    assert one == two


def test_one_place_can_be_said_of_all():
    assert found(row(state=None), source=like(area="", place="iso3166-1:USA"))[0].area == "iso3166-1:USA"
    with pytest.raises(SourceError, match="place"):
        found(row(), source=like(area=""))


@pytest.mark.parametrize(
    ("frequency", "day", "period"),
    [
        ("day", "2023-06-03T00:00:00.000", "2023-06-03"),
        ("week", "2023-06-03T00:00:00.000", "2023-05-28/2023-06-03"),
        ("month", "2023-06", "2023-06"),
        ("quarter", "2023-04-01", "2023-Q2"),
        ("year", "2023", "2023"),
    ],
)
def test_a_date_is_the_date_of_a_period_of_the_series(frequency, day, period):
    source = Source("socrata", SOURCE.code, said=SAID | {"frequency": frequency}, options=OPTIONS)
    assert found(row(month=day), source=source)[0].period == period


@pytest.mark.parametrize("day", ["2023", "2023-06-03T00:15:00.000", "June 2023", "2023-13-01"])
def test_a_date_that_names_no_month_is_a_changed_shape(day):
    with pytest.raises(ShapeError):
        found(row(month=day))


def test_a_year_that_does_not_begin_in_january_is_refused():
    source = Source("socrata", SOURCE.code, said=SAID | {"frequency": "year"}, options=OPTIONS)
    with pytest.raises(SourceError, match="January"):
        found(row(month="2023-07-01"), source=source)


def test_pages_are_asked_for_in_the_order_of_ids_until_one_is_short():
    web = Answering(counted(50_001), json.dumps([row()] * 50_000), json.dumps([row()]))
    assert len(list(socrata.fetch(SOURCE, web))) == 2
    counting, *asked = [dict(ask.params) for ask in web.asked]
    assert counting == {"$select": "count(*)", "sex": "All", "age": "Total"}
    assert [one["$offset"] for one in asked] == ["0", "50000"]
    assert asked[0] == {
        "$select": "month,deaths,state,footnote",
        "sex": "All",
        "age": "Total",
        "$order": ":id",
        "$limit": "50000",
        "$offset": "0",
    }
    assert web.asked[0].path == "https://data.cdc.gov/resource/abcd-1234.json"


def test_a_portal_that_gives_shorter_pages_is_asked_on_to_the_count():
    web = Answering(counted(2500), *[json.dumps([row()] * size) for size in (1000, 1000, 500)])
    assert len(list(socrata.fetch(SOURCE, web))) == 3
    assert [dict(ask.params)["$offset"] for ask in web.asked[1:]] == ["0", "1000", "2000"]


@pytest.mark.parametrize("sizes", [(1000, 0), (0,), (1001, 1001)])
def test_pages_that_do_not_hold_what_is_counted_are_refused(sizes):
    web = Answering(counted(2000), *[json.dumps([row()] * size) for size in sizes])
    with pytest.raises(ShapeError, match="expected 2000"):
        list(socrata.fetch(SOURCE, web))


@pytest.mark.parametrize("answer", ["[]", '[{"count": "many"}]', '[{"total": "1"}]'])
def test_a_count_that_is_none_is_a_changed_shape(answer):
    with pytest.raises(ShapeError):
        list(socrata.fetch(SOURCE, Answering(answer)))


@pytest.mark.parametrize(
    "code",
    [
        "abcd-1234",
        "data.cdc.gov",
        "data.cdc.gov/../x",
        "https://data.cdc.gov/abcd-1234",
        "localhost/abcd-1234",
    ],
)
def test_a_code_without_portal_or_dataset_is_refused(code):
    with pytest.raises(SourceError, match="expected a portal"):
        list(socrata.fetch(Source("socrata", code, options=OPTIONS), Answering()))


@pytest.mark.parametrize("changed", [{"value": ""}, {"value": "$where"}, {"where": "1=1"}])
def test_columns_have_to_be_said_by_their_names(changed):
    with pytest.raises(SourceError):
        list(socrata.fetch(like(**changed), Answering()))


def test_a_dataset_of_an_unknown_portal_wants_its_licence_said():
    with pytest.raises(SourceError, match="licence"):
        found(row(), source=Source("socrata", "data.example.org/abcd-1234", said=SAID, options=OPTIONS))


def test_a_document_gone_wrong_is_refused_in_our_own_words():
    read = lambda text: list(socrata.parse(SOURCE, [body(text)]))  # noqa: E731
    assert survive([row(footnote="x")], read) > 10


def recorded_text(name: str) -> str:
    path = RECORDED / "socrata" / f"{name}.yaml"
    if not path.exists():
        pytest.skip(f"needs the recorded answer socrata/{name}.yaml, in ../shared/recorded")
    return yaml.safe_load(path.read_text())["interactions"][0]["response"]["body"]["string"]


def test_the_recorded_error_is_the_portal_s_own():
    with pytest.raises(AnswerError, match=r"dataset\.missing"):
        list(socrata.parse(SOURCE, [body(recorded_text("nyc_test_get_missing"))]))


def test_the_recorded_rows_are_counted_and_read():
    text = recorded_text("nyc_test_get")
    at_midnight = [one for one in json.loads(text) if one["date"].endswith("T00:00:00.000")]
    said = {"unit": "bicycle", "stock_flow": "flow", "frequency": "day"}
    options = {"period": "date", "value": "counts", "place": "us-place:nyc", "place_name": "New York City"}
    source = Source("socrata", "data.cityofnewyork.us/uczf-rk3c", said=said, options=options)
    seen = list(socrata.parse(source, [body(json.dumps(at_midnight))]))
    assert [one.value for one in seen] == [Decimal(one["counts"]) for one in at_midnight]
    assert seen[0].period == "2023-06-03"

"""Series, figures, areas and publishers, as callers find them."""

import pytest

from tests.api.test_errors import assert_problem


def test_series_are_found_by_words_best_first(client):
    answer = client.get("/v1/series?q=arrivals")

    (series,) = answer.json["items"]
    assert series["id"] == "inv.arrivals"
    assert series["publisher"] == {"id": "inv", "name": "Invented Office", "fiscal_month": None}
    assert series["periods"] == {"first": "2022-01", "last": "2022-12"}
    assert 0 < float(series["score"]) <= 1
    assert answer.json["next"] is None


def test_words_that_fit_nothing_find_nothing(client):
    assert client.get("/v1/series?q=zebra").json == {"items": [], "next": None}


def test_series_of_an_area_are_found_by_its_alias(client):
    assert len(client.get("/v1/series?q=arrivals&area=US").json["items"]) == 1
    assert client.get("/v1/series?q=arrivals&area=inv:north").json["items"] == []


def test_an_alias_of_several_areas_is_an_error_that_lists_them(client):
    answer = client.get("/v1/series?q=arrivals&area=Upland")

    assert_problem(answer, 422, "ambiguous-area")
    assert answer.json["candidates"] == ["inv:north", "inv:south"]


def test_an_area_that_nobody_knows_is_a_404_that_says_how_to_find_one(client):
    answer = client.get("/v1/series?area=Atlantis")

    assert_problem(answer, 404, "not-found")
    assert "'Atlantis'" in answer.json["detail"]
    assert "/v1/areas?q=" in answer.json["detail"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("cursor=abc", "cursor"),
        ("colour=red", "colour"),
        ("q=a&q=b", "q"),
    ],
)
def test_a_parameter_that_is_wrong_is_a_400_that_names_it(client, query, parameter):
    answer = client.get(f"/v1/series?{query}")

    assert_problem(answer, 400, "bad-parameter")
    assert [error["parameter"] for error in answer.json["errors"]] == [parameter]


def test_every_wrong_parameter_is_named_at_once(client):
    answer = client.get("/v1/series/inv.arrivals/figures?from=soon&as_of=2022-02-30&limit=many")
    assert {error["parameter"] for error in answer.json["errors"]} == {"from", "as_of", "limit"}


def test_one_series(client):
    answer = client.get("/v1/series/inv.arrivals")

    assert answer.status_code == 200
    assert answer.json["title"] == "Arrivals by month"
    assert answer.json["periods"] == {"first": "2022-01", "last": "2022-12"}


def test_a_series_that_is_not_stored_is_a_404(client):
    assert_problem(client.get("/v1/series/inv.departures"), 404, "not-found")
    assert_problem(client.get("/v1/series/inv.departures/figures"), 404, "not-found")


def figures(client, query=""):
    return client.get(f"/v1/series/inv.arrivals/figures?{query}").json["items"]


def test_the_figures_of_a_series_come_with_their_sources(client):
    (december,) = figures(client, "area=US&from=2022-12-01")

    assert december["area"] == {"code": "iso3166-1:USA", "name": "United States"}
    assert december["period"] == {"label": "2022-12", "start": "2022-12-01", "end": "2022-12-31"}
    assert (december["value"], december["low"], december["high"]) == ("150", "150", "150")
    assert december["published_on"] == "2023-06-01"
    assert december["url"] == "https://office.example/arrivals"
    assert december["licence"] == "CC BY 4.0"


def test_figures_as_of_a_day_are_those_published_by_then(client):
    (december,) = figures(client, "area=US&from=2022-12&as_of=2023-05-31")
    assert (december["value"], december["published_on"]) == ("112", "2023-02-01")


def test_figures_of_a_span_are_those_within_it(client):
    found = figures(client, "area=US&from=2022-03&through=2022-05-31")
    assert [figure["period"]["label"] for figure in found] == ["2022-03", "2022-04", "2022-05"]


def test_pages_follow_one_another_until_the_last(client):
    path, seen = "/v1/series/inv.arrivals/figures?limit=5", []
    while path:
        answer = client.get(path)
        seen += [(figure["area"]["code"], figure["period"]["label"]) for figure in answer.json["items"]]
        link = answer.headers.get("Link", "")
        path = link.removeprefix("<").partition(">")[0]
        assert link.endswith('rel="next"') == (answer.json["next"] is not None)

    assert len(seen) == len(set(seen)) == 24
    assert seen == sorted(seen)


def test_figures_as_a_file_can_be_taken_in_again(client, writer, key):
    file = client.get("/v1/series/inv.arrivals/figures", headers={"Accept": "text/csv"})
    assert file.mimetype == "text/csv"

    taken = writer.post("/v1/imports", data=file.data, headers=key | {"Content-Type": "text/csv"})
    assert taken.status_code == 201, taken.text
    assert taken.json["figures_added"] == 24


def test_one_figure_with_every_vintage_oldest_first(client):
    (december,) = figures(client, "area=US&from=2022-12")
    figure = client.get(f"/v1/figures/{december['id']}").json

    assert [vintage["value"] for vintage in figure["vintages"]] == ["112", "150"]
    assert figure["vintage"] == figure["vintages"][-1]["id"]
    assert figure["vintages"][0]["import"].startswith("im_")


@pytest.mark.parametrize("name", ["fg_999999", "fg_", "fg_x", "december", "fg_" + "9" * 40])
def test_a_figure_that_is_not_stored_is_a_404(client, name):
    assert_problem(client.get(f"/v1/figures/{name}"), 404, "not-found")


def test_areas_are_found_by_name_alias_or_code(client):
    for words in ("United States", "iso3166-1:USA", "US"):
        found = client.get("/v1/areas", query_string={"q": words}).json["items"]
        assert found[0]["code"] == "iso3166-1:USA", words
    assert found[0]["groups"] == ["m49:021"]


def test_a_group_names_its_members(client):
    (group,) = client.get("/v1/areas?q=Northern+America").json["items"]
    assert group["members"] == ["iso3166-1:CAN", "iso3166-1:USA"]


def test_areas_come_in_pages(client):
    first = client.get("/v1/areas?limit=3")
    rest = client.get(f"/v1/areas?limit=3&cursor={first.json['next']}")

    codes = [area["code"] for area in first.json["items"] + rest.json["items"]]
    assert len(codes) == len(set(codes)) == 5
    assert rest.json["next"] is None


def test_areas_refuse_what_they_do_not_know(client):
    assert_problem(client.get("/v1/areas?name=US"), 400, "bad-parameter")


def test_publishers_are_listed(client):
    assert client.get("/v1/publishers").json == {
        "items": [{"id": "inv", "name": "Invented Office", "fiscal_month": None}],
        "next": None,
    }


def test_publishers_refuse_what_they_do_not_know(client):
    assert_problem(client.get("/v1/publishers?q=inv"), 400, "bad-parameter")


def test_rules_are_those_of_the_check(client):
    rules = client.get("/v1/rules").json

    assert rules["version"]
    assert {"tolerances", "hedges", "relations", "verdicts", "warnings"} <= rules.keys()

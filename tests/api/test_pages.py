"""Pages for people, without a browser: what they say, and that they load nothing from elsewhere."""

import html
import re

import pytest

from api import worked_example


@pytest.mark.parametrize("path", ["/", "/check", "/docs", "/problems", "/problems/bad-json"])
def test_a_page_loads_nothing_from_elsewhere_and_may_not(client, path):
    page = client.get(path)

    assert page.mimetype == "text/html"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    loaded = re.findall(r'<(?:link|img|script|iframe)[^>]+(?:href|src)="([^"]+)"', page.text)
    assert loaded
    for address in loaded:
        with client.get(address) as answer:
            assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]* src=)", page.text) == []
    assert not re.search(r"\b(?:style|on[a-z]+)=\"", page.text)


def test_the_front_page_says_what_the_service_is_and_holds_an_article(client):
    page = client.get("/").text

    assert "Does the number add up?" in page
    assert (
        html.escape(worked_example.ARTICLE["text"]).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
        in page
    )


def test_the_form_answers_as_the_endpoint_does(client):
    assert worked_example.WORDING in client.get("/check").text
    page = client.post("/check", data=worked_example.FORM)
    check = client.post("/v1/checks", json={**worked_example.CLAIMED, "options": {"store": False}}).json

    assert page.status_code == 200
    assert '<span class="verdict depends">depends</span>' in page.text
    for reading in check["readings"]:
        assert reading["label"] in page.text
    assert "5,300 + 1,800 = 7,100" in page.text


def test_the_form_shows_the_figures_with_their_sources(client):
    claim = {
        "relation": "equals",
        "stated": "150",
        "subject": '{"series": "inv.arrivals", "area": "US", "period": "2022-12"}',
    }
    page = client.post("/check", data=claim | {"said_on": "2023-07-01"}).text

    assert "consistent" in page
    assert 'href="https://office.example/arrivals"' in page
    assert "Invented Office" in page
    assert "<td>2023-06-01</td>" in page


def test_a_claim_that_is_no_json_is_said_with_its_field_and_kept(client):
    page = client.post("/check", data=worked_example.FORM | {"subject": "20,000 people"})

    assert page.status_code == 422
    assert "<code>/claim/subject</code>" in page.text
    assert "20,000 people</textarea>" in page.text


def test_a_claim_that_is_not_understood_is_said_and_kept(client):
    page = client.post("/check", data=worked_example.FORM | {"stated": "a banana <b>"})

    assert page.status_code == 422
    assert "<code>/claim/stated</code>" in page.text
    assert "a banana &lt;b&gt;" in page.text
    assert "<b>" not in page.text


def test_the_reference_names_every_endpoint_and_shape(client):
    page = client.get("/docs").text
    description = client.get("/openapi.json").json

    for path in description["paths"]:
        assert path in page
    for shape in description["components"]["schemas"]:
        assert f'id="schema-{shape}"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page

"""The page for an article, without JavaScript: its claims marked in place, each told below and to be corrected."""

import html
import re

import pytest

from api.app import create_app
from api.settings import Settings

ARTICLE = {
    "text": "The office counted 150 arrivals in December 2022. The office counted 4,200 arrivals in 2022.\r\n\r\n"
    "The office counted 12 zebras in 2022.",
    "said_on": "2023-07-01",
    "area": "US",
}


def text_of(page):
    """The article as the page shows it, without what it says of the claims."""
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    without = re.sub(r'<span class="unseen">.*?</span>', "", shown)
    return html.unescape(re.sub(r"<[^>]*>", "", without))


def checked(client, **changes):
    return client.post("/", data=ARTICLE | changes)


def test_the_article_is_shown_as_it_was_with_its_claims_marked(client):
    page = checked(client)

    assert page.status_code == 200
    assert text_of(page.text) == ARTICLE["text"].replace("\r\n", "\n")
    for number, verdict in ((1, "consistent"), (2, "inconsistent")):
        assert re.search(
            rf'<mark><a class="{verdict} last" id="mark-{number}" href="#claim-{number}"', page.text
        )
        assert f"(claim {number}, {verdict})" in page.text
        assert re.search(rf'<article class="claim {verdict}" id="claim-{number}"', page.text)
    assert "2 claims set against figures" in page.text


def test_claims_without_figures_are_not_marked_and_are_counted(client):
    page = checked(client).text

    assert "12 zebras" in re.search('<mark class="quiet">(.*?)</mark>', page)[1]
    assert "1 more claim with no figures stored, or only asked – show it" in page
    assert "No stored series measures" in page


def test_a_claim_is_told_with_its_working_and_figures(client):
    page = checked(client).text

    assert "Inconsistent with the figures" in page
    assert 'href="https://office.example/arrivals"' in page
    assert "Invented Office" in page
    assert "<td>2023-06-01</td>" in page
    assert "Readings and working" in page


@pytest.mark.parametrize(
    "text", ["", "Nothing to count here.", "Le gouvernement a menti à tous les Français."]
)
def test_a_text_without_claims_says_so(client, text):
    page = checked(client, text=text)
    assert page.status_code == 200
    assert "No numeric claim found" in page.text


HOSTILE = """</textarea></div><script>alert(1)</script> 150 arrivals <b onclick="x">in</b> 2022. \u202eevil\u2066 &lt;&amp;"""


def test_an_article_is_shown_and_never_run(client):
    page = checked(client, text=HOSTILE + "\0", area='"><script>alert(2)</script>').text

    assert "<script>" not in page
    assert "<b onclick" not in page
    assert text_of(page) == HOSTILE + "\ufffd"


@pytest.mark.parametrize("changes", [{"said_on": "soon"}, {"country": "USA"}, {"text": "a" * 200_001}])
def test_what_is_wrong_is_said_and_what_was_sent_is_kept(client, changes):
    page = checked(client, **changes)

    assert page.status_code == 422
    assert 'class="faults"' in page.text
    assert next(iter(changes.values()))[:5] in page.text


def test_the_longest_text_may_be_pasted(client):
    assert checked(client, text="\U0001f600" * 200_000).status_code == 200


def correction(client):
    """The fields with which the page would correct the second claim."""
    page = checked(client).text
    form = re.search(r'id="claim-2".*?(<form.*?</form>)', page, re.DOTALL)[1]
    inputs = re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    chosen = re.findall(r'<select[^>]* name="([^"]+)">.*?value="([^"]*)" selected', form)
    return {name: html.unescape(value) for name, value in [*inputs, *chosen]}


def test_a_claim_sent_back_as_it_is_says_the_same(client):
    page = client.post("/check/again", data=correction(client))

    assert page.status_code == 200
    assert '<article class="claim inconsistent" id="claim-2"' in page.text
    assert "4,200" in page.text


def test_a_claim_is_corrected_in_ordinary_fields_and_checked_again(client):
    fields = correction(client) | {"/stated": "150", "/subject/period": "December 2022"}
    page = client.post("/check/again", data=fields)

    assert '<article class="claim consistent" id="claim-2"' in page.text
    assert 'value="December 2022"' in page.text


def test_a_correction_that_is_not_understood_is_said_and_kept(client):
    page = client.post("/check/again", data=correction(client) | {"/stated": "a banana"})

    assert page.status_code == 422
    assert "<code>/claim/stated</code>" in page.text
    assert 'value="a banana"' in page.text
    assert "Not checked" in page.text


@pytest.mark.parametrize(
    "claim", ["", "[]", "{", '{"subject": 7, "reference": null}', '{"stated": [], "subject": {}}']
)
def test_a_correction_of_no_claim_is_refused(client, claim):
    assert client.post("/check/again", data={"claim": claim}).status_code == 422


def test_a_closed_service_takes_no_article(database):
    closed = create_app(database, Settings(closed=True)).test_client()

    assert "<form" not in closed.get("/").text
    assert closed.post("/", data=ARTICLE).status_code == 401
    assert closed.post("/check/again", data={}).status_code == 401

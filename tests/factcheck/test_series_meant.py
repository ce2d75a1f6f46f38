"""Which series an operand in words may mean, and how those of one notion stand beside one another."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck.binding import Binder
from factcheck.check import Asked, check
from factcheck.claim import Claim, Context, Leaf
from factcheck.evidence import Candidate, Evidence, Knowledge, Weaker
from factcheck.leaf_ways import series_meant
from factcheck.series import Area
from tests.cases.store import stored
from wording import read_quantity

DAY = date(2023, 6, 1)
LEAF = Leaf("/subject", measure="arrivals", period="2022", area="Testland")
HELD = stored("series,period,value\ncounted,2022,100\nsampled,2022,110\n")
BEHIND = (Weaker("counted", "strained", "it is a sample"),)


def evidence(*candidates, **more):
    return Evidence({"/subject": candidates}, HELD.names, {}, HELD.figures, **more)


def meant(*candidates):
    binder = Binder(evidence(*candidates), Context(DAY), Knowledge(DAY, DAY))
    return [
        (series.id, *(one.standing for one in assumed)) for series, _, assumed in series_meant(binder, LEAF)
    ]


def candidate(name, score="1", **more):
    return Candidate(HELD.series[name], Decimal(score), **more)


def test_a_series_stands_behind_another_of_its_notion_that_fits_as_well():
    assert meant(candidate("sampled", weaker=BEHIND), candidate("counted")) == [
        ("counted", "literal"),
        ("sampled", "strained"),
    ]


def test_it_stands_for_itself_where_the_other_fits_less_or_is_not_there():
    assert meant(candidate("sampled", weaker=BEHIND), candidate("counted", "0.9"))[0] == (
        "sampled",
        "literal",
    )
    assert meant(candidate("sampled", weaker=BEHIND)) == [("sampled", "literal")]


@pytest.mark.parametrize(
    ("stated", "verdict"), [("100", "consistent"), ("110", "depends"), ("150", "inconsistent")]
)
def test_a_strained_series_turns_a_verdict_into_depends_and_decides_nothing(stated, verdict):
    claim = Claim("equals", LEAF, stated=read_quantity(stated))
    found = evidence(candidate("sampled", weaker=BEHIND), candidate("counted"))
    assert check(claim, found, Context(DAY), Asked(DAY)).verdict == verdict


def test_what_comes_nearest_is_told_with_why_it_is_not_meant():
    near = Candidate(HELD.series["counted"], Decimal("0.3"), ("it says nothing of “apples”",))
    claim = Claim("equals", LEAF, stated=read_quantity("100"))
    done = check(claim, evidence(unfit={"/subject": [near]}), Context(DAY), Asked(DAY))
    (failure,) = {reading.failure for reading in done.readings}
    assert failure.reason == "no_measure_found"
    assert [(one.series, one.score, one.because) for one in failure.nearest] == [
        ("counted", Decimal("0.3"), "it says nothing of “apples”")
    ]


def test_words_of_one_place_mean_it_wherever_the_claim_was_made():
    testland, elsewhere = Area("iso3166-1:TST", "Testland"), Area("iso3166-1:GBR", "Britain")
    leaf = Leaf("/subject", measure="arrivals", period="2022")
    for placed, verdict in ((True, "consistent"), (False, "no_figures")):
        known = Evidence(
            {"/subject": [candidate("counted", placed=placed)]}, {"gb": [elsewhere]}, {},
            {("counted", testland.code): HELD.figures["counted", HELD.areas[0].code]}, {"counted": testland},
        )  # fmt: skip
        claim = Claim("equals", leaf, stated=read_quantity("100"))
        assert check(claim, known, Context(DAY, country="GB"), Asked(DAY)).verdict == verdict


@pytest.mark.parametrize(("stated", "verdict"), [("100", "depends"), ("150", "no_figures")])
def test_a_series_that_the_words_only_come_near_decides_nothing(stated, verdict):
    claim = Claim("equals", LEAF, stated=read_quantity(stated))
    found = check(claim, evidence(candidate("counted", nearly=True)), Context(DAY), Asked(DAY))
    assert found.verdict == verdict

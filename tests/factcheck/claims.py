"""Random claims on random figures, for tests of what must hold of all of them.

A claim is made as a caller sends it, and figures as an import brings them; everything they say is
valid. Most are such as a reporter would send, so that most compute; the rest are as odd as they may be.
"""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.check import Asked, check
from factcheck.hedge import HEDGES
from schemas.check import Asked as Told
from schemas.check import dump_check
from schemas.check_request import load_request
from tests.cases.store import Stored, evidence_of, stored

TODAY = date(2026, 1, 1)
AREAS = "code,name,alias,group\nt:n,Northland,,t:all\nt:e,Eastland,,t:all\nt:s,Southland,,t:all\nt:all,All Lands,,"
BREAKS = "series,area,period,text\narrivals,t:n,2021,Counted anew."
HEAD = (
    "series,area,unit,stock_flow,frequency,statistic,transformation,price_basis,rounding_quantum,"
    "margin_of_error,adjustment,period,value,low,high,missing,nature,status,published_on"
)
_SERIES = {
    "arrivals": "person,flow,year,,,,,,", "camp": "person,stock,year,,,,100,,", "rate": "percent,rate,quarter,rate,,,,0.3,",
    "budget": "EUR,flow,fiscal_year,,,nominal,,,", "growth": "percent,rate,year,rate,growth_yoy,,,,",
    "monthly": "person,flow,month,,,,,,not adjusted", "population": "person,stock,year,,,,,,",
}  # fmt: skip
_YEARS = ["2018", "2019", "2020", "2021", "2022", "2023"]
_MONTHS = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
_PERIODS = {
    "arrivals": _YEARS, "camp": _YEARS, "growth": _YEARS, "budget": [f"FY{year}" for year in _YEARS], "population": _YEARS,
    "rate": [f"{year}-Q{q}" for year in (2021, 2022) for q in (1, 2, 3, 4)], "monthly": _MONTHS,
}  # fmt: skip
_ODD_PERIODS = ["1000", "9989", "2026", "2022-01-15/2022-03-10", "2021/2022", "2022-W05"]
_ODD_VALUES = [
    "0,,,", "-5,,,", f"{'9' * 300},,,", f"-{'7' * 200}.5,,,", "0.000001,,,", ",,,suppressed", ",,,missing",
    ",,,not_collected", ",,,not_applicable", ",,,withdrawn", ",10,20,", ",-5,5,", "15,10,20,", "1,,,",
]  # fmt: skip
_NATURES = ["provisional", "estimate", "projection", "target", "ceiling"]
_WHEN = [
    "2022", "2021", "2020", "2019/2021", "FY2022", "2022-Q1", "2022-02", "current", "last year",
    "in the last year", "since 2019", "since 2021", "between 2019 and 2021", "2020-01-01/..", "end of 2022",
    "in 2022", "from 2018 to 2022", "2021/2022", "now",
]  # fmt: skip
_ODD_WHEN = [
    "2022-01-15/2022-03-10", "../2021-12-31", "1000", "../..", "1000-01-01", "0001", "2050", "this year",
    "last month", "the last three years", "a year earlier", "the previous quarter", "2022-W05",
    "the next two years", "1000/9989", "so far this year", "9989-12-31", "0001/9997", "2022-05",
    "since yesterday", "the last 900 years", "since 9989", "between 1000 and 9989", "first half of 2022",
    "last week", "last decade",
]  # fmt: skip
_GIVEN = [
    "5,300 people",
    "1,200",
    "400",
    "7,104",
    "60%",
    "4.5 percent",
    "12 million",
    "nearly 30,000",
    "$5bn",
    "1.5",
    "25",
    "9,000 people",
]
_ODD_GIVEN = [
    "0", "-12", "about 40%", "a third", "one in five", "3 in 10", "most", "none", "all", "thousands",
    "a few", "between 10 and 20", "more than 3", "less than 0.5", "4 to 5 million", "9" * 400,
    "0." + "3" * 300, "virtually all", "a dozen", "2 points", "12 km", "7 tons", "threefold", "halved",
    "exactly 7", "as many as 50", "5 billion dollars", "900 a day", "a minority", "0%", "-0.5%",
    "3 percentage points", "half", "1/3", "at most 0", "nearly 0", "two and a half million", "£3m", "20 °C",
    "5 hours", "1 week",
]  # fmt: skip
_CHANGES = [
    "a threefold increase", "three times fewer", "doubled", "half as many", "cut by a third", "up 600%",
    "rose 5%", "fell by 12", "more than double", "300 fewer", "300 more", "a gap of 4,000", "nearly 30%",
    "2.8 times as many", "5 times more", "tripled",
]  # fmt: skip
_ODD_STATED = [
    "more than 3 times fewer", "0 times as many", "0%", "from 2 to 3 times as many", "five years running",
    "the third year running", "three of the last five years", "second-highest", "12 per 100,000 people",
    "up two percentage points", "one and a half times", "up 2 to 3 percent", "at least -5%",
    "about 0 fewer", "less than half as many", "nearly halved",
]  # fmt: skip
_COUNTS = {
    "rank": ["second-highest", "third-highest", "first", "fourth", "2", "three"],
    "trend": [
        "two years running",
        "three years running",
        "the second year running",
        "5",
        "one",
        "at least two years",
    ],
    "frequency": [
        "two of the last three years",
        "three of the last five years",
        "2",
        "one in three",
        "most",
        "two of four years",
    ],
    "rate": [
        "900 a day",
        "12 per 100,000 people",
        "400 a month",
        "5,000 people a year",
        "$30 per person",
        "20 per 1,000 people",
        "3",
    ],
    "share": ["half", "60%", "one in five", "3 in 10", "most", "42 %", "two thirds", "virtually all"],
    "point_change": [
        "up two points",
        "down 1.5 percentage points",
        "up 50 basis points",
        "2 points",
        "rose 2 percentage points",
    ],
}
_CHANGED = ("difference", "multiple", "percent_change", "point_change")
RELATIONS = (*_CHANGED, "equals", "share", "rate", "order", "extreme", "rank", "trend", "frequency")


@dataclass(frozen=True)
class Maker:
    """Draws parts of claims, odd ones with a chance of `odd`."""

    chance: random.Random
    odd: float = 0.06
    usual: str = "arrivals"  # the series that the claim is mostly about

    def one(self, usual: Any, odd: Any = ()) -> Any:
        """One of the usual, or sometimes of the odd."""
        return (
            self.chance.choice(odd) if odd and self.chance.random() < self.odd else self.chance.choice(usual)
        )

    def sometimes(self, chance: float = 0.15) -> bool:
        """Whether something rare happens."""
        return self.chance.random() < chance

    def rows(self, claim: Any) -> list[str]:
        """Rows of figures of every series that the claim names, with holes, odd values and revisions."""
        found = []
        for series in [name for name in _SERIES if name in str(claim) or name == "population"]:
            for area in ("t:n", "t:e", "t:s", "t:all")[: self.one((2, 3, 4))]:
                periods = [p for p in _PERIODS[series] if not self.sometimes(0.02)]
                periods += self.chance.sample(_ODD_PERIODS, 1) if self.sometimes() else []
                found += [row for period in periods for row in self._figure(series, area, period)]
        return found

    def _figure(self, series: str, area: str, period: str) -> list[str]:
        nature = self.one(["actual"], _NATURES) if self.sometimes(0.3) else "actual"
        first, later = self.one([("2018-05-01", "2025-01-01")]), self.sometimes(0.1)
        days = [first[0], first[1]] if later else [self.one(["2018-05-01", "2022-04-01", "2024-01-10"])]
        return [
            f"{series},{area},{_SERIES[series]},{period},{self._value(series)},{nature},final,{day}"
            for day in days
        ]

    def _value(self, series: str) -> str:
        if self.sometimes(self.odd / 2):
            return str(self.chance.choice(_ODD_VALUES))
        top = {"rate": 90, "growth": 90}.get(series, 100_000)
        value = self.chance.randint(1, top)
        return f"{value / 10},,," if top == 90 else f"{value},,,"

    def leaf(self, *, stored: bool = False) -> dict[str, Any]:
        """An operand without parts."""
        kind = (
            self.one(("series", "measure", "amount", "both"))
            if not stored
            else self.one(("series", "measure"))
        )
        leaf: dict[str, Any] = {}
        if kind in {"amount", "both"}:
            leaf["amount"] = self.one(_GIVEN, _ODD_GIVEN)
        if kind != "amount":
            series = self.one((self.usual, self.usual, *_SERIES))
            leaf["measure" if kind == "both" else kind] = self.one([series], ["unknown"])
            leaf["area"] = self.one(("Northland", "t:e", "All Lands"), ("Nowhere", "Southland"))
            leaf["period"] = self.one(_PERIODS[series]) if self.sometimes(0.6) else self.one(_WHEN, _ODD_WHEN)
        elif self.sometimes(0.5):
            leaf["period"] = self.one(_WHEN, _ODD_WHEN)
        for name, values in {
            "nature": ["actual", "projection", "target", "ceiling"], "to_date": [True, False], "population": ["women", "person"],
            "breakdown": ["by age"], "stock_flow": ["stock", "flow", "rate"],
        }.items():  # fmt: skip
            if self.sometimes(0.02):
                leaf[name] = self.one(values)
        return leaf

    def operand(self, depth: int = 0) -> dict[str, Any]:
        """An operand, sometimes made of others."""
        if depth > 1 or not self.sometimes(0.3):
            return self.leaf()
        below = [self.operand(depth + 1) for _ in range(2)]
        shape = self.one(("sum", "mean", "product", "difference", "ratio", "mean_of", "per", "per operand"))
        if shape == "mean_of":
            return {
                "mean_of": self.leaf(stored=True),
                "step": self.one(("year", "month", "quarter", "day", "decade")),
            }
        if shape.startswith("per"):
            per = below[0] if " " in shape else self.one(("year", "day", "week", "capita", "1000", "100000"))
            return {"per": per, "of": below[1]}
        tree: dict[str, Any] = {shape: below}
        if shape == "sum" and self.sometimes(0.2):
            tree["period"] = "current"
        return tree

    def claim(self) -> dict[str, Any]:
        """A claim of any relation."""
        relation = self.one(RELATIONS)
        ranked = relation in {"extreme", "rank", "trend", "frequency"}
        claim: dict[str, Any] = {
            "relation": relation,
            "subject": self.leaf(stored=True) if ranked else self.operand(),
        }
        alone = relation in _CHANGED and self.sometimes(0.3)
        if alone:
            claim["subject"] = self.leaf(stored=True)
        if (relation in {*_CHANGED, "share", "order"} and not alone) or (
            relation == "rate" and self.sometimes(0.5)
        ):
            claim["reference"] = self.operand()
        if relation not in {"order", "extreme"} and not (relation == "trend" and self.sometimes(0.5)):
            claim["stated"] = self.stated(relation)
        claim |= self._own(relation)
        if self.sometimes(0.2):
            claim["stance"] = self.one(("denied", "asked", "projected", "promised", "conditional"))
        if self.sometimes(0.3):
            claim["wording"] = self.one(
                (
                    "The annual rate is now up.",
                    "It lags behind the target.",
                    "Up on the previous month in 2022, because of it.",
                )
            )
        if self.sometimes(0.2):
            claim["time_basis"] = self.one(("total", "rate"))
        return claim

    def stated(self, relation: str) -> Any:
        """A stated quantity that mostly suits the relation."""
        usual = _COUNTS.get(relation) or (_CHANGES if relation in _CHANGED else _GIVEN)
        if not self.sometimes(0.1):
            return self.one(usual, [*_ODD_STATED, *_ODD_GIVEN, *_CHANGES])
        return {
            "amount": self.one(("3", "0", "-2", "150", "12.50", "100000")),
            "unit": self.one(("times", "percent", "people", "EUR", "percentage points", "ordinal", "people per day")),
            "hedge": self.one([None, *HEDGES]), "change": self.one((None, "increase", "decrease")),
        }  # fmt: skip

    def _own(self, relation: str) -> dict[str, Any]:
        """What only some relations take."""
        orders = ("greater", "less", "at_least", "at_most", "equal")
        yearly = ("2018/2022", "since 2019", "2019/2021", "2018/2023")
        span = self.one(
            {"budget": ("FY2019/FY2022",), "monthly": ("2021-01/2022-12", "2022")}.get(self.usual, yearly),
            [*yearly, *_ODD_WHEN],
        )
        if relation == "order":
            return {"order": self.one(orders)}
        if relation in {"extreme", "rank"}:
            beside = (
                {"among": self.one(("All Lands",), ("Nowhere", "Northland"))}
                if self.sometimes(0.5)
                else {"over": span}
            )
            name = "extreme" if relation == "extreme" else "order"
            return {
                name: self.one(("highest", "lowest")),
                **({} if name == "extreme" and self.sometimes() else beside),
            }
        if relation == "trend":
            own = {"direction": self.one(("rising", "falling", "unchanged"))}
            return (
                own
                | ({"over": span} if self.sometimes(0.6) else {})
                | (
                    {"step": self.one(("year", "month", "quarter", "fiscal_year", "day"))}
                    if self.sometimes(0.4)
                    else {}
                )
            )
        if relation == "frequency":
            than = "previous" if self.sometimes(0.5) else self.operand(1)
            return {
                "property": {"order": self.one(orders), "than": than},
                "over": span,
                "step": self.one(("year", "month", "quarter", "fiscal_year")),
            }
        return {}

    def context(self) -> dict[str, Any]:
        """When and where it was said."""
        context = {
            "said_on": self.one(
                ("2024-05-01", "2022-06-13", "2023-02-01"),
                ("2020-02-29", "1100-01-01", "9998-12-31", "2023-12-31"),
            )
        }
        if self.sometimes():
            del context["said_on"]
        if self.sometimes(0.5):
            context["country"] = self.one(("US", "GB", "AU", "DE"))
        if self.sometimes(0.3):
            context["area"] = self.one(("Northland", "All Lands", "Nowhere"))
        return context

    def options(self) -> dict[str, Any]:
        """How it is to be checked."""
        options = {}
        if self.sometimes(0.3):
            options["tolerance"] = self.one(("exact", "lenient", "5", "0", "100"))
        if self.sometimes(0.2):
            options["as_of"] = self.one(("latest", "2022-06-01"))
        return options


def maker(seed: int) -> Maker:
    """The maker of claim number `seed`, each mostly about one series."""
    chance = random.Random(seed)
    return Maker(chance, usual=chance.choice([*_SERIES]))


def figures_of(some: list[str]) -> Stored:
    """The store that the rows make."""
    return stored(
        "\n".join([HEAD, *some]), AREAS, BREAKS if any(row.startswith("arrivals,t:n") for row in some) else ""
    )


def answer(claim: Any, store: Stored, context: Any = None, options: Any = None) -> dict[str, Any]:
    """The document of the check of a claim."""
    body = {
        "claim": claim,
        "context": {"said_on": "2024-05-01"} if context is None else context,
        "options": options or {},
    }
    asked = load_request(body, TODAY)
    evidence = evidence_of(store, asked.claim, asked.context, {})
    made = check(asked.claim, evidence, asked.context, Asked(TODAY, asked.tolerance, asked.as_of))
    return dump_check(made, Told(asked.understood, asked.context_understood, "s1"))

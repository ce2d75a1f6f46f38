"""What the name of an indicator of the World Bank says of it.

The Bank gives no unit in a column of its own: "GDP (constant 2015 US$)" says at once what is measured,
in which unit and at which prices.
"""

from publishers.rules import columns_of, rules


def derived_from_name(name: str) -> dict[str, str]:
    """Columns of the figures CSV, as far as the name tells: title and measure always, the rest by the rules.

    What the rules cannot tell is not there, so that who describes the series asks for it.
    """
    title = " ".join(name.split())
    measure = title.partition(" (")[0]
    return {"title": title, "measure": measure, **columns_of(title, rules("worldbank_names"))}

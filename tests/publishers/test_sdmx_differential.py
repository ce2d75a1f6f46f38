"""Our readers of SDMX against pysdmx, which shares no code with them: value by value, period by period.

The samples are written here to the documented shape of each format; recorded messages are read too, where
they are.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from outgoing.body import Body
from publishers.sdmx import csv_reader, xml_reader
from publishers.sdmx.record import Cells, rules

pytestmark = pytest.mark.filterwarnings("ignore:The following attributes will be lost:UserWarning:pysdmx")

DIMENSIONS = ("FREQ", "REF_AREA", "MEASURE")
NAMES = {
    "FREQ": "Frequency",
    "REF_AREA": "Area",
    "MEASURE": "Measure",
    "OBS_STATUS": "Status",
    "M": "Monthly",
    "A": "Yearly, as counted",
}
Row = dict[str, str]
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
SPACES = (
    f'xmlns:message="{MESSAGE}" xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
OF_GENERIC = 'xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"'
OF_SPECIFIC = (
    'xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific" '
    'xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=X:Y(1.0):ObsLevelDim:TIME_PERIOD"'
)


def table(seed: int) -> list[Row]:
    """Rows in no order, with gaps, empty values and codes that need quotation marks or escapes."""
    chance = random.Random(seed)
    rows = [
        {
            "FREQ": freq, "REF_AREA": area, "MEASURE": measure, "TIME_PERIOD": period,
            "OBS_VALUE": chance.choice(["", "0", "-1.50", f"{chance.random():.17f}", str(chance.randrange(10**15))]),
            "OBS_STATUS": chance.choice("APEB"), "UNIT_MULT": str(chance.choice([0, 3, 6])),
        }
        for area in ("USA", "FRA", "W-1")
        for measure in ("GDP", "POP_T")
        for freq, periods in (("M", [f"2023-{n:02d}" for n in range(1, 13)]), ("A", [str(n) for n in range(1990, 2024)]))
        for period in periods
        if chance.random() > 0.1
    ]  # fmt: skip
    chance.shuffle(rows)
    return rows


def as_csv_1(rows: list[Row]) -> str:
    return _csv(["DATAFLOW", *rows[0]], (["X:Y(1.0)", *row.values()] for row in rows))


def as_csv_2(rows: list[Row]) -> str:
    fixed = ["dataflow", "X:Y(1.0)", "I"]
    return _csv(["STRUCTURE", "STRUCTURE_ID", "ACTION", *rows[0]], ([*fixed, *row.values()] for row in rows))


def as_labelled_csv_2(rows: list[Row]) -> str:
    def both(code: str) -> str:
        return f"{code}: {NAMES[code]}" if code in NAMES else code

    header = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *map(both, rows[0])]
    fixed = ["dataflow", "X:Y(1.0)", "I"]
    return _csv(header, ([*fixed, *map(both, row.values())] for row in rows))


def _csv(header: list[str], rows: Iterator[list[str]] | Any) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _by_series(rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in DIMENSIONS), []).append(row)
    return found


def as_generic(rows: list[Row]) -> str:
    data = "".join(
        f"<generic:Series><generic:SeriesKey>{_values(dict(zip(DIMENSIONS, key, strict=True)))}</generic:SeriesKey>"
        + "".join(
            f'<generic:Obs><generic:ObsDimension value="{row["TIME_PERIOD"]}"/>'
            f"<generic:ObsValue value={quoteattr(row['OBS_VALUE'] or 'NaN')}/><generic:Attributes>"
            f"{_values({name: row[name] for name in ('OBS_STATUS', 'UNIT_MULT')})}</generic:Attributes></generic:Obs>"
            for row in of_series
        )
        + "</generic:Series>"
        for key, of_series in _by_series(rows).items()
    )
    return _message(
        "GenericData", f'<message:DataSet structureRef="S">{data}</message:DataSet>', "TIME_PERIOD"
    )


def as_flat_generic(rows: list[Row]) -> str:
    data = "".join(
        f"<generic:Obs><generic:ObsKey>{_values({name: row[name] for name in (*DIMENSIONS, 'TIME_PERIOD')})}"
        f"</generic:ObsKey><generic:ObsValue value={quoteattr(row['OBS_VALUE'] or 'NaN')}/><generic:Attributes>"
        f"{_values({name: row[name] for name in ('OBS_STATUS', 'UNIT_MULT')})}</generic:Attributes></generic:Obs>"
        for row in rows
    )
    return _message(
        "GenericData", f'<message:DataSet structureRef="S">{data}</message:DataSet>', "AllDimensions"
    )


def as_specific(rows: list[Row]) -> str:
    inner = ("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MULT")
    data = "".join(
        f"<Series {_attributes(of_series[0], DIMENSIONS)}>"
        + "".join(f"<Obs {_attributes(row, inner)}/>" for row in of_series)
        + "</Series>"
        for of_series in _by_series(rows).values()
    )
    return _specific(data, "TIME_PERIOD")


def as_flat_specific(rows: list[Row]) -> str:
    return _specific("".join(f"<Obs {_attributes(row, tuple(row))}/>" for row in rows), "AllDimensions")


def _specific(data: str, across: str) -> str:
    opened = '<message:DataSet ss:structureRef="S" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure">'
    return _message("StructureSpecificData", f"{opened}{data}</message:DataSet>", across)


def _values(codes: Row) -> str:
    return "".join(
        f"<generic:Value id={quoteattr(name)} value={quoteattr(text)}/>" for name, text in codes.items()
    )


def _attributes(row: Row, names: tuple[str, ...]) -> str:
    return " ".join(f"{name}={quoteattr(row[name])}" for name in names if row[name])


def _message(kind: str, data: str, across: str) -> str:
    spaces = OF_GENERIC if kind == "GenericData" else OF_SPECIFIC
    reference = '<Ref agencyID="X" id="Y" version="1.0" class="DataStructure"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><message:{kind} {SPACES} {spaces}><message:Header><message:ID>one</message:ID>'
        "<message:Test>false</message:Test><message:Prepared>2026-01-01T00:00:00</message:Prepared>"
        f'<message:Sender id="X"/><message:Structure structureID="S" dimensionAtObservation="{across}">'
        f"<common:Structure>{reference}</common:Structure></message:Structure></message:Header>"
        f"{data}</message:{kind}>"
    )


Seen = tuple[tuple[tuple[str, str], ...], str, Decimal | None]


def ours(content: bytes) -> list[Seen]:
    """What our readers find: codes, period, value."""
    read = xml_reader.records if content.lstrip().startswith(b"<") else csv_reader.records
    found = list(read(io.BytesIO(content), lambda cells: cells))
    return [(_codes(cells), period, _number(value)) for cells, period, value, _ in found]


def _codes(cells: Cells) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**cells.dimensions, **cells.attributes}.items()))


def theirs(content: bytes, names: set[str]) -> list[Seen]:
    """What pysdmx finds, of the columns with these names."""
    read_sdmx = pytest.importorskip("pysdmx.io").read_sdmx
    found: list[Seen] = []
    for each in read_sdmx(io.BytesIO(content), validate=False).data:
        for row in each.data.fillna("").to_dict("records"):
            said = {**each.attributes, **row}
            codes = {name: str(text) for name, text in said.items() if name in names and str(text)}
            period = next(row[name] for name in rules("components")["time"] if name in row)
            found.append((tuple(sorted(codes.items())), str(period), _number(str(row["OBS_VALUE"]))))
    return found


def _number(text: str) -> Decimal | None:
    return None if text in ("", "NaN", "nan") else Decimal(text)


def check(content: bytes, rows: int) -> None:
    mine = ours(content)
    names = {name for codes, _, _ in mine for name, _ in codes}
    other = theirs(content, names)
    assert len(mine) == len(other) == rows
    assert sorted(mine, key=repr) == sorted(other, key=repr)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "written",
    [as_csv_1, as_csv_2, as_labelled_csv_2, as_generic, as_flat_generic, as_specific, as_flat_specific],
)
def test_samples_of_each_format_are_read_as_pysdmx_reads_them(written: Callable[[list[Row]], str], seed: int):
    rows = table(seed)
    check(written(rows).encode(), len(rows))


@pytest.mark.parametrize("written", [as_csv_2, as_labelled_csv_2, as_generic, as_flat_generic, as_specific])
def test_every_format_says_the_same(written: Callable[[list[Row]], str]):
    rows = table(7)
    assert sorted(ours(written(rows).encode()), key=repr) == sorted(ours(as_csv_1(rows).encode()), key=repr)


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("oecd/DF_IALFS_UNE_M_USA_sdmxcsv2_labels_both_2026-03-08.csv", 36),
        ("eurostat/namq_10_gdp_AT_sdmxcsv_2026-08-28.csv", 2),
        ("eurostat/prc_hicp_minr_AT_sdmxcsv_2026-10-02.csv", 3),
        ("sdmx/bis/BIS_DER_sdmxcsv_v1_b.csv", 1000),
        ("sdmx/ecb/M.USD.EUR.SP00.A.xml", 252),
        ("sdmx/eurostat/NAMA_10_GDP-ss.xml", 4),
        ("sdmx/eurostat/estat_nrg_data_generic.xml", 33),
        ("sdmx/insee/CNA-2010-CONSO-SI-A17.xml", 2),
        ("sdmx/insee/IPI-2010-A21.xml", 3230),
        ("sdmx/wits/gh-78.xml", 1),
    ],
)
def test_recorded_messages_are_read_as_pysdmx_reads_them(
    recorded: Callable[[str], Body], path: str, rows: int
):
    with recorded(path).content() as file:
        check(file.read(), rows)

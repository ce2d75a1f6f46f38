"""Sheets and CSV as rows of text. The workbooks are made here, part by part, hostile ones too."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from time import process_time
from xml.sax.saxutils import escape

import pytest

from outgoing.body import Body
from publishers.errors import ShapeError
from publishers.tables import workbook_parts
from publishers.tables.spreadsheet import csv_rows, open_workbook
from tests.publishers.conftest import body

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Cell = str | int | float | None


def letter(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def sheet_xml(rows: Sequence[Sequence[Cell]]) -> str:
    """A worksheet with texts in place."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{letter(at)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            if isinstance(cell, str)
            else f'<c r="{letter(at)}{number}"><v>{cell!r}</v></c>'
            for at, cell in enumerate(row)
            if cell not in {None, ""}
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return worksheet("".join(lines))


def worksheet(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def packed(sheets: Mapping[str, str], others: Mapping[str, bytes] | None = None) -> bytes:
    """An XLSX of worksheets by name."""
    file = io.BytesIO()
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
    )
    linked = "".join(
        f'<Relationship Id="r{at}" Type="{LINKS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{linked}</Relationships>',
        )
        for at, xml in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/s{at}.xml", xml)
        for name, content in (others or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """An XLSX of rows by the name of their sheet."""
    return packed({name: sheet_xml(rows) for name, rows in sheets.items()})


def rows_of(content: bytes, name: str = "S") -> list[list[str]]:
    with open_workbook(body(content)) as book:
        return list(book.rows(name))


def csv_of(content: bytes, separator: str = "") -> list[list[str]]:
    return list(csv_rows(io.BytesIO(content), separator))


# --- CSV ---


def test_csv_loses_its_byte_order_mark_and_keeps_quoted_thousands():
    assert csv_of(b'\xef\xbb\xbfyear,n\r\n2005,"51,902"\r\n') == [["year", "n"], ["2005", "51,902"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_sniffed_from_the_header(separator):
    assert csv_of(f'"a,b;c"{separator}b{separator}c\n1{separator}2{separator}3\n'.encode())[1] == [
        "1",
        "2",
        "3",
    ]


def test_a_declared_separator_is_taken():
    assert csv_of(b"a|b,c\n1|2,3\n", "|")[1] == ["1", "2,3"]


def test_a_line_within_quotes_does_not_end_a_row():
    assert csv_of(b'a,b\n"x\ny",2\n')[1] == ["x\ny", "2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n\xff\xfe,1\n", "UTF-8"),
        (b'a,b\n"open,1\n', "broken"),
        (b'a,b\n"x"y,1\n', "broken"),
        (b"a," + b"x" * 200_000 + b"\n", "broken"),
    ],
)
def test_csv_that_is_broken_is_a_shape_error(content, said):
    with pytest.raises(ShapeError, match=said):
        csv_of(content)


def test_a_line_without_end_is_not_read_into_memory():
    with pytest.raises(ShapeError, match="a line of more than"):
        csv_of(b"a,b\n" + b"1," * (1 << 20))


def test_csv_is_read_as_it_is_asked_for():
    read = []

    class Watched(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            read.append(size)
            return super().read1(size)

    rows = csv_rows(Watched(b"a,b\n" + b"1,2\n" * 100_000))
    assert next(rows) == ["a", "b"]
    assert len(read) == 1


# --- workbooks ---


def test_numbers_are_the_texts_that_they_are_shown_as():
    row = [1234.0, 0.1 + 0.2, 1e17, -2.5, 0.0000001, 7]
    assert rows_of(workbook({"S": [row]})) == [
        ["1234", "0.30000000000000004", "100000000000000000", "-2.5", "0.0000001", "7"]
    ]


def test_texts_of_cells_of_other_kinds():
    xml = worksheet(
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="str"><v>012</v></c><c r="C1"><v>5</v></c></row>'
    )
    assert rows_of(packed({"S": xml})) == [["TRUE", "012", "5"]]


def test_a_date_is_its_day():
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    xml = worksheet('<row r="1"><c r="A1" s="1"><v>45657</v></c><c r="B1" s="1"><v>45657.5</v></c></row>')
    assert rows_of(packed({"S": xml}, {"xl/styles.xml": styles.encode()})) == [
        ["2024-12-31", "2024-12-31T12:00:00"]
    ]


def test_a_cell_with_an_error_is_not_an_empty_one():
    xml = worksheet('<row r="2"><c r="B2" t="e"><v>#DIV/0!</v></c><c r="C2"><v>1</v></c></row>')
    assert rows_of(packed({"A": sheet_xml([["x"]]), "S": xml}))[1] == ["", "#ERROR!", "1"]


def test_rows_and_columns_are_where_they_are_in_the_sheet():
    assert rows_of(workbook({"S": [[], [], [None, "x", 3]]})) == [["", "", ""], ["", "", ""], ["", "x", "3"]]


def test_a_missing_sheet_names_those_that_there_are():
    with pytest.raises(ShapeError, match="'2024', 'Notes'.*'2025'"):
        rows_of(workbook({"2024": [["x"]], "Notes": []}), "2025")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"year,n\n2005,1\n", "expected an XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password"),
        (b"PK\x03\x04" + bytes(50), "broken"),
        (b"", "expected an XLSX"),
        (workbook({"S": [["x"]]})[:-30], "broken"),
    ],
)
def test_what_is_no_workbook_is_a_shape_error(content, said):
    with pytest.raises(ShapeError, match=said):
        rows_of(content)


def test_an_archive_that_is_no_workbook_is_a_shape_error():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ShapeError, match="expected an XLSX"):
        rows_of(file.getvalue())


def test_a_part_protected_with_a_password_is_a_shape_error():
    content = bytearray(workbook({"S": [["x"]]}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(ShapeError, match="password"):
        rows_of(bytes(content))


def test_a_bomb_of_zeros_is_not_unpacked():
    with pytest.raises(ShapeError, match="unpacking to more"):
        rows_of(packed({"S": sheet_xml([["x"]])}, {"xl/media/image1.bin": bytes(64 << 20)}))


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    content = packed({"S": sheet_xml([["x"]])}, {"xl/bomb.bin": bytes(64 << 20)})
    size = (64 << 20).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(ShapeError, match="unpacking to more"):
        rows_of(content.replace(size, (100).to_bytes(4, "little")))


def test_many_parts_may_not_unpack_to_more_than_all_the_room(monkeypatch):
    monkeypatch.setattr(workbook_parts, "LARGEST_UNPACKED", 1 << 20)
    parts = {f"xl/media/{at}.bin": bytes(300_000) for at in range(5)}
    with pytest.raises(ShapeError, match="unpacking to more"):
        rows_of(packed({"S": sheet_xml([["x"]])}, parts))


def test_a_huge_shared_string_does_not_kill():
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 40_000_000}</t></si></sst>'.encode()
    with pytest.raises(ShapeError, match="unpacking to more"):
        rows_of(
            packed(
                {"S": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')},
                {"xl/sharedStrings.xml": strings},
            )
        )


def test_entities_of_its_own_are_refused():
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    xml = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', entities)
    with pytest.raises(ShapeError, match="entity"):
        rows_of(packed({"S": xml}))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_in_the_last_corner_does_not_lay_out_the_whole_sheet(quote):
    xml = worksheet(
        f'<row r="1"><c r={quote}A1{quote}><v>1</v></c></row><row r="1048576"><c r={quote}XFD1048576{quote}><v>1</v></c></row>'
    )
    with pytest.raises(ShapeError, match="spanning more than"):
        rows_of(packed({"S": xml}))


def ods(rows: str) -> bytes:
    file = io.BytesIO()
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return file.getvalue()


FILLED = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:number-columns-repeated="16383"/>'


def test_ods_is_read_and_its_endless_empty_cells_are_not():
    rest = f'<table:table-row table:number-rows-repeated="1048575">{EMPTY}</table:table-row>'
    assert rows_of(ods(f"<table:table-row>{FILLED}{EMPTY}</table:table-row>{rest}"))[0][0] == "5"


def test_ods_with_a_cell_repeated_over_the_whole_sheet_is_refused():
    many = FILLED.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    with pytest.raises(ShapeError, match="spanning more than"):
        rows_of(ods(f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'))


def test_a_binary_workbook_is_refused_before_it_is_opened():
    parts = {"xl/workbook.bin": b"", "XL/Worksheets/sheet1.bin": b""}
    with pytest.raises(ShapeError, match="of another kind"):
        rows_of(packed({"S": sheet_xml([["x"]])}, parts))


@pytest.mark.parametrize("sign", ["<c ", "<c t='e'", "<sheet ", "<Relationship "])
def test_signs_that_begin_without_end_are_looked_at_once(sign):
    parts = {"xl/worksheets/s2.xml": b"<a>" + sign.encode() * 200_000}
    started = process_time()
    assert rows_of(packed({"S": sheet_xml([["x"]])}, parts)) == [["x"]]
    assert process_time() - started < 2


def test_many_cells_with_errors_are_found_by_their_row():
    lines = "".join(f'<row r="{at}"><c r="A{at}" t="e"><v>#N/A</v></c></row>' for at in range(1, 20_001))
    started = process_time()
    assert rows_of(packed({"S": worksheet(lines)})) == [["#ERROR!"]] * 20_000
    assert process_time() - started < 2


def test_many_parts_are_counted_once():
    parts = {f"xl/media/{at}.bin": b"" for at in range(20_000)}
    content = packed({"S": sheet_xml([["x"]])}, parts)
    started = process_time()
    assert rows_of(content) == [["x"]]
    assert process_time() - started < 2


def test_any_damage_to_a_workbook_is_a_shape_error_or_none():
    content = workbook({"S": [["a", 1], ["b", 2]]})
    for at in range(0, len(content), 7):
        damaged = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        try:
            rows_of(damaged)
        except ShapeError:
            continue


def test_the_recorded_report_has_a_sheet_for_each_fiscal_year(recorded: Callable[..., Body]):
    with open_workbook(recorded("rpc/PRM_Refugee_Admissions_Report_2024-12-31.xlsx")) as book:
        assert book.names[:2] == ["Cumulative Summary", "2025"]
        rows = list(book.rows("2024"))
    assert rows[9][:3] == ["Africa", "", "30,000 - 50,000"]
    assert Decimal(rows[107][3]) == 100034


def test_a_broken_stream_inside_is_a_shape_error():
    content = bytearray(workbook({"S": [["x" * 200]]}))
    at = content.index(b"xl/worksheets/s1.xml") + len(b"xl/worksheets/s1.xml") + 5
    content[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises((ShapeError, zlib.error)) as error:
        rows_of(bytes(content))
    assert error.type is ShapeError

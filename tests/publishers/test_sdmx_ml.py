"""SDMX-ML messages: small ones built after the documented shape and recorded messages."""

import io

import pytest

from publishers.errors import AnswerError, ShapeError
from publishers.sdmx.record import Cells
from publishers.sdmx.xml_reader import records

SPACES = (
    'xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
    'xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic" '
    'xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" '
    'xmlns:f="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message/footer" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
SERIES = (
    '<g:Series><g:SeriesKey><g:Value id="FREQ" value="M"/><g:Value id="REF_AREA" value="US"/></g:SeriesKey>'
    '<g:Attributes><g:Value id="UNIT_MULT" value="6"/></g:Attributes>'
    '<g:Obs><g:ObsDimension value="2023-01"/><g:ObsValue value="1.50"/>'
    '<g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>'
    '<g:Obs><g:ObsDimension value="2023-02"/><g:ObsValue value="2"/></g:Obs></g:Series>'
)


def generic(data: str, header: str = "", footer: str = "") -> str:
    reference = '<c:StructureUsage><Ref agencyID="X" id="Y" version="2.0"/></c:StructureUsage>'
    return (
        f'<?xml version="1.0"?><m:GenericData {SPACES}><m:Header>{header}'
        f'<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">{reference}</m:Structure></m:Header>'
        f"{data}{footer}</m:GenericData>"
    )


def specific(data: str, across: str = "TIME_PERIOD") -> str:
    return (
        f'<m:StructureSpecificData {SPACES}><m:Header><m:Structure dimensionAtObservation="{across}"/></m:Header>'
        f"{data}</m:StructureSpecificData>"
    )


def read(text: str | bytes) -> list[tuple[Cells, str, str, int]]:
    return list(records(io.BytesIO(text.encode() if isinstance(text, str) else text), lambda cells: cells))


def footer(code: str, *texts: str, severity: str = "Information") -> str:
    said = "".join(f"<c:Text>{text}</c:Text>" for text in texts)
    return f'<f:Footer><f:Message code="{code}" severity="{severity}">{said}</f:Message></f:Footer>'


def test_a_generic_message_has_keys_attributes_and_observations():
    first, second = read(generic(f"<m:DataSet>{SERIES}</m:DataSet>"))
    assert first[0] == Cells(
        "X:Y(2.0)", "I", {"FREQ": "M", "REF_AREA": "US"}, {"UNIT_MULT": "6", "OBS_STATUS": "P"}
    )
    assert first[1:3] == ("2023-01", "1.50")
    assert second[0].attributes == {"UNIT_MULT": "6"}
    assert second[1:3] == ("2023-02", "2")


def test_a_flat_generic_message_has_whole_keys_with_each_observation():
    data = (
        '<m:DataSet><g:Obs><g:ObsKey><g:Value id="FREQ" value="A"/><g:Value id="TIME_PERIOD" value="2020"/></g:ObsKey>'
        '<g:ObsValue value="3"/></g:Obs></m:DataSet>'
    )
    ((cells, period, value, _),) = read(generic(data))
    assert (cells.dimensions, period, value) == ({"FREQ": "A"}, "2020", "3")


def test_a_structure_specific_message_has_all_of_it_in_attributes():
    data = (
        '<m:DataSet xsi:type="x"><Series geo="LU" unit="CP_MEUR" UNIT_MULT="0" TITLE="GDP">'
        '<Obs TIME_PERIOD="2012" OBS_VALUE="46526.2" OBS_FLAG="p"/></Series></m:DataSet>'
    )
    ((cells, period, value, _),) = read(specific(data))
    assert cells.dimensions == {"geo": "LU", "unit": "CP_MEUR"}
    assert cells.attributes == {"UNIT_MULT": "0", "TITLE": "GDP", "OBS_FLAG": "p"}
    assert (period, value) == ("2012", "46526.2")


def test_a_flat_structure_specific_message_has_dimensions_in_its_observations():
    data = (
        '<m:DataSet><Obs FREQ="A" REF_AREA="US" TIME_PERIOD="2012" OBS_VALUE="1" OBS_STATUS="E"/></m:DataSet>'
    )
    ((cells, period, _, _),) = read(specific(data))
    assert (cells.dimensions, cells.attributes) == ({"FREQ": "A", "REF_AREA": "US"}, {"OBS_STATUS": "E"})
    assert period == "2012"


def test_a_message_across_another_dimension_has_the_period_in_its_key():
    data = '<m:DataSet><Series FREQ="A" TIME_PERIOD="2012"><Obs CURRENCY="USD" OBS_VALUE="1"/></Series></m:DataSet>'
    ((cells, period, _, _),) = read(specific(data, "CURRENCY"))
    assert (cells.dimensions, period) == ({"FREQ": "A", "CURRENCY": "USD"}, "2012")


def test_version_2_0_calls_its_values_concepts_and_its_period_time():
    data = (
        '<m:DataSet><g:Series><g:SeriesKey><g:Value concept="FREQ" value="A"/></g:SeriesKey>'
        '<g:Obs><g:Time>1999</g:Time><g:ObsValue value="8"/></g:Obs></g:Series></m:DataSet>'
    )
    ((cells, period, value, _),) = read(generic(data))
    assert (cells.dimensions, period, value) == ({"FREQ": "A"}, "1999", "8")


def test_a_compact_message_of_version_2_0_gives_groups_attributes_of_their_own():
    data = (
        '<x:DataSet xmlns:x="urn:x"><x:SiblingGroup REF_AREA="US" UNIT_MULT="3"/>'
        '<x:Series FREQ="A" REF_AREA="US"><x:Obs TIME_PERIOD="2000" OBS_VALUE="5"/></x:Series>'
        '<x:Series FREQ="A" REF_AREA="FR"><x:Obs TIME_PERIOD="2000" OBS_VALUE="6"/></x:Series></x:DataSet>'
    )
    first, second = read(f"<CompactData {SPACES}>{data}</CompactData>")
    assert first[0].attributes == {"UNIT_MULT": "3"}
    assert second[0].attributes == {}


def test_groups_of_a_generic_message_pass_their_attributes_on():
    group = (
        '<g:Group type="Sibling"><g:GroupKey><g:Value id="REF_AREA" value="US"/></g:GroupKey>'
        '<g:Attributes><g:Value id="DECIMALS" value="1"/></g:Attributes></g:Group>'
    )
    first, _ = read(generic(f"<m:DataSet>{group}{SERIES}</m:DataSet>"))
    assert first[0].attributes["DECIMALS"] == "1"


def test_a_group_behind_its_series_is_refused_since_their_values_are_gone_by_then():
    data = (
        '<x:DataSet xmlns:x="urn:x"><x:Series FREQ="A"><x:Obs TIME_PERIOD="2000" OBS_VALUE="5"/></x:Series>'
        '<x:SiblingGroup FREQ="A" UNIT_MULT="3"/></x:DataSet>'
    )
    with pytest.raises(ShapeError, match="behind the series"):
        read(f"<CompactData {SPACES}>{data}</CompactData>")


def test_attributes_of_the_data_set_are_those_of_each_series():
    said = '<g:Attributes><g:Value id="UNIT_MEASURE" value="EUR"/></g:Attributes>'
    first, _ = read(generic(f"<m:DataSet>{said}{SERIES}</m:DataSet>"))
    assert first[0].attributes["UNIT_MEASURE"] == "EUR"


def test_a_data_set_that_deletes_says_so():
    assert read(generic(f'<m:DataSet action="Delete">{SERIES}</m:DataSet>'))[0][0].action == "D"
    header = "<m:DataSetAction>Delete</m:DataSetAction>"
    assert read(generic(f"<m:DataSet>{SERIES}</m:DataSet>", header))[0][0].action == "D"


def test_a_footer_instead_of_data_is_what_the_publisher_says():
    text = generic("", footer=footer("413", "The answer will be at http://x.example/file", "Look again"))
    with pytest.raises(AnswerError, match=r"http://x\.example/file Look again; ask for less"):
        read(text)


def test_a_footer_that_says_there_is_no_data_is_told():
    with pytest.raises(AnswerError, match="No data"):
        read(generic("", footer=footer("100", "No data")))


def test_a_footer_behind_data_is_an_error_only_where_it_says_that_some_is_lacking():
    data = f"<m:DataSet>{SERIES}</m:DataSet>"
    assert len(read(generic(data, footer=footer("0", "With thanks")))) == 2
    with pytest.raises(AnswerError, match="cut off"):
        read(generic(data, footer=footer("510", "cut off")))
    with pytest.raises(AnswerError, match="broken"):
        read(generic(data, footer=footer("500", "broken", severity="Error")))


def test_a_fault_of_soap_is_what_the_publisher_says():
    text = (
        '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>150</faultcode>'
        "<faultstring>INVALID_QUERY: no such code</faultstring></S:Fault>"
    )
    with pytest.raises(AnswerError, match="INVALID_QUERY: no such code"):
        read(text)


def test_an_error_message_is_what_the_publisher_says():
    with pytest.raises(AnswerError, match="No results"):
        read(
            f'<m:Error {SPACES}><m:ErrorMessage code="100"><c:Text>No results</c:Text></m:ErrorMessage></m:Error>'
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_so_entities_are_refused(encoding: str):
    laughs = '<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><GenericData>&b;</GenericData>'
    with pytest.raises(ShapeError, match="document type"):
        read(laughs.encode(encoding))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "broken"),
        ("<GenericData>", "broken"),
        ("<rss/>", "<rss>"),
        ('<?xml version="1.0" encoding="UTF-9"?><GenericData/>', "UTF-9"),
        (f"<GenericData>{'<a>' * 100}", "deep"),
    ],
)
def test_what_is_no_message_is_refused(text: str, said: str):
    with pytest.raises(ShapeError, match=said):
        read(text)


def test_a_message_without_data_and_without_words_has_no_observation():
    assert read(generic("<m:DataSet/>")) == []

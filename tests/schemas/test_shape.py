import pytest
from marshmallow import Schema, fields

from schemas.errors import BodyError, Fault, QueryError
from schemas.listing import Cursor, PageSchema, Strict
from schemas.series import load_series_query
from schemas.shape import load_body, load_query


class InnerSchema(Strict):
    count = fields.Integer(required=True, error_messages={"invalid": "expected a whole number"})


class OuterSchema(Strict):
    rows = fields.List(fields.Nested(InnerSchema), data_key="a/b")


def faults_of(document, schema: type[Schema] = OuterSchema):
    with pytest.raises(BodyError) as raised:
        load_body(schema(), document)
    return raised.value.faults


def test_every_fault_is_found_with_its_pointer_and_the_callers_words():
    faults = faults_of({"a/b": [{"count": 1}, {"count": "many"}, {"count": 2, "colour": "red"}], "x": 1})

    assert faults == (
        Fault("/a~1b/1/count", "found 'many'; expected a whole number", "many", "a whole number"),
        Fault("/a~1b/2/colour", "unknown name; expected one of those that /docs lists", "red"),
        Fault("/x", "unknown name; expected one of those that /docs lists", "1"),
    )


@pytest.mark.parametrize("document", [[], "words", 7, None, True])
def test_a_body_that_is_no_object_has_one_fault_at_its_root(document):
    assert [fault.where for fault in faults_of(document)] == [""]


def test_long_words_are_cut_to_a_line():
    assert len(faults_of({"a/b": [{"count": "x" * 5000}]})[0].found) == 200


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.0", " 5", "1_0", "٥", "many", ""])
def test_a_limit_is_a_whole_number_from_1_to_200(limit):
    with pytest.raises(QueryError, match="limit: found .*expected a whole number"):
        load_query(PageSchema(), {"limit": [limit]})


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.2.3", "-1.5", "1." + "9" * 20])
def test_a_cursor_is_taken_as_it_came_or_not_at_all(cursor):
    with pytest.raises(QueryError, match="cursor: found .*expected a cursor as next"):
        load_query(PageSchema(), {"cursor": [cursor]})


def test_a_cursor_is_read_as_it_was_written():
    cursor = Cursor(17, 50)
    assert load_query(PageSchema(), {"cursor": [str(cursor)]})["cursor"] == cursor


def test_a_parameter_that_comes_twice_is_not_guessed():
    with pytest.raises(QueryError, match="q: found it more than once"):
        load_series_query({"q": ["a", "b"]})

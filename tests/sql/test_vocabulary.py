"""Names and standings that are added: what is stored, refused and taken back."""

import pytest

from sql import imports, snapshots, vocabulary
from sql.errors import ImportRefusedError
from tests.sql.files import take_in


def added(conn, text):
    return imports.run(conn, "vocabulary", [text.encode()], "t")


def known(conn):
    return vocabulary.added(conn, snapshots.current(conn))


def test_names_are_stored_once_and_taken_back(conn):
    done = added(conn, "notion,called\napples,pippins\napples,russets\n")
    again = added(conn, "notion,called\napples,pippins\n")
    assert [row[:2] for row in known(conn)] == [("apples", "pippins"), ("apples", "russets")]
    assert (done.unchanged, again.unchanged) == (0, 1)
    imports.withdraw(conn, done.id)
    assert known(conn) == []


def test_a_standing_is_that_of_stored_series(conn):
    take_in(conn, {}, {"series": "inv.pears"})
    added(conn, "series,beside,standing,why\ninv.pears,inv.apples,strained,Pears are no apples.\n")
    assert known(conn) == [("", "", "inv.pears", "inv.apples", "strained", "Pears are no apples.")]


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("notion,called\napples,\n", "called", "what the notion is called"),
        ("notion,called\n,pippins\n", "notion", "a notion and what it is called"),
        ("notion,called\napples,=1+1\n", "called", "spreadsheets run"),
        ("series,beside,standing,why\ninv.none,inv.apples,strained,x\n", "series", "series that is stored"),
        ("series,beside,standing,why\ninv.apples,inv.apples,strained,x\n", "beside", "another series"),
        ("series,beside,standing,why\ninv.pears,inv.apples,weak,x\n", "standing", "accepted or strained"),
        ("series,beside,standing,why\ninv.pears,inv.apples,strained,\n", "why", "in a sentence"),
        ("notion,called,why\napples,pippins,x\n", "why", "nothing beside a notion"),
    ],
)
def test_what_is_half_said_is_refused_with_its_place(conn, text, column, expected):
    take_in(conn, {}, {"series": "inv.pears"})
    with pytest.raises(ImportRefusedError) as caught:
        added(conn, text)
    problem = next(one for one in caught.value.problems if one.column == column)
    assert problem.line == 2
    assert expected in problem.expected


def test_a_series_that_only_a_withdrawn_import_describes_is_described_by_the_next(conn):
    first = take_in(conn, {"value": "1"})
    take_in(conn, {"value": "2", "period": "2021"})
    imports.withdraw(conn, first.id)
    with pytest.raises(ImportRefusedError):
        take_in(conn, {"unit": "pears", "period": "2020"})

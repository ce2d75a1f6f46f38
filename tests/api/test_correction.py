from api.correction import OF_CLAIM, OF_OPERAND, corrected, parts, shown

CLAIM = {
    "relation": "multiple",
    "stated": {"amount": "3", "unit": "times", "wording": "a threefold increase"},
    "subject": {"amount": "20,000", "unit": "people", "quote": {"start": 0, "end": 6}},
    "reference": {
        "sum": [{"amount": {"amount": "5300", "wording": "5,300"}}, {"measure": "arrivals", "period": "2022"}]
    },
    "time_basis": "rate",
}


def fields_of(claim):
    """All that a form with the fields of the claim would send."""
    fields = {f"/{name}": shown(claim.get(name)) for name in OF_CLAIM}
    for part in parts(claim):
        fields |= {f"{part.pointer}/{name}": part.fields[name] for name in OF_OPERAND}
    return fields


def test_a_form_sent_back_as_it_is_changes_nothing():
    assert corrected(CLAIM, fields_of(CLAIM)) == CLAIM


def test_every_leaf_has_its_fields():
    found = [(part.pointer, part.title) for part in parts(CLAIM)]
    assert found == [
        ("/subject", "Of what"),
        ("/reference/sum/0", "Compared with, part 1"),
        ("/reference/sum/1", "Compared with, part 2"),
    ]


def test_what_the_form_says_otherwise_is_taken():
    fields = fields_of(CLAIM) | {
        "/stated": "double",
        "/reference/sum/1/area": "Canada",
        "/relation": "order",
        "/order": "greater",
    }
    made = corrected(CLAIM, fields)
    assert (made["stated"], made["relation"], made["order"]) == ("double", "order", "greater")
    assert made["reference"]["sum"][1] == {"measure": "arrivals", "period": "2022", "area": "Canada"}
    assert CLAIM["relation"] == "multiple"


def test_what_is_emptied_goes():
    lone = {"relation": "equals", "stated": {"amount": "5"}, "subject": {"measure": "arrivals"}}
    made = corrected(lone, fields_of(lone) | {"/stated": "", "/subject/measure": ""})
    assert made == {"relation": "equals"}


def test_an_operand_that_was_left_open_is_filled_in():
    lone = {"relation": "equals", "stated": {"amount": "5"}}
    assert parts(lone)[0].pointer == "/subject"
    made = corrected(lone, fields_of(lone) | {"/subject/measure": "arrivals", "/subject/period": "2022"})
    assert made["subject"] == {"measure": "arrivals", "period": "2022"}
    assert "reference" not in made

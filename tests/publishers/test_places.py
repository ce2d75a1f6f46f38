"""Places: codes of ISO 3166 and of censuses, as publishers use them."""

from publishers.places import canadian_provinces, countries, data_commons_place, places, us_states


def test_a_country_is_known_by_letters_and_digits():
    assert countries()["US"] == countries()["USA"] == countries()["840"] == ("iso3166-1:USA", "United States")


def test_a_state_is_known_by_its_number_and_letters():
    assert us_states()["06"] == us_states()["CA"] == ("iso3166-2:US-CA", "California")


def test_there_are_fifty_states_a_district_and_five_outlying_areas():
    assert len({place.area for place in us_states().values()}) == 56
    assert us_states()["72"].area == "iso3166-1:PRI"


def test_the_provinces_of_canada_do_not_mix_with_the_states():
    assert canadian_provinces()["35"] == ("iso3166-2:CA-ON", "Ontario")
    assert us_states()["35"].name == "New Mexico"
    assert len({place.area for place in canadian_provinces().values()}) == 13


def test_a_place_is_known_by_its_own_code():
    assert places()["iso3166-2:US-NY"].name == "New York"


def test_an_id_of_data_commons_is_a_place():
    assert data_commons_place("country/USA").area == "iso3166-1:USA"
    assert data_commons_place("geoId/06").area == "iso3166-2:US-CA"
    assert data_commons_place("geoId/06037") == ("us-fips:06037", "California, county 06037")
    assert data_commons_place("geoId/0649670") == ("us-fips:0649670", "California, place 0649670")
    assert data_commons_place("Earth").area == "m49:001"


def test_an_unknown_id_of_data_commons_is_none():
    for dcid in (
        "dummy",
        "",
        "country/US",
        "country/XXX",
        "country/840",
        "geoId/99",
        "geoId/99037",
        "geoId/0603",
        "nuts/DE1",
        "geoId/٠٦",
    ):
        assert data_commons_place(dcid) is None, dcid

"""A closed value is matched without being read"""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.foundation.sealed_values import ValueSealedElsewhere, close_every_way, close_value, open_value

VALUE = "020090001141"


def test_is_the_same_for_the_same_value_and_tells_nothing_of_another() -> None:
    closed = close_value(VALUE, kind="personal_id")
    assert closed == close_value(VALUE, kind="personal_id")
    assert open_value(closed, kind="personal_id") == VALUE
    assert VALUE not in closed
    # Nearly the same value, or the same of another kind, shares no beginning beyond the sign of the key.
    for other in (close_value("020090001142", kind="personal_id"), close_value(VALUE, kind="passport")):
        assert other[:2] == closed[:2] == "1:"
        assert other[2:8] != closed[2:8]


@pytest.mark.parametrize("spoil", [lambda closed: closed[:-4] + "AAAA", lambda closed: "1:", lambda closed: VALUE])
def test_is_not_opened_where_it_was_changed(spoil: object) -> None:
    closed = close_value(VALUE, kind="personal_id")
    with pytest.raises(ValueSealedElsewhere):
        open_value(spoil(closed), kind="personal_id")  # type: ignore[operator]


def test_is_not_opened_as_another_kind_or_by_another_installation(settings: Any) -> None:
    closed = close_value(VALUE, kind="personal_id")
    with pytest.raises(ValueSealedElsewhere):
        open_value(closed, kind="passport")
    settings.SECRET_KEY = "another"
    assert close_value(VALUE, kind="personal_id") != closed
    with pytest.raises(ValueSealedElsewhere):
        open_value(closed, kind="personal_id")


def test_what_the_former_key_closed_is_opened_and_looked_for_while_it_is_named(settings: Any) -> None:
    closed = close_value(VALUE, kind="personal_id")
    settings.FORMER_SECRET_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert open_value(closed, kind="personal_id") == VALUE
    anew = close_value(VALUE, kind="personal_id")
    assert close_every_way(VALUE, kind="personal_id") == (anew, closed)
    settings.FORMER_SECRET_KEY = ""
    assert close_every_way(VALUE, kind="personal_id") == (anew,)
    with pytest.raises(ValueSealedElsewhere):
        open_value(closed, kind="personal_id")

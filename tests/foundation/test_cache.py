"""What is cached is data: kept, ended, taken once, and never code."""

from __future__ import annotations

import pickle

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db


def test_a_value_is_kept_until_it_ends() -> None:
    cache.set("a", {"tries": [1.5, 2]}, timeout=60)
    assert cache.get("a") == {"tries": [1.5, 2]}
    assert cache.get("b", "none") == "none"
    cache.set("a", 1, timeout=-1)
    assert cache.get("a") is None
    cache.set("a", 2, timeout=None)
    assert cache.has_key("a")
    assert cache.delete("a")
    assert not cache.delete("a")


def test_what_stands_is_not_taken_again_until_it_has_ended() -> None:
    assert cache.add("lock", True, timeout=60)
    assert not cache.add("lock", True, timeout=60)
    assert cache.touch("lock", timeout=-1)
    assert not cache.touch("lock", timeout=60)
    assert cache.add("lock", True, timeout=60)


def test_what_only_a_pickle_could_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        cache.set("code", object())


def test_a_pickle_slipped_into_the_table_is_not_run() -> None:
    class Code:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return pytest.fail, ("code ran",)

    cache.set("a", 1)
    with connection.cursor() as cursor:
        cursor.execute("update foundation_cache set value = %s", [pickle.dumps(Code()).hex()])
    with pytest.raises(ValueError, match=r"Expecting value|Extra data"):
        cache.get("a")

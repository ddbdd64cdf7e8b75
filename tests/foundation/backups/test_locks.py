"""What was closed opens with its own key alone, and one who holds it is never told that it is the wrong one."""

from __future__ import annotations

import io

import pyrage
import pytest

from minhbach.foundation.backups.locks import Key, Lock
from minhbach.foundation.backups.refusals import KeyWrong


@pytest.mark.parametrize("place", [30, 60, 100, 150, -5])
def test_what_was_damaged_is_damaged_to_its_own_key_wherever_it_is(place: int) -> None:
    own, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    lock, closed = Lock((str(own.to_public()),)), io.BytesIO()
    lock.close(io.BytesIO(b"kept"), closed)
    content = bytearray(closed.getvalue())
    content[place] ^= 1
    with pytest.raises(OSError):
        Key(lock, (own,)).open(io.BytesIO(bytes(content)), io.BytesIO())
    with pytest.raises(KeyWrong):
        Key(lock, (other,)).open(io.BytesIO(closed.getvalue()), io.BytesIO())

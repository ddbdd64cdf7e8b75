"""Fold one short text alone, in plain Python: for lexicons, names and tests."""

from __future__ import annotations

from functools import cache

from minhbach.engine.text import alphabet

_code = cache(alphabet.code_of)
_TONE_MOVES = {(ord("o"), ord("a")), (ord("o"), ord("e")), (ord("u"), ord("y"))}


def fold_text(text: str) -> bytes:
    """Fold a text to the one-byte alphabet, as ``folding.fold_columns`` does, without what disguise hides."""
    compose = alphabet.composition_table()
    tones, toneless = alphabet.tone_table(), alphabet.toneless_table()
    folded = bytearray()
    for letter in text:
        code = _code(letter)
        last = folded[-1] if folded else 0
        if code == 0:
            continue
        if code < 9:
            if folded:
                folded[-1] = compose[last * 16 + code] or last
            continue
        if code in (alphabet.SPACE, alphabet.BREAK):
            if not folded or last == alphabet.BREAK:
                continue
            if last == alphabet.SPACE:
                folded[-1] = alphabet.BREAK
                continue
        elif tones[last] and (toneless[last], code) in _TONE_MOVES:
            folded[-1] = toneless[last]
            code = compose[code * 16 + tones[last]]
        folded.append(code)
    return bytes(folded)

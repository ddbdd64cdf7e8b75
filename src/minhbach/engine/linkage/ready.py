"""Records made ready to be compared, however many: a handful in plain loops, more in columns.

Columns are made for a million; a record that comes alone would pay for them what a thousand cost. Both ways give the
same of each pair, which a test holds them to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import polars as pl

from minhbach.engine.linkage.frames import (
    COMMONEST,
    GROUP_NUMBERS,
    GROUPS,
    KINDS,
    MOST_NAMES,
    MOST_TOKENS,
    SAME_NODE,
    Frame,
    Numbers,
    band_of,
    columns_of,
    frame_of_columns,
)
from minhbach.engine.linkage.kernel import (
    ADDRESS,
    BARE,
    HALF_MARKED,
    LEGAL,
    MARKED,
    OF_PERSON,
    PERSON_LIKE,
    TRADING,
)
from minhbach.engine.linkage.records import Degrees, Record
from minhbach.engine.linkage.words import (
    ADDRESS_TEXT,
    FILLER,
    MARKERS,
    NAME,
    Read,
    family_names,
    read_words,
    worth_of,
)

# From here on columns cost less.
FEW = 64
# A text in the role in which it is given, and the kind of its record where that says what it names.
_Text = tuple[int, str, str]


def frame_of(records: Sequence[Record], degrees: Degrees | None = None) -> Frame:
    """Make records ready; DEGREES, where not given, are counted among them."""
    known = None if degrees is None else _of_nodes(degrees)
    if len(records) <= FEW:
        return _frame_of_few(records, known)
    table = None
    if known is not None:
        carried = [(kind, value, count) for (kind, value), count in known.items()]
        schema = {"kind": pl.String, "value": pl.String, "degree": pl.Int64}
        table = pl.DataFrame(carried, schema=schema, orient="row")
    return frame_of_columns(*columns_of(records), table)


def _of_nodes(degrees: Degrees) -> dict[tuple[str, str], int]:
    """Return how many carry each node: what is written as several kinds is one."""
    found: dict[tuple[str, str], int] = {}
    for (kind, value), count in degrees.items():
        node = SAME_NODE.get(kind, kind), value
        found[node] = max(count, found.get(node, 0))
    return found


def _frame_of_few(records: Sequence[Record], degrees: Mapping[tuple[str, str], int] | None) -> Frame:
    given = [_texts(one) for one in records]
    texts = sorted({text for own in given for text in own})
    place_of = {text: place for place, text in enumerate(texts)}
    named = [sorted(place_of[text] for text in own) for own in given]
    read = [read_words(text, _where(role))[:MOST_TOKENS] for role, text, _kind in texts]
    told = [_told(text, words) for text, words in zip(texts, read, strict=True)]
    tokens = [[word for word in words if not word[0].startswith(FILLER)] for words in read]
    own_words = {plain for words in tokens for plain, _toned, _is_own in words}
    vocabulary = sorted(own_words | {joined for _role, joined, _form, _marked in told})
    number_of = {word: number for number, word in enumerate(vocabulary)}
    toned_number: dict[str, int] = {}
    plain, toned = [], []
    for word, with_marks, _is_own in (word for words in tokens for word in words):
        number = toned_number.setdefault(with_marks, len(toned_number)) + 1
        plain.append(number_of[word])
        toned.append(number if with_marks != word else -number)
    held = [sorted({(SAME_NODE.get(kind, kind), value) for kind, value in one.identifiers}) for one in records]
    carried = degrees if degrees is not None else Counter(node for own in held for node in own)
    node_of = {node: number for number, node in enumerate(sorted({node for own in held for node in own}))}
    listed = [node for own in held for node in own]
    nodes, groups = _numbers([node_of[node] for node in listed]), _bytes([_group(kind) for kind, _ in listed])
    bands, heads = _bytes([band_of(carried.get(node, 0)) for node in listed]), _heads(node_of)
    values = pl.DataFrame(
        {
            "row": [row for row, own in enumerate(held) for _ in own], "node_kind": [kind for kind, _ in listed],
            "value": [value for _, value in listed], "node": nodes,
        },
        schema_overrides={"row": pl.Int32, "node_kind": pl.String, "value": pl.String},
    )  # fmt: skip
    return Frame(
        ids=pl.Series([one.id for one in records], dtype=pl.String),
        kinds=_bytes([KINDS.get(one.kind, 0) for one in records]),
        communes=_codes([one.commune for one in records]),
        provinces=_codes([one.province for one in records]),
        names_from=_bounds([len(own) for own in named]),
        names=_numbers([place for own in named for place in own]),
        roles=_bytes([role for role, _, _, _ in told]),
        marked=_bytes([marked for _, _, _, marked in told]),
        forms=_bytes([form for _, _, form, _ in told]),
        joined=_numbers([number_of[joined] for _, joined, _, _ in told]),
        tokens_from=_bounds([len(words) for words in tokens]),
        plain=_numbers(plain),
        toned=_numbers(toned),
        words=pl.Series(vocabulary, dtype=pl.String),
        digits=_bytes([word[:1].isdecimal() for word in vocabulary]),
        worth=np.array([worth_of(word) if word in own_words else 0.0 for word in vocabulary], dtype=np.float64),
        letters=np.frombuffer("".join(vocabulary).encode() + b"\0", dtype=np.uint8).copy(),
        starts=_bounds([len(word.encode()) for word in vocabulary]),
        nodes_from=_bounds([len(own) for own in held]),
        nodes=nodes,
        groups=groups,
        bands=bands,
        heads=_numbers([heads[node] for node in listed]),
        values=values,
        places=pl.DataFrame(
            {"commune": [one.commune for one in records], "province": [one.province for one in records]},
            schema={"commune": pl.String, "province": pl.String},
        ),
    )


def _texts(record: Record) -> list[_Text]:
    kind = record.kind if record.kind in ("organisation", "individual") else ""
    given = ((TRADING, record.names, kind), (OF_PERSON, record.people, ""), (ADDRESS, record.addresses, ""))
    return [(role, text, told) for role, texts, told in given for text in sorted(set(texts))[:MOST_NAMES]]


def _where(role: int) -> str:
    return "" if role == OF_PERSON else ADDRESS_TEXT if role == ADDRESS else NAME


def _told(text: _Text, words: Sequence[Read]) -> tuple[int, str, int, int]:
    """Say of a text what it names (role, joined, form, marked), as `frames` says it of many."""
    role, _written, kind = text
    said = [MARKERS[plain] for plain, _toned, _is_own in words if plain in MARKERS]
    own = [word for word in words if not word[0].startswith(FILLER)]
    plain = [word[0] for word in own]
    if role == TRADING:
        if kind == "organisation" or any(registered for _form, registered in said):
            role = LEGAL
        elif _looks_like_a_person(plain, kind):
            role = PERSON_LIKE
    marks = sum(toned != word for word, toned, _is_own in own)
    marked = BARE if not marks else HALF_MARKED if 2 * marks < sum(is_own for *_, is_own in own) else MARKED
    return role, "".join(plain), max((form for form, _registered in said), default=0), marked


def _looks_like_a_person(words: Sequence[str], kind: str) -> bool:
    return (
        2 <= len(words) <= 5
        and all(len(word) <= 7 and not any(map(str.isdecimal, word)) for word in words)
        and (words[0] in _families() or kind == "individual" or words[-1] in COMMONEST)
    )


@cache
def _families() -> frozenset[str]:
    return frozenset(family_names())


def _group(kind: str) -> int:
    return GROUP_NUMBERS.get(kind, len(GROUPS) - 1)


def _heads(node_of: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return what branches of one tax code share, below zero; any other node is its own."""
    heads: dict[str, int] = {}
    return {
        (kind, value): -1 - heads.setdefault(value[:10], len(heads)) if kind == "tax_code" else node
        for (kind, value), node in node_of.items()
    }


def _codes(values: Sequence[str]) -> Numbers:
    numbers = {"": 0}
    return _numbers([numbers.setdefault(value or "", len(numbers)) for value in values])


def _bounds(sizes: Sequence[int]) -> Numbers:
    return np.cumsum([0, *sizes], dtype=np.int64)


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int32)


def _bytes(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.uint8)

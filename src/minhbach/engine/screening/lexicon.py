"""Lexicons: what words count as a sign, as data that an officer can extend and a test can hold."""

from __future__ import annotations

import hashlib
import pickle
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from minhbach.engine import cache
from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening import figures, phrases
from minhbach.engine.screening.phrases import Pattern, PhraseUnreadable, compile_phrase
from minhbach.engine.screening.signs import signs
from minhbach.engine.text import alphabet, letters

SCHEMA = 1
FIELDS = ("title", "description")
_HERE = Path(__file__).parent
_READ_BY = (phrases.__name__, figures.__name__, alphabet.__name__, letters.__name__)
_REQUIRED = {
    "id": str,
    "sign": str,
    "weight": (int, float),
    "legal_basis": list,
    "phrases": list,
    "fires": list,
    "spares": list,
}
_OPTIONAL = {
    "family": str, "bare": bool, "fields": list, "goods": list, "not_goods": list, "spared_by": list,
    "needs": list, "judge": str, "source": str, "note": str, "on": bool,
}  # fmt: skip


class LexiconUnreadable(EngineRefusal):
    """A lexicon file breaks its own rules; says file, line and what is wrong."""

    code = "lexicon.unreadable"


@dataclass(frozen=True)
class Entry:
    """One thing sellers write, the sign it is evidence for, and what spares it."""

    id: str
    sign: str
    weight: float
    legal_basis: tuple[str, ...]
    phrases: tuple[str, ...]
    fires: tuple[str, ...]
    spares: tuple[str, ...]
    family: str
    version: str
    fields: tuple[str, ...] = FIELDS
    goods: tuple[str, ...] = ()
    not_goods: tuple[str, ...] = ()
    spared_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    judge: str = ""
    source: str = ""
    note: str = ""
    toned: tuple[Pattern, ...] = field(default=(), repr=False)
    plain: tuple[Pattern, ...] = field(default=(), repr=False)  # the same without accents


@dataclass(frozen=True)
class Operator:
    """Words around a hit that change what it says: denial, warning, refund promise …"""

    name: str
    side: str  # before, after, around, listing
    reach: int  # folded letters looked at
    statement: bool  # stops where the statement stops
    phrases: tuple[str, ...]
    but: tuple[str, ...]
    until: tuple[str, ...] = ()  # the words with which it ends: what follows them is said by somebody else again


@dataclass(frozen=True)
class Vocabulary:
    """Everything that the data files of the screen say."""

    entries: tuple[Entry, ...]
    terms: Mapping[str, tuple[str, ...]]
    goods: Mapping[str, tuple[str, ...]]
    operators: Mapping[str, Operator]
    versions: Mapping[str, str]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by their id."""
        return {entry.id: entry for entry in self.entries}

    @property
    def digest(self) -> str:
        """One value that changes with any lexicon."""
        return hashlib.sha256(repr(sorted(self.versions.items())).encode()).hexdigest()[:16]


def load_vocabulary(extra: Sequence[Path] = (), folder: Path | None = None) -> Vocabulary:
    """Read the lexicons of the product, and further ones that an officer wrote.

    Those of the product, read before by the same code, are taken from the cache folder.

    Raises: LexiconUnreadable with file, line and problem.
    """
    return extend_vocabulary(_product(folder), extra)


def _product(folder: Path | None) -> Vocabulary:
    path = folder / f"vocabulary-{_key()}.bin" if folder else None
    kept = cache.read(path) if path else None
    if kept is not None:
        vocabulary: Vocabulary = pickle.loads(kept)  # noqa: S301  a file of our own, see cache.read
        return vocabulary
    vocabulary = _load()
    if path:
        cache.write(path, pickle.dumps(vocabulary))
    return vocabulary


def _key() -> str:
    """Everything that the product's vocabulary depends on."""
    digest = hashlib.sha256(repr(sys.version_info).encode())
    data = [path for name in ("terms", "context", "lexicons") for path in sorted((_HERE / name).glob("*.*"))]
    code = [Path(str(sys.modules[module].__file__)) for module in (__name__, *_READ_BY)]
    for path in (*data, *code):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:32]


def _load() -> Vocabulary:
    terms: dict[str, tuple[str, ...]] = {}
    goods: dict[str, tuple[str, ...]] = {}
    operators: dict[str, Operator] = {}
    versions: dict[str, str] = {}
    for path in sorted((_HERE / "terms").glob("*.toml")):
        content, version = _read(path)
        versions[f"terms/{path.stem}"] = version
        for name, words in content.get("terms", {}).items():
            terms[name] = tuple(words)
        for name, words in content.get("goods", {}).items():
            goods[name] = tuple(words)
    for path in sorted((_HERE / "context").glob("*.toml")):
        content, version = _read(path)
        versions[f"context/{path.stem}"] = version
        for row in content.get("operator", []):
            operators[row["name"]] = Operator(
                name=row["name"],
                side=row.get("side", "before"),
                reach=row.get("reach", 40),
                statement=row.get("statement", True),
                phrases=tuple(row["phrases"]),
                but=tuple(row.get("but", ())),
                until=tuple(row.get("until", ())),
            )
    words = Vocabulary((), terms, goods, operators, versions)
    return extend_vocabulary(words, sorted((_HERE / "lexicons").glob("*.toml")))


def extend_vocabulary(vocabulary: Vocabulary, extra: Iterable[Path]) -> Vocabulary:
    """Add the lexicons of further files to a vocabulary that was read before.

    Raises: LexiconUnreadable with file, line and problem.
    """
    files = tuple(extra)
    if not files:
        return vocabulary
    terms, goods, operators = vocabulary.terms, vocabulary.goods, vocabulary.operators
    entries, versions = dict(vocabulary.by_id), dict(vocabulary.versions)
    for path in files:
        content, version = _read(path)
        versions[path.stem] = version
        for entry in _entries(path, content, version, terms, goods, operators):
            if entry.id in entries:
                _refuse(path, entry.id, "id_used_twice", id=entry.id)
            entries[entry.id] = entry
    return Vocabulary(tuple(entries.values()), terms, goods, operators, versions)


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the content of a data file, and its version: the one it states and a digest."""
    try:
        raw = path.read_bytes()
        content = tomllib.loads(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconUnreadable(file=path.name, line=1, problem="not_utf8_text", detail=str(error)) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise LexiconUnreadable(
            file=path.name, line=int(line[1]) if line else 1, problem="not_toml", detail=str(error)
        ) from error
    if content.get("schema") != SCHEMA:
        raise LexiconUnreadable(file=path.name, line=1, problem="other_schema", found=content.get("schema"))
    version = f"{content.get('version', '0')}+{hashlib.sha256(raw).hexdigest()[:8]}"
    return content, version


def _refuse(path: Path, anchor: str, problem: str, **values: object) -> None:
    """Refuse, naming the line of the entry that contains the anchor."""
    line = 1
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if anchor and anchor in text:
            line = number
            break
    raise LexiconUnreadable(file=path.name, line=line, problem=problem, **values)


def _entries(
    path: Path,
    content: dict[str, Any],
    version: str,
    terms: Mapping[str, tuple[str, ...]],
    goods: Mapping[str, tuple[str, ...]],
    operators: Mapping[str, Operator],
) -> Iterable[Entry]:
    for number, row in enumerate(content.get("entry", []), start=1):
        anchor = str(row.get("id", ""))
        for key, kind in _REQUIRED.items():
            if key not in row:
                _refuse(path, anchor, "key_missing", key=key, entry=anchor or number)
            if not isinstance(row[key], kind):  # type: ignore[arg-type]
                _refuse(path, anchor, "wrong_type", key=key, entry=anchor)
        for key, value in row.items():
            if key not in _REQUIRED and key not in _OPTIONAL:
                _refuse(path, anchor, "unknown_key", key=key, entry=anchor)
            if key in _OPTIONAL and not isinstance(value, _OPTIONAL[key]):
                _refuse(path, anchor, "wrong_type", key=key, entry=anchor)
        if row["sign"] not in signs():
            _refuse(path, anchor, "unknown_sign", sign=row["sign"], entry=anchor)
        for name in (*row.get("goods", ()), *row.get("not_goods", ())):
            if name not in goods:
                _refuse(path, anchor, "unknown_goods", goods=name, entry=anchor)
        for name in (*row.get("spared_by", ()), *row.get("needs", ())):
            if name not in operators:
                _refuse(path, anchor, "unknown_operator", operator=name, entry=anchor)
        if not row["fires"] or (not row["spares"] and row["weight"] > 0):
            _refuse(path, anchor, "examples_missing", entry=anchor)
        if row.get("on", True) is False:
            continue
        try:
            patterns = [compile_phrase(phrase, terms) for phrase in row["phrases"]]
        except PhraseUnreadable as error:
            values = {"entry": anchor, **error.values}
            _refuse(path, str(error.values["phrase"]), str(values.pop("problem")), **values)
            raise
        for phrase, (toned, _) in zip(row["phrases"], patterns, strict=True):
            if not toned.anchors:
                _refuse(path, phrase, "nothing_fixed", entry=anchor, phrase=phrase)
        yield Entry(
            id=row["id"],
            sign=row["sign"],
            weight=float(row["weight"]),
            legal_basis=tuple(row["legal_basis"]),
            phrases=tuple(row["phrases"]),
            fires=tuple(row["fires"]),
            spares=tuple(row["spares"]),
            family=row.get("family", row["id"].rsplit(".", 1)[0]),
            version=version,
            fields=tuple(row.get("fields", FIELDS)),
            goods=tuple(row.get("goods", ())),
            not_goods=tuple(row.get("not_goods", ())),
            spared_by=tuple(row.get("spared_by", ())),
            needs=tuple(row.get("needs", ())),
            judge=row.get("judge", ""),
            source=row.get("source", ""),
            note=row.get("note", ""),
            toned=tuple(toned for toned, _ in patterns),
            plain=tuple(plain for _, plain in patterns) if row.get("bare", True) else (),
        )

"""An entry of an office's lexicon as the engine reads it: one TOML file a version, kept to the byte."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from minhbach.domains.screening.lexicon_words import operators_of, strengths

RULES = "office"
_JUDGE = "office.entry"
# Signs that mean something in the engine's language of phrases.
_SPECIAL = re.compile(r"[{}()|~#\\<.]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Wording:
    """What an officer wrote: the words, what they are a sign of, what spares, and examples."""

    name: str
    sign: str
    phrases: tuple[str, ...]
    is_advanced: bool
    strength: str
    title_only: bool
    goods: tuple[str, ...]
    sparing: tuple[str, ...]
    legal_basis: tuple[str, ...]
    source: str
    fires: tuple[str, ...]
    spares: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Written(Protocol):
    """A lexicon file as it is kept."""

    @property
    def code(self) -> str: ...
    @property
    def toml(self) -> str: ...


def rule_of(code: str) -> str:
    """Name the rule under which an entry's signals are found."""
    return f"{RULES}.{code}"


def plain_phrase(words: str) -> str:
    """Write words so that the engine takes every sign in them as it stands."""
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], _BLANKS.sub(" ", words).strip())


def phrases_of(wording: Wording) -> list[str]:
    """Give the phrases in the engine's language, line for line."""
    return [_BLANKS.sub(" ", one).strip() if wording.is_advanced else plain_phrase(one) for one in wording.phrases]


def write_toml(wording: Wording, *, code: str, version: int) -> str:
    """Write an entry as a lexicon of its own.

    All of an office's words for one sign are one family: ten synonyms are not ten reasons.
    """
    lines = [
        "schema = 1",
        f"version = {_string(str(version))}",
        "",
        "[[entry]]",
        f"id = {_string(rule_of(code))}",
        f"sign = {_string(wording.sign)}",
        f"family = {_string(f'{RULES}.{wording.sign}')}",
        f"weight = {strengths()[wording.strength].weight!r}",
        f"legal_basis = {_strings(wording.legal_basis)}",
        f"phrases = {_strings(phrases_of(wording))}",
        f"spared_by = {_strings(operators_of(wording.sparing))}",
        f"judge = {_string(_JUDGE)}",
        f"source = {_string(wording.source)}",
        f"note = {_string(wording.name)}",
        f"fires = {_strings(wording.fires)}",
        f"spares = {_strings(wording.spares)}",
    ]
    if wording.title_only:
        lines.append('fields = ["title"]')
    if wording.goods:
        lines.append(f"goods = {_strings(wording.goods)}")
    return "\n".join(lines) + "\n"


@contextmanager
def lexicon_files(entries: Iterable[Written]) -> Iterator[list[Path]]:
    """Lend the files of entries for as long as the engine reads them."""
    with tempfile.TemporaryDirectory(prefix="minhbach-lexicon-") as folder:
        paths = []
        for entry in entries:
            path = Path(folder) / f"{RULES}-{entry.code}.toml"
            path.write_text(entry.toml, encoding="utf-8")
            paths.append(path)
        yield paths


def _string(text: str) -> str:
    # JSON escapes as TOML's basic strings do, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _strings(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_string, texts)) + "]"

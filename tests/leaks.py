"""Looking for words where they must not be: in every row of every table, and in every file, however it is packed."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql


class Needles:
    """Words in each shape in which a program might have left them."""

    def __init__(self, *words: str) -> None:
        self._shapes = {shape: word for word in words for shape in _shapes(word)}

    def found_in(self, content: bytes) -> set[str]:
        """Return which of the words stand in a content, as they are, escaped, folded, in base64 or in hexadecimal."""
        found = {word for shape, word in self._shapes.items() if shape in content}
        text = content.decode("utf-8", "ignore")
        digits = re.sub(r"[\s.()+-]", "", text)
        return found | {word for word in self._shapes.values() if _is_number(word) and _digits(word) in digits}


def _shapes(word: str) -> set[bytes]:
    plain = "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
    plain = plain.replace("đ", "d").replace("Đ", "D")
    said = {word, word.lower(), word.upper(), plain, plain.lower(), plain.upper(), unicodedata.normalize("NFD", word)}
    raw = {one.encode() for one in said} | {word.encode("utf-16-le"), word.encode("unicode_escape")}
    for one in (word.encode(), word.lower().encode()):
        raw |= {one.hex().encode(), one.hex().upper().encode()}
        # Whatever stands before it: three ways in which it may fall into groups of three bytes.
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + one + b"\0\0\0")
            first = -(-before * 8 // 6)
            raw.add(coded[first : first + (len(one) * 8 - (first * 6 - before * 8)) // 6])
    return raw


def _is_number(word: str) -> bool:
    return len(_digits(word)) >= 9


def _digits(word: str) -> str:
    # The same number with its country's code in front ends alike.
    return re.sub(r"\D", "", word)[-9:]


def in_database(connection: psycopg.Connection[Any], needles: Needles, *, but: Iterable[str] = ()) -> set[str]:
    """Return the tables of a database in which a needle stands, in any column of any row; needs to read them all."""
    tables = connection.execute(
        "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2"
    ).fetchall()
    # What the server itself remembers of people's words: how often values of columns occur, and what was asked of it.
    tables += [("pg_catalog", "pg_statistic"), ("pg_catalog", "pg_largeobject"), ("pg_catalog", "pg_stat_activity")]
    return {name for schema, name in tables if name not in but and _in_table(connection, schema, name, needles)}


def _in_table(connection: psycopg.Connection[Any], schema: str, name: str, needles: Needles) -> bool:
    query = sql.SQL("select t::text from {} t").format(sql.Identifier(schema, name))
    # A large file is no one's name: the places of three thousand communes are read in one go all the same.
    rows = (row for (row,) in connection.execute(query))
    return any(needles.found_in(_with_bytes(row)) for row in _lumps(rows))


def _lumps(rows: Iterable[str], size: int = 2_000) -> Iterator[str]:
    kept: list[str] = []
    for row in rows:
        kept.append(row)
        if len(kept) == size:
            yield "\n".join(kept)
            kept = []
    yield "\n".join(kept)


def _with_bytes(row: str) -> bytes:
    """Return a row's text with what its byte columns say, which PostgreSQL writes in hexadecimal."""
    unpacked = (bytes.fromhex(found) for found in re.findall(r"\\\\?x((?:[0-9a-f]{2}){4,})", row))
    return b"\n".join([row.encode(), *unpacked])


def in_files(folder: Path, needles: Needles) -> set[str]:
    """Return the files below a folder in which a needle stands: in its name, its bytes, or what is packed in it."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(folder))
        for path in files
        if needles.found_in(str(path).encode()) or any(map(needles.found_in, unpacked(path.read_bytes())))
    }


def unpacked(content: bytes) -> Iterator[bytes]:
    """Give a content, and what zip (a workbook, a document), gzip, zlib and Parquet hide of it."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from unpacked(packed.read(name))
    if content[:2] == b"\x1f\x8b" or content[:1] == b"\x78":
        with suppress(zlib.error):
            yield zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(content)
    if content[:4] == b"PAR1":
        import polars

        yield polars.read_parquet(io.BytesIO(content)).write_ndjson().encode()

"""How many rows and bytes each row group of a Parquet file holds, from its footer.

Polars does not tell, and slices that follow row groups spare decoding a group once for every slice.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ReadRange = Callable[[int, int], bytes]
"""Bytes of a file from a start, so many."""

_MAGIC = b"PAR1"
_ROW_GROUPS = 4  # field of FileMetaData
_BYTES, _ROWS = 2, 3  # fields of RowGroup
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12


class RowGroup(NamedTuple):
    """Units: bytes before compression."""

    rows: int
    bytes: int


class FooterUnreadable(Exception):
    """A file ends otherwise than Parquet does."""


def row_groups(size: int, read: ReadRange) -> tuple[RowGroup, ...]:
    """Return the row groups of a file.

    Raises: FooterUnreadable.
    Source: the Parquet format's FileMetaData, in Thrift's compact protocol.
    """
    if size < 12:
        raise FooterUnreadable("too short")
    tail = read(size - 8, 8)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or length + 8 > size:
        raise FooterUnreadable("no footer")
    try:
        return tuple(_Footer(read(size - 8 - length, length)).row_groups())
    except IndexError as error:
        raise FooterUnreadable("broken footer") from error


def row_groups_of(path: Path) -> tuple[RowGroup, ...]:
    """Return the row groups of a local file.

    Raises: FooterUnreadable, OSError.
    """
    with path.open("rb") as file:

        def read(start: int, length: int) -> bytes:
            file.seek(start)
            return file.read(length)

        return row_groups(path.stat().st_size, read)


class _Footer:
    """A cursor over Thrift's compact protocol that keeps two numbers and steps over the rest."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def row_groups(self) -> list[RowGroup]:
        groups: list[RowGroup] = []
        field = 0
        while header := self._byte():
            field = self._field(header, field)
            if field == _ROW_GROUPS and header & 0x0F == _LIST:
                groups = [self._row_group() for _ in range(self._list_header()[1])]
            else:
                self._skip(header & 0x0F)
        return groups

    def _row_group(self) -> RowGroup:
        kept = {_BYTES: 0, _ROWS: 0}
        field = 0
        while header := self._byte():
            field = self._field(header, field)
            if field in kept:
                kept[field] = self._zigzag()
            else:
                self._skip(header & 0x0F)
        return RowGroup(kept[_ROWS], kept[_BYTES])

    def _field(self, header: int, last: int) -> int:
        return last + (header >> 4) if header >> 4 else self._zigzag()

    def _byte(self) -> int:
        value = self._data[self._at]
        self._at += 1
        return value

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def _zigzag(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _list_header(self) -> tuple[int, int]:
        header = self._byte()
        size = header >> 4
        return header & 0x0F, self._varint() if size == 15 else size

    def _skip(self, kind: int, *, in_list: bool = False) -> None:
        if kind in (_TRUE, _FALSE):
            self._at += in_list  # a field's truth stands in its header
        elif kind == _BYTE:
            self._at += 1
        elif kind < _DOUBLE:
            self._varint()
        elif kind == _DOUBLE:
            self._at += 8
        elif kind == _BINARY:
            length = self._varint()
            self._at += length
        elif kind in (_LIST, _SET):
            of, size = self._list_header()
            for _ in range(size):
                self._skip(of, in_list=True)
        elif kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            for _ in range(size):
                self._skip(kinds >> 4, in_list=True)
                self._skip(kinds & 0x0F, in_list=True)
        elif kind == _STRUCT:
            while header := self._byte():
                self._field(header, 0)
                self._skip(header & 0x0F)
        else:
            raise FooterUnreadable("unknown type")

"""The texts of a Polars column, read in place through Arrow's C data interface."""

from __future__ import annotations

import ctypes
import weakref
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.text.kernel import Addresses, Bytes, Source


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(_Stream))),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))),
    ("private_data", ctypes.c_void_p),
]

_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]

_NO_BUFFERS: Addresses = np.zeros(1, dtype=np.uint64)
_ALL_VALID: Bytes = np.zeros(1, dtype=np.uint8)


class TextColumn:
    """The texts of a String column where Polars holds them, for as long as this object lives.

    Shape: n string views of Arrow, as bytes (16 n) and as numbers (4 n: size, first bytes or text, buffer,
           offset), the address of each buffer, and a bit a row that says whether there is a text.
    """

    def __init__(self, column: pl.Series) -> None:
        column = column.rechunk()
        self.rows = len(column)
        self.bytes = int(column.str.len_bytes().sum())
        self.buffers = _NO_BUFFERS
        self.valid = _ALL_VALID
        self.has_nulls = 0
        if not self.bytes:
            self.views = np.zeros(16 * max(self.rows, 1), dtype=np.uint8)
        else:
            self._read(column)
        self.places: Source = self.views.view(np.int32)

    def _read(self, column: pl.Series) -> None:
        capsule: Any = column.__arrow_c_stream__()
        stream = ctypes.cast(_pointer_of(capsule, b"arrow_array_stream"), ctypes.POINTER(_Stream))
        array, schema = _Array(), _Schema()
        stream.contents.get_schema(stream, ctypes.byref(schema))
        layout = schema.format
        schema.release(ctypes.byref(schema))
        if layout != b"vu":
            raise RuntimeError(f"Polars hands out text as {layout!r}; this reader knows string views")
        if stream.contents.get_next(stream, ctypes.byref(array)) != 0 or array.length != len(column):
            raise RuntimeError("Polars did not hand out the column in one chunk")
        weakref.finalize(self, _release, array)
        # buffers: validity, views, data…, sizes of the data buffers
        self.views = _bytes_at(array.buffers[1] + 16 * array.offset, 16 * self.rows)
        data = [array.buffers[2 + number] or 0 for number in range(array.n_buffers - 3)]
        if data:
            self.buffers = np.array(data, dtype=np.uint64)
        if array.buffers[0] and array.null_count:
            bits = _bytes_at(array.buffers[0], (array.offset + self.rows + 7) // 8)
            if array.offset % 8:
                bits = np.packbits(np.unpackbits(bits, bitorder="little")[array.offset :], bitorder="little")
            else:
                bits = bits[array.offset // 8 :]
            self.valid = bits
            self.has_nulls = 1


def _release(array: _Array) -> None:
    array.release(ctypes.byref(array))


def _bytes_at(address: int, size: int) -> Bytes:
    return np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address))

"""The text of a Polars column as one run of bytes with offsets, read in place through Arrow's C data interface."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.text.kernel import Bytes, Places, gather


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

_NOTHING: Bytes = np.zeros(0, dtype=np.uint8)


def text_bytes(column: pl.Series) -> tuple[Bytes, Places]:
    """Return all texts of a String column in one array of bytes, and where each starts and ends.

    Shape: n texts -> (bytes, n + 1 offsets); a null is an empty text.
    """
    column = column.rechunk()
    sizes = column.str.len_bytes().fill_null(0).cast(pl.Int64)
    offsets: Places = np.zeros(len(column) + 1, dtype=np.int64)
    np.cumsum(sizes.to_numpy(), out=offsets[1:])
    values: Bytes = np.empty(int(offsets[-1]), dtype=np.uint8)
    if values.size == 0:
        return values, offsets
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
    try:
        # buffers: validity, views, data…, sizes of the data buffers
        data = array.n_buffers - 3
        lengths = (ctypes.c_int64 * data).from_address(array.buffers[array.n_buffers - 1]) if data else []
        views = _bytes_at(array.buffers[1] + 16 * array.offset, 16 * array.length)
        gather(views, _NOTHING, -1, offsets, values)
        for number in range(data):
            buffer = array.buffers[2 + number]
            if buffer and lengths[number]:
                gather(views, _bytes_at(buffer, lengths[number]), number, offsets, values)
    finally:
        array.release(ctypes.byref(array))
    return values, offsets


def _bytes_at(address: int, size: int) -> Bytes:
    return np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address))

"""Loops compiled to machine code, kept on disk between runs, loaded without the compiler.

Numba takes over a second to import and more to compile, which is longer than some sweeps. So a module
of kernels is compiled once for a machine, to one object file in the user's cache; later processes load
that with LLVM's loader alone, in a tenth of a second. See docs/decisions/0006-kernels.md.

    kernels = Kernels(__name__)

    @kernels.helper
    def _is_blank(code): ...

    @kernels.compiled("int64(uint8*, int64)")
    def count_blanks(data, size): ...

A pointer takes a C-contiguous NumPy array of its type, a pointer to pointers one of addresses (uint64).
Inside, everything is a number or a pointer: no bounds are checked, nothing may be raised. No loop may only fill or
copy: LLVM makes a call of memset or memmove of it, which its loader does not find where Numba is not imported.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import re
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from minhbach.engine import cache

_SIGNATURE = re.compile(r"(void|int64)\(([a-z0-9*, ]*)\)")
_CTYPES = {"void": None, "int64": ctypes.c_int64}

Function = Callable[..., Any]
Objects = dict[str, tuple[str, bytes]]
"""For each kernel, the symbol that it is called by and its object file."""


class Kernels:
    """The kernels of one module, compiled together and loaded together at the first call of any."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._helpers: dict[str, Function] = {}
        self._kernels: dict[str, Kernel] = {}
        self._engine: Any = None  # owns the loaded machine code

    def helper(self, function: Function) -> Function:
        """Register a function that kernels of this module call."""
        self._helpers[function.__name__] = function
        return function

    def compiled(self, signature: str) -> Callable[[Function], Kernel]:
        """Register a kernel: void or int64, of numbers (int64) and pointers (uint8*, int32*, int64*, uint64* …)."""

        def register(function: Function) -> Kernel:
            kernel = Kernel(self, function, signature)
            self._kernels[kernel.name] = kernel
            return kernel

        return register

    def load(self, folder: Path | None = None) -> None:
        """Make the kernels callable: from the folder where this machine compiled them before, else by compiling."""
        if self._engine is not None:
            return
        folder = folder or cache.default_folder()
        path = folder / f"kernels-{self._module.rsplit('.', 1)[-1]}-{self._key()}.bin" if folder else None
        kept = _read(path) if path else None
        if kept is not None:
            try:
                self._start(kept)
                return
            except (RuntimeError, KeyError):
                pass  # whatever stands there, it is not ours: compile again
        objects = self._compile()
        self._start(objects)
        if path:
            _write(path, objects)

    def _key(self) -> str:
        """Everything that the machine code depends on."""
        llvm = _loader()
        source = Path(str(sys.modules[self._module].__file__))
        parts = (
            source.read_bytes(),
            Path(__file__).read_bytes(),
            repr(sys.version_info),
            version("numba"),
            version("llvmlite"),
            llvm.get_process_triple(),
            llvm.get_host_cpu_name(),
            llvm.get_host_cpu_features().flatten(),
        )
        return hashlib.sha256(
            b"\0".join(part if isinstance(part, bytes) else part.encode() for part in parts)
        ).hexdigest()[:32]

    def _start(self, objects: Objects) -> None:
        llvm = _loader()
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
        for _, code in objects.values():
            engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        addresses = {name: engine.get_function_address(objects[name][0]) for name in self._kernels}
        if not all(addresses.values()):
            raise KeyError("a kernel is missing")
        for name, kernel in self._kernels.items():
            kernel.bind(addresses[name])
        self._engine = engine

    def _compile(self) -> Objects:
        from numba import cfunc, njit

        room = dict(vars(sys.modules[self._module]))
        for name, helper in self._helpers.items():
            room[name] = njit(error_model="numpy")(_moved(helper, room))
        objects: Objects = {}
        for name, kernel in self._kernels.items():
            function: Any = cfunc(kernel.numba_signature(), error_model="numpy")(_moved(kernel.function, room))
            library = function._library
            objects[name] = function.native_name, library.codegen._tm.emit_object(library._final_module)
        return objects


class Kernel:
    """One compiled loop."""

    def __init__(self, owner: Kernels, function: Function, signature: str) -> None:
        matched = _SIGNATURE.fullmatch(signature)
        if matched is None:
            raise ValueError(f"a kernel cannot have the signature {signature}")
        self.name = function.__name__
        self.function = function
        self.__doc__ = function.__doc__
        self._owner = owner
        self._returns = matched[1]
        self._takes = [kind.strip() for kind in matched[2].split(",")]
        self._dtypes = [_dtype(kind) for kind in self._takes]
        self._run: Any = None

    def __call__(self, *arguments: Any) -> Any:
        """Run it on arrays and numbers.

        Raises: TypeError when an argument is not of the kind that the kernel takes.
        """
        if self._run is None:
            self._owner.load()
        if len(arguments) != len(self._takes):
            raise TypeError(f"{self.name} takes {len(self._takes)} arguments")
        # ``arguments`` keeps the arrays alive while the loop runs.
        return self._run(
            *(
                int(given) if dtype is None else _address(given, dtype, self.name)
                for given, dtype in zip(arguments, self._dtypes, strict=True)
            )
        )

    def bind(self, address: int) -> None:
        """Give the kernel its machine code."""
        takes = [ctypes.c_int64 if dtype is None else ctypes.c_void_p for dtype in self._dtypes]
        self._run = ctypes.CFUNCTYPE(_CTYPES[self._returns], *takes)(address)

    def numba_signature(self) -> Any:
        """Return the signature as Numba knows it."""
        from numba import types

        pointer: Any = types.CPointer
        takes = []
        for kind in self._takes:
            taken = getattr(types, kind.rstrip("*"))
            for _ in range(kind.count("*")):
                taken = pointer(taken)
            takes.append(taken)
        return getattr(types, self._returns)(*takes)


def _loader() -> Any:
    return import_module("llvmlite.binding")


def _dtype(kind: str) -> np.dtype[Any] | None:
    """Return what an array must hold to be passed: the type itself, or addresses of such; None for a number."""
    if kind.endswith("**"):
        return np.dtype(np.uint64)
    return np.dtype(kind[:-1]) if kind.endswith("*") else None


def _moved(function: Any, room: dict[str, Any]) -> FunctionType:
    """Return the function with other globals, in which helpers are compiled ones."""
    moved = FunctionType(function.__code__, room, function.__name__, function.__defaults__)
    moved.__module__ = function.__module__
    return moved


def _address(array: Any, dtype: np.dtype[Any], name: str) -> int:
    if not isinstance(array, np.ndarray) or array.dtype != dtype or not array.flags.c_contiguous:
        raise TypeError(f"{name} takes a contiguous array of {dtype}")
    address: int = array.__array_interface__["data"][0]
    return address


def _read(path: Path) -> Objects | None:
    kept = cache.read(path)
    if kept is None:
        return None
    listed, _, code = kept.partition(b"\n")
    objects: Objects = {}
    place = 0
    for name, symbol, size in json.loads(listed):
        objects[name] = symbol, code[place : place + size]
        place += size
    return objects


def _write(path: Path, objects: Objects) -> None:
    listed = json.dumps([(name, symbol, len(code)) for name, (symbol, code) in objects.items()])
    cache.write(path, listed.encode() + b"\n" + b"".join(code for _, code in objects.values()))

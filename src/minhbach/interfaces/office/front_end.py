"""The files that pages are dressed and moved with: where they come from, and how a release gathers its own."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, get_finders
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_LIST = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FILES: dict[str, str] = _LIST["files"]
ICONS: str = _LIST["folders"]["icons"]


class FrontEndMissing(Exception):
    """Packages of the front end are not there."""


class FrontEndFinder(BaseFinder):
    """Finds the files of front-end packages that pages use, and no other."""

    def find(self, path: str, find_all: bool = False, **_rest: Any) -> Any:
        found = [str(_in_package(path))] if path in FILES and _in_package(path).exists() else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in FILES:
            yield name, _Named(location=settings.ENVIRONMENT.minhbach_node_modules)


class _Named(FileSystemStorage):
    """Opens a file of a package by the name that pages know."""

    def path(self, name: str) -> str:
        return super().path(FILES[name])


def gather() -> Path:
    """Return the folder with the static files of this release, made now where it is missing.

    It is named by what is in it and made aside: who still serves what was before keeps those files, and one that is
    stopped in the middle leaves nothing that looks whole. Two that start at once take turns.

    Raises: FrontEndMissing.
    """
    packages = settings.ENVIRONMENT.minhbach_node_modules
    if missing := [path for path in (*FILES.values(), ICONS) if not (packages / path).exists()]:
        raise FrontEndMissing(", ".join(missing[:3]))
    sources: dict[str, Storage] = {}
    for finder in get_finders():
        for name, storage in finder.list(None):
            sources.setdefault(name, storage)
    settings.STATIC_FOLDERS.mkdir(parents=True, exist_ok=True)
    folder: Path = settings.STATIC_FOLDERS / _digest(sources)
    with (settings.STATIC_FOLDERS / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not folder.exists():
            _make(folder, sources)
        _name_current(folder)
    return folder


def _digest(sources: dict[str, Storage]) -> str:
    digest = hashlib.sha256()
    for name, storage in sorted(sources.items()):
        with storage.open(name) as file:
            digest.update(f"{name}\n{file.size}\n".encode() + file.read())
    return digest.hexdigest()[:16]


def _make(folder: Path, sources: dict[str, Storage]) -> None:
    aside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    made = CompressedManifestStaticFilesStorage(location=aside, base_url=settings.STATIC_URL)
    for name, storage in sources.items():
        with storage.open(name) as file:
            made.save(name, file)
    for _name, _made, fault in made.post_process({name: (made, name) for name in sources}):
        if isinstance(fault, Exception):
            raise fault
    aside.rename(folder)


def _name_current(folder: Path) -> None:
    """Say which folder is served from now on; the one before stays for who still serves it."""
    sign = folder.with_name("current")
    before = sign.read_text() if sign.exists() else ""
    if before == folder.name:
        return
    aside = sign.with_name("current.new")
    aside.write_text(folder.name)
    aside.replace(sign)
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name not in {folder.name, before}:
            shutil.rmtree(other)


def _in_package(name: str) -> Path:
    return Path(settings.ENVIRONMENT.minhbach_node_modules / FILES[name])

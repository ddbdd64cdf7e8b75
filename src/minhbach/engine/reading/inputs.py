"""What a person names as input: files, folders, addresses in an S3-compatible store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.remote import SCHEME, Found, is_remote, objects

KINDS = (".parquet", ".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".zip")
"""How the names of files end that are taken from a folder."""


@dataclass(frozen=True)
class Input:
    """One file or object, under a name that no other input of the run has."""

    name: str
    path: Path  # of an object: its key
    remote: Found | None = None


@dataclass(frozen=True)
class Inputs:
    """What was found, and what in folders is of no known kind."""

    inputs: tuple[Input, ...]
    ignored: tuple[str, ...]

    def size(self) -> int:
        """How many bytes there are to read; 0 for what is missing."""
        return sum(
            one.remote.size if one.remote else one.path.stat().st_size
            for one in self.inputs
            if one.remote or one.path.is_file()
        )


def find_inputs(given: Sequence[Path | str]) -> Inputs:
    """Find every file and object that is meant: folders give what they hold, in the order of the names.

    Raises: ReadingRefused when something is missing, holds nothing readable or comes twice;
            RemoteUnreadable.
    """
    places: list[tuple[str, Path, Found | None]] = []
    ignored: list[str] = []
    for one in given:
        if is_remote(one):
            objects_here = objects(str(one))
            listed: list[tuple[str, Path, Found | None]] = [
                (found.address, Path(found.address.removeprefix(SCHEME)), found) for found in objects_here
            ]
            is_folder = len(listed) != 1 or listed[0][0] != str(one)
        else:
            path = Path(one).absolute()
            is_folder = path.is_dir()
            files = sorted(_files(path)) if is_folder else [path]
            listed = [(str(file), file, None) for file in files]
        if is_folder:
            known = [place for place in listed if place[0].lower().endswith(KINDS)]
            others = [PurePosixPath(place[0]).name for place in listed if not place[0].lower().endswith(KINDS)]
            if not known:
                raise ReadingRefused(problem="folder_unreadable", file=str(one), found=others[:5], kinds=list(KINDS))
            ignored += others
            listed = known
        places += listed
    names = _names([place[0] for place in places])
    return Inputs(
        tuple(Input(name, path, remote) for name, (_, path, remote) in zip(names, places, strict=True)), tuple(ignored)
    )


def _files(folder: Path) -> list[Path]:
    """Return the files under a folder, hidden ones left out: among them what a run keeps in ``.parts``."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _names(places: Sequence[str]) -> list[str]:
    """Return the shortest ends of paths that tell them apart.

    Raises: ReadingRefused when one comes twice.
    """
    if len(set(places)) < len(places):
        twice = next(place for place, times in Counter(places).items() if times > 1)
        raise ReadingRefused(problem="input_twice", file=PurePosixPath(twice).name)
    parts = [PurePosixPath(place).parts for place in places]
    length = 1
    while len({path[-length:] for path in parts}) < len(parts):
        length += 1
    return ["/".join(path[-length:]) for path in parts]

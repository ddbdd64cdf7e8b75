"""The screen's knowledge folder, made of the rights in force: marks, authorised sellers, price floors."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minhbach.domains.rights.models import Right
from minhbach.domains.rights.refusals import KnowledgeByHand
from minhbach.domains.rights.selectors.knowledge import MARK_COLUMNS, SELLER_COLUMNS, KnownRows, known_on
from minhbach.engine.screening.knowledge.reading import HEAD, SCHEMA, read_folder
from minhbach.engine.text.cells import csv_text
from minhbach.foundation import jobs
from minhbach.foundation.database.locks import wait_turn

TASK = "rights.knowledge"
MARKS, SELLERS = "marks.csv", "authorised_sellers.csv"


@dataclass(frozen=True)
class Written:
    """VERSION as the screen says it, empty where there is nothing to know; HAS_CHANGED: other rows than before."""

    version: str
    marks: int
    sellers: int
    has_changed: bool


def tell_screen(right: Right) -> None:
    """Have the folder made anew, in the transaction that changed a right."""
    jobs.follow(TASK, [right.pk])


def write_knowledge(folder: Path, *, on: date) -> Written:
    """Write into FOLDER what is known on a day; whatever else lies in it stays. Needs the system's reach.

    Nothing is touched where the rows are those that stand there, so that a sweep of the same file stays the same; and
    nothing is made where there is nothing to know. Other tables of the folder are other people's: the two written here
    carry their digest in its head, and one that was written by hand is left alone.

    Raises: KnowledgeByHand, engine.screening.knowledge.KnowledgeUnreadable.
    """
    wait_turn(TASK)
    rows = known_on(on)
    new = {
        MARKS: csv_text(MARK_COLUMNS, rows.marks).encode(),
        SELLERS: csv_text(SELLER_COLUMNS, rows.sellers).encode(),
    }
    standing = _standing(folder)
    if rows.are_empty and not standing:
        return _told(folder, rows, has_changed=False)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in new.items()}
    if digests == standing:
        return _told(folder, rows, has_changed=False)
    _put(folder, {**new, HEAD: _head(on, digests)})
    return _told(folder, rows, has_changed=True)


def _standing(folder: Path) -> dict[str, str]:
    """Return the digests under which the two tables were written here; refuse one that is somebody else's."""
    head = folder / HEAD
    said = tomllib.loads(head.read_text(encoding="utf-8")).get("rights", {}) if head.is_file() else {}
    for name in (MARKS, SELLERS):
        for path in (folder / name, (folder / name).with_suffix(".parquet")):
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != said.get(path.name):
                raise KnowledgeByHand(name=path.name, folder=folder.name)
    return {name: str(digest) for name, digest in said.items() if (folder / name).is_file()}


def _head(on: date, digests: dict[str, str]) -> bytes:
    lines = [
        f"schema = {SCHEMA}", f'version = "{on:%Y.%m.%d}"', f"made_on = {on.isoformat()}",
        'note = "Nhãn hiệu và người bán được ủy quyền: từ sổ quyền; không sửa tay hai tệp dưới đây."', "", "[rights]",
        *(f'"{name}" = "{digest}"' for name, digest in digests.items()), "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def _put(folder: Path, new: dict[str, bytes]) -> None:
    """Try the new files beside those that stay as the screen would read them; then put each in its place at once."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".knowledge-", dir=folder.parent) as aside:
        tried = Path(aside) / folder.name
        if folder.is_dir():
            shutil.copytree(folder, tried)
        else:
            tried.mkdir()
        for name, content in new.items():
            (tried / name).write_bytes(content)
        read_folder(tried)
        folder.mkdir(exist_ok=True)
        # The head last: a folder without one is none to a sweep.
        for name in new:
            (tried / name).replace(folder / name)


def _told(folder: Path, rows: KnownRows, *, has_changed: bool) -> Written:
    version = read_folder(folder)[0] if (folder / HEAD).is_file() else ""
    return Written(version, len(rows.marks), len(rows.sellers), has_changed)

"""The rules, lexicons and knowledge as they stand: others may find other signs in the same file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

import minhbach.engine


def rules_sha256() -> str:
    """Sum up every data file of the screen, and of the knowledge folder where there is one."""
    # The package itself stays unloaded: it compiles code that no page needs.
    folder = Path(minhbach.engine.__path__[0]) / "screening"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    knowledge = knowledge_folder()
    for path in sorted(knowledge.iterdir()) if knowledge else ():
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def knowledge_folder() -> Path | None:
    """Name the installation's knowledge folder, where it has one."""
    folder: Path = settings.KNOWLEDGE
    return folder if (folder / "knowledge.toml").exists() else None

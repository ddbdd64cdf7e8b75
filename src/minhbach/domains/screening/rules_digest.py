"""The rules, lexicons and knowledge as they stand: others may find other signs in the same file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from minhbach.engine.screening.digests import engine_digest


def rules_sha256() -> str:
    """Sum up the engine, code and data, and the knowledge folder where there is one."""
    digest = hashlib.sha256(engine_digest().encode())
    knowledge = knowledge_folder()
    for path in sorted(knowledge.iterdir()) if knowledge else ():
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def knowledge_folder() -> Path | None:
    """Name the installation's knowledge folder, where it has one."""
    folder: Path = settings.KNOWLEDGE
    return folder if (folder / "knowledge.toml").exists() else None

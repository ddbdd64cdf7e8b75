"""What the site hands out, looked through once: every client of a test builds the middleware anew."""

from __future__ import annotations

from typing import Any

from whitenoise import WhiteNoise

_look_through = WhiteNoise.update_files_dictionary
_seen: dict[tuple[str, str], dict[str, Any]] = {}


def look_once() -> None:
    """From now on a folder is taken to be as it was at the first look."""
    WhiteNoise.update_files_dictionary = _once


def _once(site: WhiteNoise, root: str, prefix: str) -> None:
    if (root, prefix) not in _seen:
        before = dict(site.files)
        _look_through(site, root, prefix)
        _seen[root, prefix] = {url: file for url, file in site.files.items() if file is not before.get(url)}
    site.files.update(_seen[root, prefix])

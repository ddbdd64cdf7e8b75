"""What rooms above show beside a subject: each registers the address of its own piece of page.

register_panel("evidence", lambda subject_id: reverse("evidence:of", args=["subjects.subject", subject_id]))
"""

from __future__ import annotations

from collections.abc import Callable

_panels: dict[str, Callable[[str], str]] = {}


def register_panel(code: str, url: Callable[[str], str]) -> None:
    """Let a subject's page fetch a piece of page, for a reader who may see it, from another room."""
    _panels[code] = url


def panel_urls(subject_id: object) -> list[str]:
    return [url(str(subject_id)) for url in _panels.values()]

"""What the machine says of its processes."""

from __future__ import annotations

from pathlib import Path

PROCESSES = Path("/proc")


def is_running(pid: int) -> bool:
    """Say whether a process runs; one that has ended and only waits to be counted does not."""
    try:
        stat = (PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def command_of(pid: int) -> list[str]:
    """Return the words a process was started with; none where it has ended."""
    try:
        words = (PROCESSES / str(pid) / "cmdline").read_bytes()
    except OSError:
        return []
    return words.decode(errors="replace").split("\0")


def all_in(folder: Path) -> list[int]:
    """List the running processes that stand in a folder, as far as this process may see where they stand."""
    return [int(entry.name) for entry in PROCESSES.iterdir() if entry.name.isdigit() and _stands_in(entry, folder)]


def _stands_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink() == folder
    except OSError:
        return False

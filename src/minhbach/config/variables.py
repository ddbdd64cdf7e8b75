"""What of the environment must be known before there are settings: commands and settings read it in this one way.

A variable that is set to nothing, as a line `NAME=` in a file of settings does, is as one that is not set.
"""

from __future__ import annotations

import os
from pathlib import Path

_OURS = ("MINHBACH_", "DATABASE_URL")


def forget_empty() -> None:
    """Take those of our variables out of the environment that say nothing."""
    for name, value in list(os.environ.items()):
        if name.startswith(_OURS) and not value.strip():
            del os.environ[name]


def home_folder() -> Path:
    """Return the folder of the installation: MINHBACH_HOME, else `var` in the folder where the command was given."""
    forget_empty()
    return Path(os.environ.get("MINHBACH_HOME", "var")).resolve()

"""What a built package carries that does not stand in its source: the front-end files that npm brought."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface):
    """Lays the files of the list into the wheel as npm lays them out; a checkout reads them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        listed = tomllib.loads((root / "src/minhbach/interfaces/office/front_end.toml").read_text(encoding="utf-8"))
        for path in (*listed["files"].values(), *listed["folders"].values()):
            if not (root / "node_modules" / path).exists():
                raise FileNotFoundError(f"node_modules/{path}: make front-end")
            build_data["force_include"][str(root / "node_modules" / path)] = f"minhbach/front_end/{path}"

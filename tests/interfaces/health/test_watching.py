"""`minhbach watch` needs neither worker nor database to say that they are dead."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path


def test_a_database_that_is_away_is_found_and_kept(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "MINHBACH_HOME": str(tmp_path),
        "DATABASE_URL": f"postgresql://minhbach_app@127.0.0.1:{port}/minhbach",
        "MINHBACH_DEMO": "false",
    }
    done = subprocess.run(
        [sys.executable, "-m", "minhbach", "watch", "--once"],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    look = json.loads((tmp_path / "health.json").read_text())
    found = {one["code"]: one["ailments"] for one in look["findings"]}
    assert found["database"][0]["what"].startswith("OperationalError: connection failed")
    assert found["files"] == []
    assert look["figures"] is None

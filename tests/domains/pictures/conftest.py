from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _bits_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same whether a model is installed here or not."""
    monkeypatch.setattr("minhbach.engine.pictures.descriptor.installed_model", lambda: None)

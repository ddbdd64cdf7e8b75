"""Why an input is not read: codes and values; the sentences live with the interfaces."""

from __future__ import annotations

from minhbach.engine.refusals import EngineRefusal


class ReadingRefused(EngineRefusal):
    """An input cannot be read at all."""

    code = "reading.refused"

"""What the server's own log says: what happened where and for how long, never to whom nor what was typed.

A log is copied, mailed and kept by whoever looks after a machine. So of an error it tells what kind it was and where
it rose, not its message, which quotes values; of a request the name of the page, not its address.
"""

from __future__ import annotations

import logging
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("minhbach_request_id", default="")

# Where a request keeps its id for lines that are written of it later.
KEPT_AS = "minhbach.request_id"
# These put addresses, hosts and whole requests into what they say.
_TALKATIVE = ("django", "gunicorn")
_FIELDS = ("request_id", "view", "method", "status", "ms", "officer")

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFilter(logging.Filter):
    """Adds the request to every line, and leaves out what others would put into it."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = getattr(getattr(record, "request", None), "META", {}).get(KEPT_AS, "")
        record.request_id = getattr(record, "request_id", "") or told or request_id.get()
        # Each handler asks, of one and the same line.
        if record.name.split(".")[0] in _TALKATIVE and not hasattr(record, "view"):
            request = getattr(record, "request", None)
            match = getattr(request, "resolver_match", None)
            record.view = match.view_name if match else ""
            record.status = record.__dict__.pop("status_code", None)
            record.msg, record.args = _said(record), ()
        # The request itself is no word; a formatter that knows no better would write it out.
        record.__dict__.pop("request", None)
        return True


def _said(record: logging.LogRecord) -> str:
    """Return what a line says without its values: its first word where that is the reason, as Django writes it."""
    if record.msg == "%s: %s" and isinstance(record.args, tuple):
        return str(record.args[0])
    return record.msg if record.args else record.name


class Lines(logging.Formatter):
    """One line for a person; an error's frames below it."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802
        return write_error(ei[1])


class JsonLines(JsonFormatter):
    """One JSON object a line, for a program that gathers logs."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger", "exc_info": "error"},
            json_ensure_ascii=False,
        )

    def formatException(self, ei: Raised) -> str:  # noqa: N802
        return write_error(ei[1])

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Leave out what a line has nothing to say of."""
        return {name: value for name, value in log_data.items() if name not in _FIELDS or value not in ("", None)}


def write_error(error: BaseException | None) -> str:
    """Write the kinds of an error and of what led to it, and where each rose."""
    parts: list[str] = []
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        parts.insert(0, "".join(traceback.format_tb(error.__traceback__)) + _kind_of(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n… then:\n".join(parts)


def _kind_of(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    told = getattr(error, "diag", None)
    known = {
        "code": getattr(error, "code", None) if isinstance(getattr(error, "code", None), str) else None,
        "sqlstate": getattr(error, "sqlstate", None),
        "table": getattr(told, "table_name", None),
        "constraint": getattr(told, "constraint_name", None),
    }
    said = ", ".join(f"{name} {value}" for name, value in known.items() if value)
    return f"{kind} ({said})" if said else kind

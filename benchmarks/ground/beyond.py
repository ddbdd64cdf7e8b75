"""What an officer asks of records beyond reach: every address that names one answers no, and tells nothing of it.

Called by the walk. The records are those that exist and that the officer is not shown; each stands in every address
that names its kind, read and written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.documents.models import DocumentFile, NumberRegister, OfficialDocument
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.reporting.models import Report
from minhbach.domains.screening.models import Export, Lead, LexiconEntry, LexiconTrial, Sweep
from minhbach.domains.subjects.models import Identifier, Import, Statement, Subject
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Which record a name in an address stands for, and what of it nobody beyond reach may read.
NAMED: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "case_id": (Case, ("code", "title")),
    "event_id": (CaseEvent, ()),
    "register_id": (NumberRegister, ()),
    "document_id": (OfficialDocument, ("title",)),
    "file_id": (DocumentFile, ()),
    "item_id": (EvidenceItem, ("title",)),
    "report_id": (Report, ()),
    "export_id": (Export, ("name",)),
    "sweep_id": (Sweep, ()),
    "lead_id": (Lead, ("title", "seller_name")),
    "entry_id": (LexiconEntry, ("name",)),
    "trial_id": (LexiconTrial, ()),
    "subject_id": (Subject, ("name",)),
    "import_id": (Import, ("name",)),
    "identifier_id": (Identifier, ()),
    "statement_id": (Statement, ()),
}
# Of what kind is told in the address itself.
TARGETS = {"subjects.subject": "subject_id", "cases.case": "case_id", "screening.lead": "lead_id"}
REFUSED = {403, 404, 405}
SHORTEST_TELLING = 8  # shorter words stand on pages by chance


@dataclass
class Beyond:
    """What was asked of records out of reach, and what answered otherwise than no."""

    requests: int = 0
    records: int = 0
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Hidden:
    """One record that an officer is not shown."""

    own_id: Any
    words: tuple[str, ...]


def hidden_records(officer: Officer, examples: int) -> dict[str, list[Hidden]]:
    """Find for each name in an address records that exist and that the officer is not shown."""
    found: dict[str, list[Hidden]] = {}
    for name, (model, columns) in NAMED.items():
        manager = model._default_manager
        with acting_as(SYSTEM):
            every = list(manager.order_by("pk").values_list("pk", *columns))
        with acting_as(access_of(officer, at=now())):
            shown = set(manager.values_list("pk", flat=True))
        rows = [row for row in every if row[0] not in shown]
        step = max(1, len(rows) // examples)
        found[name] = [
            Hidden(own_id, tuple(str(word) for word in words if len(str(word)) >= SHORTEST_TELLING))
            for own_id, *words in rows[::step][:examples]
        ]
    return found


def addresses_beyond(
    names: tuple[str, ...], known: dict[tuple[str, ...], list[Any]], hidden: dict[str, list[Hidden]]
) -> Iterator[tuple[dict[str, Any], Hidden]]:
    """Yield what may stand in an address whose first record, at least, is out of reach."""
    if names[:1] == ("target_type",):
        for kind, name in TARGETS.items():
            for record in hidden[name]:
                yield {"target_type": kind, "target_id": record.own_id}, record
        return
    first = next((name for name in names if name in hidden), None)
    if first is None:
        return
    rest = [name for name in names if name != first]
    for record in hidden[first]:
        for values in product(*(_examples(name, names, known) for name in rest)):
            yield {first: record.own_id, **dict(zip(rest, values, strict=True))}, record


def _examples(name: str, names: tuple[str, ...], known: dict[tuple[str, ...], list[Any]]) -> list[Any]:
    """Return what may stand beside a record, on its own or as it is known to stand beside such a one."""
    if (name,) in known:
        return known[(name,)]
    place = names.index(name)
    return list(dict.fromkeys(pair[place] for pair in known[names]))


def ask_beyond(
    officer: Officer,
    routes: list[tuple[str, tuple[str, ...]]],
    known: dict[tuple[str, ...], list[Any]],
    *,
    examples: int,
) -> Beyond:
    """Ask every address for records that the officer is not shown."""
    found = Beyond()
    hidden = hidden_records(officer, examples)
    found.records = sum(map(len, hidden.values()))
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(officer, backend=BACKEND)
    for name, names in routes:
        for kwargs, record in addresses_beyond(names, known, hidden):
            try:
                address = reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                continue
            for method in ("GET", "POST"):
                with transaction.atomic():
                    sent = client.post(address) if method == "POST" else client.get(address)
                    text = b"".join(sent.streaming_content) if sent.streaming else sent.content  # type: ignore[arg-type]
                    transaction.set_rollback(True)
                found.requests += 1
                words = [word for word in record.words if word.encode() in text]
                if sent.status_code not in REFUSED or words:
                    found.told.append(f"{method} {address} as {officer.username}: {sent.status_code} {words}")
    return found

"""Who listens to whom. A lower domain emits a plain event; only this page names the higher one that hears it."""

from __future__ import annotations


def connect() -> None:
    """Tie every listener to its event; called once, when all applications are loaded."""
    from minhbach.domains.cases.services import hear_document
    from minhbach.domains.documents.events import on_document_moved
    from minhbach.domains.reporting.services import hear_document as follow_report

    # An inspection order or a sanction decision that is issued is an event of its case.
    on_document_moved(hear_document)
    # A report whose document is issued is issued; one returned may be changed again.
    on_document_moved(follow_report)

"""What a subject's page tells of its cases, written in the transaction of the act."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhbach.domains.cases.models import CaseSubject
from minhbach.domains.cases.services.journal import Appended
from minhbach.domains.cases.types.codes import EventKind
from minhbach.domains.subjects.services import tell_story
from minhbach.domains.subjects.types import StoryGroup, register_story

_SENTENCES = {
    EventKind.SUBJECT_ADDED: (_("Case %(case)s opened"), "briefcase", None),
    EventKind.ORDERED: (_("Case %(case)s: inspection ordered"), "file-search", None),
    EventKind.INSPECTED: (_("Case %(case)s: inspected"), "clipboard-check", None),
    EventKind.VIOLATION_RECORDED: (_("Case %(case)s: violation record made"), "file-alert", None),
    EventKind.DECIDED: (_("Case %(case)s: sanction decision issued"), "gavel", (_("sanctioned"), "warn")),
    EventKind.CLOSED: (_("Case %(case)s: decision carried out, case closed"), "circle-check", None),
    EventKind.NO_VIOLATION: (_("Case %(case)s: ended, no violation found"), "circle-check", None),
    EventKind.TRANSFERRED: (_("Case %(case)s: transferred to another agency"), "arrow-forward-up", None),
    EventKind.REFERRED: (_("Case %(case)s: referred for signs of crime"), "alert-triangle", None),
    EventKind.PROSECUTED: (_("Case %(case)s: criminal case opened"), "alert-triangle", None),
    EventKind.RETURNED: (_("Case %(case)s: file returned for administrative handling"), "arrow-back-up", None),
}


def register_stories() -> None:
    """This will name the kinds of entries that cases tell; called once, when the application is ready."""
    for kind, (sentence, icon, chip) in _SENTENCES.items():
        register_story(
            f"cases.{kind.value}",
            sentence,
            group=StoryGroup.CASE,
            icon=icon,
            url=lambda case_id: reverse("cases:case", args=[case_id]),
            chip=chip,
        )


def tell(done: Appended, *, at: datetime) -> None:
    """This will tell the act on the page of everyone the case is about; what concerns only the office is not told."""
    kind = EventKind(done.event.kind)
    if kind not in _SENTENCES:
        return
    links = CaseSubject.objects.filter(case=done.case).select_related("subject")
    if kind is EventKind.SUBJECT_ADDED:
        links = links.filter(subject_id=done.event.data["subject_id"])
    for link in links:
        tell_story(
            subject=link.subject,
            at=at,
            kind=f"cases.{kind.value}",
            target=done.case,
            params={"case": done.case.code},
            officer=done.event.officer,
        )

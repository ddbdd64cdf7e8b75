"""What may not be seen may not be guessed either: no count, list, suggestion, file or refusal changes by it"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.models import Case
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers.letter import LetterContent
from minhbach.domains.documents.types import Kind
from minhbach.domains.evidence import services as evidence
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.types import IdentifierKind, Property, Provenance, SubjectKind
from minhbach.foundation.scope import Sharing
from tests.domains.evidence.conftest import PIXEL
from tests.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAME, PHONE = "Công ty TNHH Thạch Lựu Xanh", "0912 345 678"
# What a question to the database does, and to which tables.
WORK = re.compile(r'^\w+|(?:from|into|update|join) "?(\w+)"?')
ONLY_HERE = Provenance(sharing=Sharing.AGENCY)


@pytest.fixture
def shared(world: World) -> Subject:
    """Somebody both teams see, with a telephone number."""
    same: dict[str, Any] = {"officer": world.outsider, "at": world.at}
    everybody = Provenance(sharing=Sharing.NETWORK)
    with world.acting(world.outsider):
        subject = subjects.register_subject(
            kind=SubjectKind.ORGANISATION, name=NAME, place=world.commune, provenance=everybody, **same
        )
        subjects.add_identifier(subject=subject, kind=IdentifierKind.PHONE, value=PHONE, provenance=everybody, **same)
    return subject


def hide(world: World, shared: Subject) -> dict[str, Any]:
    """Everything a team keeps to itself about the same firm, number and file."""
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        hidden = subjects.register_subject(
            kind=SubjectKind.ORGANISATION, name=NAME, place=world.commune, provenance=ONLY_HERE, **same
        )
        subjects.add_identifier(subject=hidden, kind=IdentifierKind.PHONE, value=PHONE, provenance=ONLY_HERE, **same)
        subjects.state(
            subject=shared, property=Property.REPRESENTATIVE, value="Nông Văn Kín", provenance=ONLY_HERE, **same
        )
        case = cases.open_case(title=NAME, subject_id=shared.id, place=world.commune, sharing=Sharing.AGENCY, **same)
        item = evidence.add_evidence(target=case, kind="photo", title=NAME, content=PIXEL, file_name="a.png", **same)
        letter = documents.draft(
            agency=world.team,
            kind=Kind.LETTER,
            content=LetterContent(addressed_to=(NAME,), subject=NAME, paragraphs=(NAME,)),
            title=NAME,
            place=world.commune,
            sharing=Sharing.AGENCY,
            **same,
        )
        statement = Statement.objects.filter(subject=hidden).latest("created_at")
    return {"subject": hidden, "case": case, "item": item, "letter": letter, "statement": statement}


def looked_up(shared: Subject, own: EvidenceItem) -> list[str]:
    """Where a count, a list, a suggestion or a file could tell of what is hidden."""
    lists = [
        reverse(name)
        for name in ("subjects:list", "subjects:duplicates", "cases:list", "documents:list", "evidence:list",
                     "reporting:list", "documents:register")
    ]  # fmt: skip
    texts = ("Thạch Lựu", "0912345678", "Nông Văn Kín", "VV-2026")
    return [
        reverse("office:today"),
        *lists,
        *(f"{url}?export=xlsx" for url in lists),
        *(f"{reverse('office:search')}?q={text}" for text in texts),
        *(f"{url}?q={texts[0]}" for url in lists),
        *(f"{reverse('cases:pick_subject')}?q={text}" for text in texts),
        f"{reverse('subjects:register')}?name={NAME}",
        reverse("subjects:subject", args=[shared.id]),
        reverse("cases:of_subject", args=[shared.id]),
        reverse("evidence:of", args=["subjects.subject", shared.id]),
        reverse("evidence:item", args=[own.id]),
        f"{reverse('cases:open')}?subject={shared.id}",
        *(
            reverse("subjects:identifier", args=[one.identifier_id])
            for one in shared.statements.all()
            if one.identifier_id
        ),
    ]


def read(client: Client, url: str) -> str:
    """A page without what differs from one reading to the next; a workbook as its cells."""
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            return "".join(archive.read(name).decode() for name in sorted(archive.namelist()) if name.startswith("xl/"))
    # A paper as PDF is no text: its bytes are compared as they are.
    is_pdf = content.startswith(b"%PDF")
    return f"{answer.status_code} {content.decode('latin-1') if is_pdf else bare(content.decode())}"


def bare(text: str) -> str:
    text = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken":|name="press" value)\s*=?\s*"[^"]*"', "", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "<id>", text)


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_nothing_an_outsider_reads_changes_when_something_hidden_is_made(world: World, shared: Subject) -> None:
    with world.acting(world.outsider):
        own = evidence.add_evidence(
            officer=world.outsider, at=world.at, target=shared, kind="photo", title="Mặt tiền", content=PIXEL,
            file_name="a.png",
        )  # fmt: skip
        urls = looked_up(shared, own)
    client = signed_in(world.outsider)
    before = {url: read(client, url) for url in urls}
    before = {url: read(client, url) for url in urls}  # the first reading leaves its own marks: remembered filters
    hide(world, shared)
    after = {url: read(client, url) for url in urls}
    assert [url for url in urls if before[url] != after[url]] == []
    # Proof that it was there to be told: whoever may see it, sees it.
    insider = signed_in(world.inspector)
    seen = [url for url in urls if url.startswith((reverse("office:search"), reverse("cases:list")))]
    assert [url for url in seen if read(insider, url) == after[url]] != seen


def test_they_were_there_to_be_hidden(world: World, shared: Subject) -> None:
    hidden = hide(world, shared)
    with world.acting(world.inspector):
        assert Case.objects.filter(id=hidden["case"].id).exists()
        assert OfficialDocument.objects.filter(id=hidden["letter"].id).exists()
    with world.acting(world.outsider):
        assert not Case.objects.filter(id=hidden["case"].id).exists()
        assert not OfficialDocument.objects.filter(id=hidden["letter"].id).exists()
        assert not Subject.objects.filter(id=hidden["subject"].id).exists()

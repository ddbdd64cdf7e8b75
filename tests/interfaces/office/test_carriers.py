"""Words that would be script, formula, template or field elsewhere are words here, on every page, in every file"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.papers.letter import LetterContent
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import Kind
from minhbach.domains.evidence import services as evidence
from minhbach.domains.reporting import services as reporting
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.types import PresenceKind, Provenance, SubjectKind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.evidence.conftest import PIXEL
from tests.going_on import GO_ON
from tests.worlds import SINCE, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARK = "zq9"
# A name may begin like a formula, break out of text or attribute, fill a template or a format, or be markup of DOCX.
WORDS = (
    "=zq9()\"><script>zq9()</script><img src=x onerror=zq9()>' onload='zq9() {{zq9}}{% zq9 %} %(zq9)s %s {0} "
    "<w:instrText>zq9</w:instrText>]]>"
)
LINK = "javascript:zq9()"


class Reading(HTMLParser):
    """Collects whatever of a page would run, and whether the words stand in it at all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.is_shown = False
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside = tag if tag == "script" and given.get("type") != "application/json" else ""
        if tag.startswith("w:") or (tag == "img" and "onerror" in given):
            self.runs.append(tag)
        for name, value in given.items():
            link = value.strip().lower()
            if MARK in value and (name.startswith("on") or link.startswith(("javascript:", "data:"))):
                self.runs.append(f"{tag} {name}={value}")
            if name.startswith("hx-") and MARK in value and "/" not in value:
                self.runs.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.is_shown = self.is_shown or WORDS in data
        if self.inside and MARK in data:
            self.runs.append(f"script: {data}")


@pytest.fixture
def world(standing_province: World, files: Path) -> World:
    """A world in which whatever people name is named so."""
    world = standing_province
    with acting_as(SYSTEM):
        Agency.objects.filter(id__in=[world.team.id, world.branch.id, world.committee.id, world.customs.id]).update(
            name=WORDS, short_name=WORDS[:100]
        )
        Officer.objects.filter(id=world.inspector.id).update(full_name=WORDS[:100])
    return world


# What in a PDF would run or lead out.
RUNS_IN_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|URI|OpenAction|AA)\b")


def test_are_words_on_every_page_and_in_every_file(world: World) -> None:
    urls = [*_subject_case_and_letter(world), *_report(world)]
    urls += [f"{reverse('office:search')}?q={MARK}", reverse("office:today")]
    urls += [
        reverse(name)
        for name in (
            "agencies:home", "agencies:officers", "subjects:list", "subjects:duplicates", "subjects:imports",
            "cases:list", "documents:list", "documents:register", "evidence:list", "reporting:list", "screening:leads",
            "screening:sellers", "screening:lexicon",
        )
    ]  # fmt: skip
    urls += [f"{url}?export=xlsx" for url in urls if url.count("/") == 2]
    shown: set[str] = set()
    runs: dict[str, Any] = {}
    formulas: dict[str, Any] = {}
    for officer in (world.inspector, world.administrator, world.committee_officer, world.records_clerk):
        client = Client()
        client.force_login(officer, backend=BACKEND)
        for url in urls:
            answer = client.get(url)
            assert answer.status_code in (200, 302, 403, 404), (url, answer.status_code)
            if answer.status_code != 200:
                continue
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if content.startswith(b"PK"):
                words, found = _of_file(content)
                formulas.update({url: found} if found else {})
                shown.update({url} if words else set())
                continue
            if content.startswith(b"%PDF"):
                formulas.update({url: found} if (found := RUNS_IN_PDF.findall(content)) else {})
                continue
            page = Reading()
            page.feed(content.decode())
            runs.update({url: page.runs} if page.runs else {})
            shown.update({url} if page.is_shown else set())
    assert runs == {}
    assert formulas == {}
    # Proof that they were there to be found: pages of every room, papers and workbooks.
    assert len(shown) >= 15
    assert any("export=xlsx" in url for url in shown)
    assert any(url.endswith(".docx") or "/tep/" in url for url in shown)


def _of_file(content: bytes) -> tuple[bool, list[str]]:
    """Whether the words stand in a DOCX or XLSX as words, and whatever in it would run or lead out."""
    found: list[str] = []
    words = False
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():  # noqa: S314 - our own file
                tag = element.tag.rsplit("}", 1)[-1]
                text = "".join(element.itertext()) if tag in ("p", "si", "is", "t") else ""
                words = words or "<script>zq9()</script>" in text
                if tag in ("f", "fldSimple", "instrText", "altChunk", "hyperlink") and MARK in "".join(
                    [*element.itertext(), *element.attrib.values()]
                ):
                    found.append(f"{name}: {tag}")
                if element.attrib.get("TargetMode") == "External":
                    found.append(f"{name}: {element.attrib}")
    return words, found


def _subject_case_and_letter(world: World) -> list[str]:
    same: dict[str, Any] = {"officer": world.inspector, "at": world.at}
    with world.acting(world.inspector):
        subject = subjects.register_subject(
            kind=SubjectKind.ORGANISATION, name=WORDS, place=world.commune, provenance=Provenance(), **same
        )
        subjects.add_presence(
            subject=subject, kind=PresenceKind.WEBSITE, name=WORDS, url="http://zq9.vn/\"onload='zq9()'", **same
        )
        with pytest.raises(IdentifierInvalid):
            subjects.add_presence(subject=subject, kind=PresenceKind.PAGE, name=WORDS, url=LINK, **same)
        case = cases.open_case(
            title=WORDS[:200], origin_note=WORDS, subject_id=subject.id, place=world.commune, presence_url=LINK, **same
        )
        item = evidence.add_evidence(
            target=case, kind="photo", title=WORDS, content=PIXEL, file_name=f"{WORDS}.png", source_url=LINK, **same
        )
        letter = documents.draft(
            agency=world.team,
            kind=Kind.LETTER,
            content=LetterContent(addressed_to=(WORDS,), subject=WORDS, paragraphs=(WORDS, LINK)),
            title=WORDS,
            recipients=(WORDS,),
            **same,
        )
    return [
        reverse("subjects:subject", args=[subject.id]),
        reverse("cases:of_subject", args=[subject.id]),
        f"{reverse('cases:pick_subject')}?q={MARK}",
        reverse("cases:case", args=[case.id]),
        reverse("cases:goods", args=[case.id]),
        reverse("evidence:item", args=[item.id]),
        reverse("evidence:of", args=["cases.case", case.id]),
        reverse("documents:document", args=[letter.id]),
        reverse("documents:edit", args=[letter.id]),
        reverse("documents:draft_file", args=[letter.id]),
        reverse("documents:pdf_copy", args=[letter.id]),
        reverse("agencies:agency", args=[world.team.id]),
        reverse("agencies:officer", args=[world.inspector.id]),
    ]


def _report(world: World) -> list[str]:
    same: dict[str, Any] = {"officer": world.committee_officer, "at": world.at}
    with world.acting(world.committee_officer):
        reporting.enrol_member(body=world.committee, agency=world.customs, since=SINCE, **same)
        report = reporting.open_report(body=world.committee, year=2026, month=10, **same)
        reporting.write_section(report=report, code="CHI_DAO", text=f"{WORDS}\n{LINK}", **same)
        reporting.close_figures(report=report, **same, confirmed=GO_ON)
        signer = signers_of_agency(world.committee, Kind.REPORT, at=world.at)[0].post
        paper = reporting.put_forward(report=report, signer_post_id=signer.id, addressed_to=(WORDS,), **same)
        drawn = list(paper.files.all())
    return [
        reverse("reporting:report", args=[report.id]),
        reverse("reporting:places", args=[report.id]),
        reverse("reporting:workbook", args=[report.id]),
        reverse("reporting:member", args=[report.id, world.customs.id]),
        reverse("documents:document", args=[paper.id]),
        reverse("documents:draft_file", args=[paper.id]),
        *(reverse("documents:file", args=[paper.id, file.id]) for file in drawn),
    ]


def test_the_reading_would_see_them_run() -> None:
    for harm in (WORDS, f'<a href="{LINK}">', f'<b onclick="{MARK}()">', "<img src=x onerror=1>"):
        page = Reading()
        page.feed(harm)
        assert page.runs

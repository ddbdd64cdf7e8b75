"""The papers of the demo world, drawn: its cases bring more of each kind together than the samples do."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any, cast

import pytest
from django.db import transaction

from minhbach.domains.documents.layout import render_docx
from minhbach.domains.documents.models import DocumentFile
from minhbach.domains.documents.services.freezing import thaw_file
from minhbach.domains.documents.types import FileKind
from minhbach.foundation.scope.access import SYSTEM, acting_as
from tests.demo_world import lent_demo_world
from tests.domains.documents.layout.wordprocessing import faults_of


def test_every_paper_drawn_is_what_the_schema_of_word_asks_for(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("drawn") / "home"
    faults: dict[Hashable, list[str]] = {}
    with lent_demo_world(owner_url, django_db_blocker, "drawn", home), transaction.atomic(), acting_as(SYSTEM):
        drawn = DocumentFile.objects.exclude(frozen=None)
        for file in drawn.filter(kind__in=(FileKind.SIGNED_OVER, FileKind.NUMBERED)):
            content, envelope = thaw_file(file)
            paper = content.compose(envelope)
            shape = shape_of(paper)
            if shape not in faults:
                faults[shape] = [f"{file.name}: {fault}" for fault in faults_of(render_docx(paper))]
    assert len(faults) > 5
    assert [fault for found in faults.values() for fault in found] == []


def shape_of(part: Any) -> Hashable:
    """What decides which elements are drawn: all of a paper but its words, and how often a like part follows itself."""
    if isinstance(part, str):
        return bool(part), "\n" in part, "\t" in part
    if isinstance(part, tuple):
        return tuple(shape for shape, _ in groupby(map(shape_of, part)))
    if is_dataclass(part):
        return type(part), *(shape_of(getattr(part, field.name)) for field in fields(part))
    return cast("Hashable", part)

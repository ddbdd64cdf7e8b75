"""Officers for the law pages: one of each kind that matters here."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.types import AgencyLevel, Force, Role

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def agency(db: None) -> Agency:
    return Agency.objects.create(
        key="test.law",
        name="Chi cục Quản lý thị trường thử nghiệm",
        short_name="Chi cục QLTT",
        symbol="QLTT",
        force=Force.MARKET_SURVEILLANCE,
        level=AgencyLevel.PROVINCE,
        valid_from=date(2025, 7, 1),
        folded="chi cuc quan ly thi truong thu nghiem",
        sort_key="chi cuc",
    )


def make_officer(agency: Agency, username: str, role: Role) -> Officer:
    officer = Officer.objects.create_user(username, full_name=username)
    Post.objects.create(officer=officer, agency=agency, role=role, title_vi="Công chức", valid_from=date(2025, 7, 1))
    return officer


@pytest.fixture
def legal_officer(agency: Agency) -> Officer:
    return make_officer(agency, "phap.che", Role.LEGAL_OFFICER)


@pytest.fixture
def second_legal_officer(agency: Agency) -> Officer:
    return make_officer(agency, "phap.che.hai", Role.LEGAL_OFFICER)


@pytest.fixture
def inspector(agency: Agency) -> Officer:
    return make_officer(agency, "kiem.soat", Role.INSPECTOR)

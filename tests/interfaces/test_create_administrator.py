from __future__ import annotations

import pytest
from typer.testing import CliRunner

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.agencies.types import Role
from minhbach.foundation.clock import local_date, now
from minhbach.interfaces.cli import app, installation

ARGUMENTS = ["create-administrator", "QuanTri", "Chu  Viết Dũng", "--agency", "bcd389.20"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "prepare", lambda: None)


def test_the_first_administrator_is_made_with_a_password_to_change() -> None:
    result = CliRunner().invoke(app, ARGUMENTS)
    assert result.exit_code == 0, result.output
    person = Officer.objects.get(username="quantri")
    assert person.check_password(result.output.strip().rsplit(" ", 1)[1])
    assert person.password_is_given
    assert has_role(person, Role.ADMINISTRATOR, on=local_date(now()))


def test_an_unknown_agency_or_a_name_in_use_is_refused_and_nothing_is_made() -> None:
    assert CliRunner().invoke(app, [*ARGUMENTS[:-1], "khong.co"]).exit_code == 1
    assert not Officer.objects.exists()
    CliRunner().invoke(app, ARGUMENTS)
    result = CliRunner().invoke(app, ARGUMENTS)
    assert result.exit_code == 1
    assert "đã có người dùng" in result.output
    assert Officer.objects.count() == 1

"""A month's report, when two are at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.selectors import signers_of_agency
from minhbach.domains.documents.types import Kind
from minhbach.domains.reporting import refusals, services
from minhbach.domains.reporting.models import FiguresDraft, FrozenFigures, Membership, Report, Submission
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.going_on import GO_ON
from tests.races.race import Act, Done, as_read, by, race
from tests.worlds import World

FIGURES = {("B389.VU", ""): 46}
months = count(1)


@pytest.fixture
def act(world: World) -> Callable[..., Act]:
    def act(service: Callable[..., Any], officer: Officer, **asked: Any) -> Act:
        return by(lambda: world.acting(officer), lambda: service(officer=officer, at=world.at, **asked))

    return act


@pytest.fixture(scope="module", autouse=True)
def roster(world: World) -> None:
    with world.acting(world.committee_officer):
        services.enrol_member(
            officer=world.committee_officer, at=world.at, body=world.committee, agency=world.customs,
            since=date(2024, 1, 1),
        )  # fmt: skip


@pytest.fixture
def report(world: World) -> Report:
    with world.acting(world.committee_officer):
        return services.open_report(
            officer=world.committee_officer, at=world.at, body=world.committee, year=2026, month=next(months)
        )


@pytest.mark.race("reporting.open_report")
def test_a_month_is_opened_once(world: World, act: Any) -> None:
    opened = [
        act(services.open_report, world.committee_officer, body=world.committee, year=2025, month=12) for _ in range(2)
    ]
    assert race(*opened) == (Done, Done)
    with acting_as(SYSTEM):
        assert Report.unscoped.filter(year=2025, month=12).count() == 1


@pytest.mark.race("reporting.enrol_member")
def test_a_member_is_enrolled_once(world: World, act: Any) -> None:
    enrolled = [
        act(
            services.enrol_member, world.committee_officer, body=world.committee, agency=world.police,
            since=date(2026, 1, 1) if first else date(2026, 2, 1),
        )
        for first in (True, False)
    ]  # fmt: skip
    assert race(*enrolled) == (Done, Done)
    assert Membership.objects.filter(body=world.committee, agency=world.police).count() == 1


@pytest.mark.race("reporting.close_figures")
def test_figures_are_closed_once(world: World, report: Report, act: Any) -> None:
    close = [
        act(services.close_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON) for _ in range(2)
    ]
    assert race(*close) == (Done, refusals.FiguresAlreadyClosed)
    with acting_as(SYSTEM):
        assert FrozenFigures.objects.filter(report=report).count() == 1


@pytest.mark.race("reporting.submit_figures", "reporting.declare_nothing", "reporting.urge")
def test_a_report_closed_meanwhile_takes_nothing_more(world: World, report: Report, act: Any) -> None:
    asked = {"agency": world.customs}
    for service, officer, more in (
        (services.submit_figures, world.customs_officer, {**asked, "figures": FIGURES, "confirmed": GO_ON}),
        (services.declare_nothing, world.customs_officer, {**asked, "confirmed": GO_ON}),
        (services.urge, world.committee_officer, asked),
    ):
        ends = race(
            act(services.close_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON),
            act(service, officer, report=as_read(report), **more),
        )
        assert ends == (Done, refusals.FiguresAlreadyClosed)
        act(services.reopen_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON)()
    with acting_as(SYSTEM):
        assert Submission.objects.filter(report=report).count() == 0


@pytest.mark.race("reporting.submit_figures")
def test_two_of_one_member_send_two_versions(world: World, report: Report, act: Any) -> None:
    send = [
        act(
            services.submit_figures, world.customs_officer, report=as_read(report), agency=world.customs,
            figures=FIGURES, confirmed=GO_ON,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert race(*send) == (Done, Done)
    with acting_as(SYSTEM):
        versions = Submission.objects.filter(report=report).values_list("version", flat=True)
        assert sorted(versions) == [1, 2]


@pytest.mark.race("reporting.keep_draft")
def test_two_of_one_member_keep_one_draft(world: World, report: Report, act: Any) -> None:
    keep = [
        act(
            services.keep_draft, world.customs_officer, report=as_read(report), agency=world.customs,
            typed={"B389.VU|": typed},
        )
        for typed in ("1", "2")
    ]  # fmt: skip
    assert race(*keep) == (Done, Done)
    with acting_as(SYSTEM):
        assert [draft.typed for draft in FiguresDraft.objects.filter(report=report)] == [{"B389.VU|": "2"}]


@pytest.mark.race("reporting.reopen_figures")
def test_figures_are_opened_again_once(world: World, report: Report, act: Any) -> None:
    act(services.close_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON)()
    again = [
        act(services.reopen_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON) for _ in range(2)
    ]
    assert race(*again) == (Done, refusals.FiguresStillOpen)


@pytest.mark.race("reporting.put_forward", "reporting.write_section", "reporting.reopen_figures")
def test_a_report_put_forward_meanwhile_is_as_it_was_put(world: World, report: Report, act: Any) -> None:
    act(services.close_figures, world.committee_officer, report=as_read(report), confirmed=GO_ON)()
    with world.acting(world.committee_officer):
        signer = signers_of_agency(world.committee, Kind.REPORT, at=world.at)[0]
    read = [as_read(report) for _ in range(4)]
    forward = act(services.put_forward, world.committee_officer, report=read[0], signer_post_id=signer.post.id)
    write = act(services.write_section, world.committee_officer, report=read[1], code="TINH_HINH", text="Muộn")
    assert race(forward, write) == (Done, refusals.ReportAlreadyPutForward)
    reopen = act(services.reopen_figures, world.committee_officer, report=read[2], confirmed=GO_ON)
    again = act(services.put_forward, world.committee_officer, report=read[3], signer_post_id=signer.post.id)
    assert race(reopen, again) == (refusals.FiguresStillOpen, refusals.FiguresStillOpen)

"""The installation's command line as the second person, where there is no other; and its way back into an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from minhbach.interfaces.cli import installation

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import GuestProposal, PostProposal
    from minhbach.domains.law.models import ChangeProposal, ChangeSet

    Waiting = PostProposal | GuestProposal | ChangeProposal | ChangeSet


def proposals() -> None:
    """Liệt kê những việc cần hai người đang chờ xác nhận."""
    installation.prepare()
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    with acting_as(SYSTEM):
        for one in _waiting():
            typer.echo(f"{one.pk}  {_words(one)}; {one.proposed_by.full_name} đề nghị.")


def confirm(
    proposal: Annotated[UUID, typer.Argument(help="Mã đề nghị, như minhbach proposals liệt kê.")],
) -> None:
    """Xác nhận một đề nghị, khi trong hệ thống không có người thứ hai nào làm được; có ghi nhật ký."""
    installation.prepare()
    from django.utils import translation

    from minhbach.domains.agencies import services as agencies
    from minhbach.domains.agencies.models import GuestProposal, PostProposal
    from minhbach.domains.law import selectors
    from minhbach.domains.law import services as law
    from minhbach.domains.law.models import ChangeSet
    from minhbach.foundation.clock import now
    from minhbach.foundation.refusals import Refusal
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    translation.activate("vi")
    try:
        with acting_as(SYSTEM):
            found = next((one for one in _waiting() if one.pk == proposal), None)
            if found is None:
                typer.echo("Không có đề nghị nào mang mã này đang chờ xác nhận.", err=True)
                raise typer.Exit(1)
            if isinstance(found, PostProposal):
                agencies.confirm_post(proposal=found, officer=None, at=now())
            elif isinstance(found, GuestProposal):
                agencies.open_guest(proposal=found, officer=None, at=now())
            elif isinstance(found, ChangeSet):
                law.confirm_changes(change_set=found, change_ids=selectors.waiting_of(found), officer=None, at=now())
            else:
                law.confirm_change(proposal=found, officer=None, at=now())
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal
    typer.echo(f"Đã xác nhận: {_words(found)}.")


def give_password(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
) -> None:
    """Cấp mật khẩu mới cho một tài khoản mà không quản trị nào trên hệ thống cấp được; có ghi nhật ký."""
    installation.prepare()
    from minhbach.domains.agencies import services
    from minhbach.domains.agencies.models import Officer
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    with acting_as(SYSTEM):
        person = Officer.objects.filter(username=username.strip().lower()).first()
        if person is None:
            typer.echo(f"Không có tài khoản {username}.", err=True)
            raise typer.Exit(1)
        password = services.give_password(person=person, officer=None, at=now())
    typer.echo(f"{person.full_name}\nMật khẩu: {password}")


def remove_codes(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
) -> None:
    """Bỏ mã một lần và mã dự phòng của người đã mất chúng; lần đăng nhập sau phải bật lại; có ghi nhật ký."""
    installation.prepare()
    from minhbach.domains.agencies import services
    from minhbach.domains.agencies.models import Officer
    from minhbach.foundation.clock import now
    from minhbach.foundation.scope.access import SYSTEM, acting_as

    with acting_as(SYSTEM):
        person = Officer.objects.filter(username=username.strip().lower()).first()
        if person is None:
            typer.echo(f"Không có tài khoản {username}.", err=True)
            raise typer.Exit(1)
        services.remove_codes(person=person, at=now())
    typer.echo(f"{person.full_name}: đã bỏ mã một lần và mã dự phòng.")


def _waiting() -> list[Waiting]:
    from minhbach.domains.agencies.models import GuestProposal, PostProposal
    from minhbach.domains.agencies.types import ProposalState
    from minhbach.domains.law.models import ChangeProposal, ChangeSet

    posts = PostProposal.objects.filter(state=ProposalState.WAITING).select_related("person", "agency", "proposed_by")
    guests = GuestProposal.objects.filter(state=ProposalState.WAITING).select_related("proposed_by")
    waiting = ChangeProposal.objects.filter(state=ProposalState.WAITING)
    changes = waiting.filter(in_set=None).select_related("row", "proposed_by")
    sets = ChangeSet.objects.filter(id__in=waiting.values("in_set_id")).select_related("proposed_by")
    return [*(one for rows in (posts, guests, changes, sets) for one in rows.order_by("proposed_at", "id"))]


def _words(proposal: Waiting) -> str:
    from minhbach.domains.agencies.models import PostProposal
    from minhbach.domains.law.models import ChangeSet

    if isinstance(proposal, PostProposal):
        return f"{proposal.person.full_name}: {proposal}"
    return f"{proposal} ({proposal.changes.count()} mục)" if isinstance(proposal, ChangeSet) else str(proposal)

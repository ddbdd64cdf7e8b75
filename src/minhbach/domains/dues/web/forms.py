"""What whoever keeps the money is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.dues.models import Account, Slip, TreasuryAccount
from minhbach.domains.dues.policies import agencies_kept
from minhbach.domains.dues.selectors import accounts_numbered
from minhbach.domains.dues.types import Bearer, EntryKind, ToldSlip
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm


class _OfAgency(PageForm):
    """A form of one of the agencies whose money the officer keeps."""

    def __init__(self, *given: Any, officer: Officer, at: datetime, **more: Any) -> None:
        self.officer, self.at = officer, at
        super().__init__(*given, **more)

    def prepare(self) -> None:
        kept = agencies_kept(self.officer, at=self.at)
        self.offer("agency", Agency.objects.filter(id__in=[one.id for one in kept]).order_by("sort_key", "id"))
        if kept:
            self.propose(agency=kept[0].id)


class SlipForm(_OfAgency):
    number = fields.Text(label=_lazy("Số chứng từ, biên lai"), longest=60)
    paid_on = fields.Day(label=_lazy("Ngày nộp"))
    amount_vnd = fields.Money(label=_lazy("Số tiền (đồng)"))
    decision_number = fields.Text(label=_lazy("Số quyết định xử phạt"), longest=80, required=False)
    payer = fields.Text(label=_lazy("Người nộp"), longest=200, required=False)
    note = fields.Text(label=_lazy("Nội dung"), longest=300, required=False)
    agency = fields.Record(label=_lazy("Đơn vị thu"), words=lambda agency: agency.name)

    @property
    def told(self) -> ToldSlip:
        said = {name: value for name, value in self.asked.items() if name != "agency"}
        return ToldSlip(**said)


class SlipListForm(_OfAgency):
    list = fields.Text(
        label=_lazy("Dán danh sách"), rows=8, longest=200_000, required=False,
        help_text=_lazy(
            "Dòng đầu là tên cột: số chứng từ, ngày nộp, số tiền; nên có số quyết định, người nộp. Mỗi lần không quá"
            " 300 dòng."
        ),
    )  # fmt: skip
    file = fields.File(label=_lazy("Hoặc chọn tệp"), accept=".xlsx,.csv,.txt", largest=10, required=False)
    agency = fields.Record(label=_lazy("Đơn vị thu"), words=lambda agency: agency.name)


class MatchForm(PageForm):
    """Which decision a slip pays; what of it is late interest."""

    ids = "match"
    decision_number = fields.Text(label=_lazy("Số quyết định xử phạt"), longest=80)
    account = fields.Choice(label=_lazy("Người bị xử phạt"), required=False)
    late_vnd = fields.Money(
        label=_lazy("Trong đó tiền chậm nộp (đồng)"), required=False, help_text=_lazy("Để trống nếu chỉ là tiền phạt.")
    )

    def __init__(self, *given: Any, slip: Slip, **more: Any) -> None:
        self.slip = slip
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.propose(decision_number=self.slip.decision_number)
        number = self.data.get("decision_number", "") if self.is_bound else self.slip.decision_number
        self.found = accounts_numbered(str(number)[:80], agency_id=self.slip.owner_agency_id, on=self.slip.paid_on)
        self.offer("account", [("", "–"), *((str(one.pk), _named(one)) for one in self.found)])
        if len(self.found) == 1:
            self.propose(account=str(self.found[0].pk))

    @property
    def chosen(self) -> Account | None:
        """The account picked; the only one with that number where none was."""
        picked = self.cleaned_data.get("account")
        if picked:
            return next(one for one in self.found if str(one.pk) == picked)
        return self.found[0] if len(self.found) == 1 else None


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300, rows=2)


class EntryForm(PageForm):
    """A line of the books of a case."""

    kind = fields.Choice(label=_lazy("Khoản"), choices=EntryKind.choices, coerce=EntryKind)
    on = fields.Day(label=_lazy("Ngày"))
    amount_vnd = fields.Money(label=_lazy("Số tiền (đồng)"))
    paper_number = fields.Text(label=_lazy("Số chứng từ, hóa đơn"), longest=80)
    party = fields.Text(label=_lazy("Bên nhận hoặc bên nộp"), longest=200, required=False)
    bearer = fields.Choice(
        label=_lazy("Ai chịu chi phí"), choices=[("", "–"), *Bearer.choices], required=False,
        help_text=_lazy("Chỉ hỏi với chi phí, không với tiền tạm giữ."),
    )  # fmt: skip

    def __init__(self, *given: Any, at: datetime, **more: Any) -> None:
        self.at = at
        super().__init__(*given, **more)

    def prepare(self) -> None:
        self.propose(on=local_date(self.at))


class TreasuryForm(_OfAgency):
    agency = fields.Record(label=_lazy("Đơn vị"), words=lambda agency: agency.name)
    bank_bin = fields.Choice(label=_lazy("Ngân hàng"))
    number = fields.Text(label=_lazy("Số tài khoản"), longest=30)
    holder = fields.Text(label=_lazy("Tên chủ tài khoản"), longest=120)

    def prepare(self) -> None:
        super().prepare()
        self.offer("bank_bin", [("", "–"), *sorted(((one.bin, one.name) for one in banks().values()), key=_by_name)])
        kept = [one.id for one in agencies_kept(self.officer, at=self.at)]
        known = TreasuryAccount.objects.filter(owner_agency_id__in=kept[:1]).first()
        if known is not None:
            self.propose(bank_bin=known.bank_bin, number=known.number, holder=known.holder)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]


def _named(account: Account) -> str:
    return f"{account.violator.name} · {account.decision_number} · {format_vnd(account.fine_vnd)}"

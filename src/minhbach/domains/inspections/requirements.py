"""What a plan needs before it is approved; the page lists it beforehand, the service asks the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from minhbach.domains.inspections.models import Overlap, Plan
from minhbach.domains.inspections.types import OverlapState
from minhbach.foundation.requirements import Unmet, inform, must, should
from minhbach.foundation.writing import write_day


def unmet_of_approval(plan: Plan, *, on: date) -> Iterator[Unmet]:
    """List what stands against approving a plan on a day: objections, and terms that still run."""
    overlaps = Overlap.objects.filter(plan=plan).select_related("other_agency").order_by("created_at", "id")
    for overlap in overlaps:
        about = {"agency": overlap.other_agency.name}
        url = overlap.get_absolute_url()
        match overlap.state:
            case OverlapState.OBJECTED:
                sentence = _("%(agency)s phản đối vì trùng đối tượng; chưa có kết quả trao đổi.") % about
                yield must(f"overlap.{overlap.pk}.objected", sentence, url=url)
            case OverlapState.WAITING if overlap.due_on is not None and overlap.due_on >= on:
                sentence = _("%(agency)s còn được cho ý kiến đến hết ngày %(day)s.") % {
                    **about,
                    "day": write_day(overlap.due_on),
                }
                yield must(f"overlap.{overlap.pk}.waiting", sentence, url=url)
            case OverlapState.WAITING:
                sentence = _("%(agency)s không có ý kiến trong hạn; kế hoạch được tiếp tục.") % about
                yield inform(f"overlap.{overlap.pk}.silent", sentence, url=url)
            case OverlapState.NOTED:
                sentence = _("%(agency)s cũng dự kiến kiểm tra cùng một đối tượng.") % about
                yield should(f"overlap.{overlap.pk}.noted", sentence, url=url)

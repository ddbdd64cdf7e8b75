"""Roles, risks and rarities in the words of pages, each with its reason."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.networks.selectors.networks import Member, Network, ValueNode
from minhbach.engine.networks import Role
from minhbach.foundation.writing import write_day

ROLES = {
    Role.OPERATOR: _lazy("đầu mối"),
    Role.FRONT: _lazy("gian hàng đứng trước"),
    Role.BRIDGE: _lazy("cầu nối"),
    Role.SHARED_ACCOUNT: _lazy("tài khoản dùng chung"),
}
# In the order in which a filter offers them: the rarer, the more it tells.
RARITIES = (
    ("rare", _lazy("rất ít người dùng (đến 3)")),
    ("shared", _lazy("một nhóm dùng chung (đến 20)")),
    ("common", _lazy("nhiều người dùng (đến 200)")),
)


def role_of(member: Member) -> str:
    return str(ROLES[member.standing.role]) if member.standing else ""


def why_role(member: Member, network: Network) -> str:
    """Say why a subject has its role."""
    standing = member.standing
    if standing is None:
        return ""
    if standing.role == Role.OPERATOR:
        return _("dùng chung thông tin với %(count)s hồ sơ khác, nhiều nhất trong nhóm") % {"count": standing.count}
    if standing.role == Role.BRIDGE:
        return _("nối %(count)s nhóm với nhau") % {"count": standing.count}
    other = network.by_id.get(standing.other)
    name = other.subject.name if other else ""
    return _("mọi thông tin dùng chung đều dẫn về %(name)s") % {"name": name}


def why_risk(member: Member, network: Network) -> str:
    """Say from where the risk of a subject comes."""
    if member.outcomes:
        return "; ".join(
            _("%(what)s ngày %(day)s") % {"what": row.get_kind_display(), "day": write_day(row.on)}
            for row in member.outcomes
        )
    risk = member.risk
    source = network.by_id.get(risk.source) if risk else None
    if risk is None or source is None:
        return ""
    return _("cách %(name)s (đã bị xử lý) %(steps)s bước") % {"name": source.subject.name, "steps": risk.steps}


def said_of(value: ValueNode) -> str:
    """Say how widely a value is used, as far as the reader sees."""
    if value.is_crowded:
        return _("nhiều người dùng chung, không nối ai với ai")
    if value.standing is not None:
        return _("%(role)s của %(count)s hồ sơ") % {
            "role": ROLES[value.standing.role],
            "count": value.standing.count,
        }
    if value.is_offer:
        return _("%(count)s hồ sơ rao như nhau; không đủ để coi là một người") % {"count": value.carriers}
    return _("%(count)s hồ sơ dùng") % {"count": value.carriers} if value.carriers > 1 else ""

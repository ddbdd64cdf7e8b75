from __future__ import annotations

from minhbach.domains.agencies.selectors import delegations_held, has_role
from minhbach.domains.agencies.types import Role
from tests.worlds import World

# Who keeps what is sealed, and who looks into officers, stand in the tests of that (tests/domains/custody/making.py);
# an accountant in those of money (tests/domains/dues), a member of a task force in those of forces
# (tests/domains/taskforces); a guest is no officer (`guest_of`).
ELSEWHERE = {Role.CUSTODIAN, Role.INTERNAL_INSPECTOR, Role.ACCOUNTANT, Role.MEMBER, Role.GUEST}


def test_the_world_has_one_officer_for_each_role(world: World) -> None:
    on = world.at.date()
    for role in set(Role) - ELSEWHERE:
        officer = getattr(world, role.value)
        assert has_role(officer, role, on=on)
    assert [held.from_post.officer for held in delegations_held(world.deputy, on=on)] == [world.head]

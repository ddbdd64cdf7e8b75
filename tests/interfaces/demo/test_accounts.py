"""The demo's accounts: one for each role, under names that stay."""

from minhbach.domains.agencies.types import Role
from minhbach.interfaces.demo import demo_accounts


def test_every_role_can_be_tried() -> None:
    # A member of a task force is whoever his head sends: a post that comes with the force.
    roles = set(Role.values) - {Role.MEMBER}
    assert {post.role for account in demo_accounts() for post in account.posts} == roles


def test_usernames_are_stable() -> None:
    assert [account.username for account in demo_accounts()] == [
        "phantich", "kiemsoat", "truongdoan", "doitruong", "chicuctruong", "phochicuctruong", "vanthu", "ketoan",
        "thukho", "bcd389", "truongban389", "bcd389xa", "haiquan", "phapche", "kiemtoan", "quantri", "phapche2",
        "quantri2", "khacdonvi", "congan", "giudanhtinh", "giudanhtinh2", "thanhtra", "congty",
    ]  # fmt: skip


def test_every_account_says_what_waits() -> None:
    assert all(account.waits.endswith(".") for account in demo_accounts())

"""Officers, posts and delegations of the demo province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.services import appoint, create_officer, delegate
from minhbach.interfaces.demo.accounts import (
    BORDER_GUARD,
    FOREST_RANGERS,
    POLICE,
    TAX,
    TEAM_ONE,
    TEAM_THREE,
    demo_accounts,
)
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.people import invent_person
from minhbach.interfaces.demo.scenarios import MOBILE_TEAM, TEAM_COMMUNES

IN_OFFICE_SINCE = date(2025, 7, 1)
# Who sends people of the police to others.
POLICE_HEAD = "truongphongca"


@dataclass(frozen=True)
class Colleague:
    """An officer nobody signs in as: teams need people besides the demo's own."""

    username: str
    name: str
    agency: str
    role: str
    title: str


def colleagues() -> list[Colleague]:
    """List the teams' other inspectors and leaders, and those who report for the members."""
    chance = chance_for("colleagues")
    found = []
    for team in (*TEAM_COMMUNES, MOBILE_TEAM):
        short = short_name(team)
        found.append(Colleague(f"doan{short}", invent_person(chance), team, "inspection_leader", "Phó Đội trưởng"))
        found += [
            Colleague(f"ksv{short}{letter}", invent_person(chance), team, "inspector", "Kiểm soát viên")
            for letter in "ab"
        ]
    for username, agency_key, title in (
        ("bienphong", BORDER_GUARD, "Trợ lý tổng hợp"),
        ("thue", TAX, "Công chức tổng hợp"),
        ("kiemlam", FOREST_RANGERS, "Kiểm lâm viên"),
    ):
        found.append(Colleague(username, invent_person(chance), agency_key, "committee_officer", title))
    found.append(Colleague(POLICE_HEAD, invent_person(chance), POLICE, "head", "Trưởng phòng"))
    return found


def short_name(team: str) -> str:
    """Give what tells a team's usernames from another's: its number, or cd for the mobile one."""
    return "cd" if team == MOBILE_TEAM else team[-1]


@dataclass(frozen=True)
class Staff:
    """The officers of the demo as the database knows them, each with what they may see."""

    officers: dict[str, Officer]

    def __getitem__(self, username: str) -> Officer:
        return self.officers[username]

    def leader_of(self, team: str) -> str:
        """Name the inspection leader of a team."""
        return "truongdoan" if team == TEAM_ONE else f"doan{short_name(team)}"

    def inspector_of(self, team: str) -> str:
        """Name the inspector who handles a team's cases."""
        return {TEAM_ONE: "kiemsoat", TEAM_THREE: "khacdonvi"}.get(team, f"ksv{short_name(team)}a")


def agency(key: str) -> Agency:
    """Find an agency by its key."""
    found: Agency = Agency.objects.get(key=key)
    return found


def appoint_staff(*, at: datetime) -> Staff:
    """Make the officers and their posts, and record the delegation under which the deputy signs.

    Nobody gets a password: in demo mode one signs in by the demo's own page.
    """
    officers: dict[str, Officer] = {}
    posts: dict[str, Post] = {}
    for account in demo_accounts():
        if account.is_outside:
            continue
        person = create_officer(username=account.username, full_name=account.name, officer=None, at=at)
        officers[account.username] = person
        for post in account.posts:
            place_of_work = agency(post.agency)
            posts[account.username] = appoint(
                person=person,
                agency=place_of_work,
                role=post.role,
                title_vi=post.title,
                powers_title=post.powers_title,
                may_sign=post.may_sign,
                covers_area=post.covers_area,
                valid_from=max(IN_OFFICE_SINCE, place_of_work.valid_from or IN_OFFICE_SINCE),
                officer=None,
                at=at,
            )
    for colleague in colleagues():
        person = create_officer(username=colleague.username, full_name=colleague.name, officer=None, at=at)
        officers[colleague.username] = person
        appoint(
            person=person,
            agency=agency(colleague.agency),
            role=colleague.role,
            title_vi=colleague.title,
            covers_area=colleague.role in ("inspector", "inspection_leader"),
            valid_from=IN_OFFICE_SINCE,
            officer=None,
            at=at,
        )
    delegate(
        from_post=posts["chicuctruong"],
        to_post=posts["phochicuctruong"],
        decision_number="12/QĐ-QLTTLS",
        decision_on=IN_OFFICE_SINCE,
        valid_from=IN_OFFICE_SINCE,
        officer=None,
        at=at,
    )
    return Staff(officers)

"""Officers, posts and delegations of the demo province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.models import Agency, Delegation, Officer, Post
from minhbach.foundation.scope import Access
from minhbach.interfaces.demo.accounts import BRANCH, TEAM_ONE, TEAM_THREE, demo_accounts
from minhbach.interfaces.demo.chance import chance_for
from minhbach.interfaces.demo.people import invent_person
from minhbach.interfaces.demo.scenarios import MOBILE_TEAM, TEAM_COMMUNES

IN_OFFICE_SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Colleague:
    """An officer nobody signs in as: teams need people besides the demo's own."""

    username: str
    name: str
    agency: str
    role: str
    title: str


def colleagues() -> list[Colleague]:
    """This will list the other inspectors of the teams, two to a team, and their leaders."""
    chance = chance_for("colleagues")
    found = []
    for team in (*TEAM_COMMUNES, MOBILE_TEAM):
        short = short_name(team)
        found.append(Colleague(f"doan{short}", invent_person(chance), team, "inspection_leader", "Phó Đội trưởng"))
        found += [
            Colleague(f"ksv{short}{letter}", invent_person(chance), team, "inspector", "Kiểm soát viên")
            for letter in "ab"
        ]
    return found


def short_name(team: str) -> str:
    """This will give what tells a team's usernames from another's: its number, or cd for the mobile one."""
    return "cd" if team == MOBILE_TEAM else team[-1]


@dataclass(frozen=True)
class Staff:
    """The officers of the demo as the database knows them, each with what they may see."""

    officers: dict[str, Officer]
    at: datetime

    def __getitem__(self, username: str) -> Officer:
        return self.officers[username]

    @cached_property
    def accesses(self) -> dict[str, Access]:
        return {username: selectors.access_of(officer, at=self.at) for username, officer in self.officers.items()}

    def leader_of(self, team: str) -> str:
        """This will name the inspection leader of a team."""
        return "truongdoan" if team == TEAM_ONE else f"doan{short_name(team)}"

    def inspector_of(self, team: str) -> str:
        """This will name the inspector who handles a team's cases."""
        return {TEAM_ONE: "kiemsoat", TEAM_THREE: "khacdonvi"}.get(team, f"ksv{short_name(team)}a")


def agency(key: str) -> Agency:
    """This will find an agency by its key."""
    return Agency.objects.get(key=key)


def appoint(at: datetime) -> Staff:
    """This will make the officers, their posts and the delegation under which the deputy signs."""
    officers: dict[str, Officer] = {}
    for account in demo_accounts():
        officer = make_officer(account.username, account.name)
        officers[account.username] = officer
        for post in account.posts:
            Post.objects.get_or_create(
                officer=officer,
                agency=agency(post.agency),
                role=post.role,
                valid_from=max(IN_OFFICE_SINCE, agency(post.agency).valid_from or IN_OFFICE_SINCE),
                defaults={
                    "title_vi": post.title,
                    "powers_title": post.powers_title,
                    "may_sign": post.may_sign,
                    "covers_area": post.covers_area,
                },
            )
    for colleague in colleagues():
        officer = make_officer(colleague.username, colleague.name)
        officers[colleague.username] = officer
        Post.objects.get_or_create(
            officer=officer,
            agency=agency(colleague.agency),
            role=colleague.role,
            valid_from=IN_OFFICE_SINCE,
            defaults={"title_vi": colleague.title, "covers_area": True},
        )
    delegate(officers)
    return Staff(officers, at)


def make_officer(username: str, name: str) -> Officer:
    """This will find or make an officer; nobody can sign in with a password, only through the demo's page."""
    officer, is_new = Officer.objects.get_or_create(username=username, defaults={"full_name": name})
    if is_new:
        officer.set_unusable_password()
        officer.save(update_fields=["password"])
    return officer


def delegate(officers: dict[str, Officer]) -> None:
    """This will let the deputy sign for the head of the branch."""
    head = Post.objects.get(officer=officers["chicuctruong"], agency__key=BRANCH)
    deputy = Post.objects.get(officer=officers["phochicuctruong"], agency__key=BRANCH)
    Delegation.objects.get_or_create(
        from_post=head,
        to_post=deputy,
        valid_from=IN_OFFICE_SINCE,
        defaults={"decision_number": "12/QĐ-QLTTLS", "decision_on": IN_OFFICE_SINCE},
    )

"""The database dies in the middle of what is done with the shared record: nothing is lost, nothing doubled.

Each piece of work is done once without a fault. Then it is struck at a moment and, when the server is back, done again
by who does it then: a worker begins the job anew, an officer presses once more. What stands must be the same, and every
table must have grown by as many rows. `--every-moment` strikes each moment there is, in both ways a server may end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.enquiries import tasks as enquiries
from minhbach.domains.enquiries.models import Enquiry, Notice, Question
from minhbach.domains.linkage.models import Candidate
from minhbach.domains.linkage.services.linking import TASK as LINK
from minhbach.domains.subjects import services, tasks
from minhbach.domains.subjects.models import Identifier, Import, Merge, Statement, Subject
from minhbach.domains.subjects.selectors import whole_value
from minhbach.domains.subjects.services import reclosing
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation import jobs, sealed_values
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.jobs.queue import long_tasks
from minhbach.foundation.jobs.reconciling import strays_of
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.races.killing import KEEPING, KEPT, Moments, Mortal, Way, mortal_copy
from tests.races.race import all_at_once
from tests.races.test_subjects import tax_codes
from tests.worlds import World, make_world

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FREED, AWAY = 302, 503
# By what browser somebody came in, for how long, and that he asked at all today; no part of what is done.
OF_PEOPLE = ("django_session", "foundation_knownmark", "foundation_attempt")
LOG = ("foundation_auditentry", "foundation_auditreceipt")
numbers = count(1)


class Unanswered(Exception):
    """The site is away; its reader presses once more."""


class Press:
    """A form that an officer sends until it is answered: the same press, however often."""

    def __init__(self, officer: Officer, page: str, **filled: Any) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(officer, backend=BACKEND)
        self.page, self.sent = page, {"press": str(uuid4()), **filled}

    def __call__(self) -> str:
        """Return where it led; what was wrong where it led nowhere."""
        answer = self.client.post(self.page, self.sent)
        if answer.status_code == AWAY:
            raise Unanswered
        return str(answer["Location"]) if answer.status_code == FREED else answer.content.decode()


class Work:
    """Something that is done: with what is there when it is begun, as often as it takes, and what stands of it then."""

    # Tables that grow by what is chance.
    by_chance: tuple[str, ...] = ()

    def __init__(self, world: World) -> None:
        self.world, self.number = world, next(numbers)
        self.prepare()

    @staticmethod
    def settle() -> None:
        """End what others left to do, where it would be done with this."""

    def prepare(self) -> None:
        raise NotImplementedError

    def __call__(self) -> None:
        raise NotImplementedError

    def stands(self) -> Any:
        raise NotImplementedError

    def phone(self, which: int) -> str:
        return f"0912{self.number:04}{which:02}"

    def name(self, which: str) -> str:
        return f"Hộ {which} {self.number}"

    def subject(self, which: str, officer: Officer | None = None, **more: Any) -> Subject:
        officer = officer or self.world.inspector
        with self.world.acting(officer):
            return services.register_subject(
                officer=officer, at=self.world.at, kind="household", name=self.name(which), place=self.world.commune,
                **more,
            )  # fmt: skip

    def received(self, which: str, text: str) -> Import:
        with self.world.acting(self.world.inspector):
            return services.receive_list(
                officer=self.world.inspector, at=self.world.at, kind="platform", name=f"{which} {self.number}",
                content=text.encode(),
            )  # fmt: skip

    def asked_to_check(self, taken_in: Import) -> Import:
        with self.world.acting(self.world.inspector):
            return services.check_list(
                officer=self.world.inspector, at=self.world.at, taken_in=taken_in, mapping=taken_in.mapping
            )

    def asked_to_take(self, taken_in: Import) -> Import:
        tasks.run_import(import_id=str(self.asked_to_check(taken_in).id))
        with self.world.acting(self.world.inspector):
            taken_in.refresh_from_db()
            return services.start_import(
                officer=self.world.inspector, at=self.world.at, taken_in=taken_in, takes_good=True
            )

    def plain(self, words: Any) -> str:
        """Say something of this piece of work so that it reads as of any other."""
        return str(words).replace(f" {self.number}", "").replace(f"12{self.number:04}", "12····")


def all_done(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do several at once, and fail as one of them did."""
    found = all_at_once(acts)
    for one in found:
        if isinstance(one, BaseException):
            raise one
    return found


def statements(*about: Q) -> list[tuple[Any, ...]]:
    """What is stated of some subjects, as anybody would write it down."""
    rows = Statement.unscoped.filter(*about).order_by("subject__name", "property", "value", "identifier__canonical")
    return [
        (one.subject.name, one.property, one.value, one.identifier and one.identifier.canonical, one.source_note,
         one.retracted_at is None, one.subject.withdrawn_at is None)
        for one in rows.select_related("subject", "identifier")
    ]  # fmt: skip


def logged(ids: list[Any]) -> Counter[str]:
    """What the log tells was done to some records."""
    rows = AuditEntry.objects.filter(target_id__in=map(str, ids), action__startswith="subjects.subject.")
    return Counter(rows.values_list("action", flat=True))


class AListTried(Work):
    """A telephone cell with three numbers and a remark, a commune that is no more; and columns that changed places."""

    def prepare(self) -> None:
        rows = f"Hộ Ba Số {self.number};{self.phone(1)}/{self.phone(2)}, {self.phone(3)} (gặp chị Na);Xã Hồng Phong"
        phones = [self.phone(n) for n in range(5)]
        swapped = "".join(
            f"{phone};Hộ Đổi {self.number} {letter}\n" for phone, letter in zip(phones, "ABCDE", strict=True)
        )
        texts = (f"Tên;Điện thoại;Xã, phường\n{rows}\nHộ Sai {self.number};12345;\n", f"Tên;Điện thoại\n{swapped}")
        self.lists = [self.received(f"ds {at}", text) for at, text in enumerate(texts)]
        for one in self.lists:
            self.asked_to_check(one)

    def __call__(self) -> None:
        for one in self.lists:
            tasks.run_import(import_id=str(one.id))

    def stands(self) -> Any:
        found = Import.unscoped.filter(pk__in=[one.pk for one in self.lists]).order_by("name")
        return [
            (one.state, one.phase, one.failure, one.row_count, one.new_count, one.fault_count,
             [(kind["column"], kind["code"]) for kind in one.fault_kinds], list(map(self.plain, one.seen["doubts"])))
            for one in found
        ]  # fmt: skip


class AListTaken(Work):
    """Three telephones and a remark in one cell, a commune that is no more, a row at fault: its good rows taken."""

    def prepare(self) -> None:
        row = f"Hộ Ba Số {self.number};{self.phone(1)}/{self.phone(2)}, {self.phone(3)} (gặp chị Na);Xã Hồng Phong"
        text = f"Tên;Điện thoại;Xã, phường\n{row}\nHộ Sai {self.number};12345;\n"
        self.list = self.asked_to_take(self.received("ds", text))

    def __call__(self) -> None:
        tasks.run_import(import_id=str(self.list.id))

    def stands(self) -> Any:
        one = Import.unscoped.get(pk=self.list.pk)
        told = [tuple(map(self.plain, row)) for row in statements(Q(taken_in=one))]
        return one.state, one.phase, one.failure, one.new_count, one.fault_count, told


class TwoListsAtOnce(Work):
    """Two lists of the same sellers, each with one of its own."""

    def prepare(self) -> None:
        self.codes = tax_codes(40_000_000 + 1_000 * self.number)
        self.lists = [
            self.asked_to_take(self.received(own, self.text(own, codes)))
            for own, codes in (("Hùng", self.codes), ("Hưng", self.codes[::-1]))
        ]

    def text(self, own: str, codes: list[str]) -> str:
        rows = "".join(f"Người bán {code};{code}\n" for code in codes)
        return f"Tên;MST\n{rows}{own} {self.number};\n"

    def __call__(self) -> None:
        all_done([lambda one=one: tasks.run_import(import_id=str(one.id)) for one in self.lists])

    def stands(self) -> Any:
        lists = Import.unscoped.filter(pk__in=[one.pk for one in self.lists]).order_by("name")
        rows = statements(Q(taken_in__in=lists))
        # Which of the two was first is chance; that each seller is there once is none.
        return (
            [(one.state, one.phase, one.failure) for one in lists],
            sum(one.new_count for one in lists),
            Counter((stated, is_kept, is_known) for _name, stated, *_rest, is_kept, is_known in rows),
        )


class AnUndoBesideAList(TwoListsAtOnce):
    """One list is taken back while another of the same sellers is taken in."""

    # Who is taken back first comes anew with the other list, who is met first stays who he was: chance for each seller.
    by_chance = ("subjects_subject", "subjects_storyentry")

    def prepare(self) -> None:
        super().prepare()
        tasks.run_import(import_id=str(self.lists[0].id))
        with self.world.acting(self.world.inspector):
            first = Import.objects.get(pk=self.lists[0].pk)
            services.undo_import(officer=self.world.inspector, at=self.world.at, taken_in=first, reason="Nhầm")

    def stands(self) -> Any:
        lists = [Import.unscoped.get(pk=one.pk) for one in self.lists]
        rows = statements(Q(taken_in__in=lists), Q(retracted_at__isnull=True))
        told = Statement.unscoped.filter(taken_in__in=lists)
        whose = Subject.unscoped.filter(pk__in=told.values("subject"), withdrawn_at__isnull=True)
        said = told.filter(retracted_at__isnull=True).values_list("subject", flat=True)
        return (
            [(one.state, one.phase, one.failure) for one in lists],
            Counter((stated, is_known) for _name, stated, *_rest, is_known in rows),
            # Each seller stands once, and nobody stands of whom nothing is said any more.
            {one.pk for one in whose} == set(said),
            whose.count(),
        )


class ARing(Work):
    """Three officers' presses that would join three records in a ring; one of them is told why not."""

    # Whoever is told looks at a page once more, or not.
    by_chance = LOG

    def prepare(self) -> None:
        made = [self.subject(which) for which in ("Một", "Hai", "Ba")]
        self.ids = [one.id for one in made]
        self.presses = [
            Press(self.world.inspector, reverse("subjects:merge", args=[one.id]), into=into.id, reason="Cùng chủ")
            for one, into in zip(made, (*made[1:], made[0]), strict=True)
        ]

    def __call__(self) -> None:
        self.answers = all_done(list(self.presses))

    def stands(self) -> Any:
        told = [answer for answer in self.answers if not answer.startswith("/")]
        roots = {one.canonical_id or one.id for one in Subject.unscoped.filter(pk__in=self.ids)}
        joined = Merge.objects.filter(subject__in=self.ids, undone_at__isnull=True).count()
        return len(roots), joined, ["Hai hồ sơ này đã là một" in one for one in told], logged(self.ids)


class JoinedAndPartedAtOnce(Work):
    """One officer parts a record from another while a second joins it to a third."""

    # Whoever came too early looks at a page once more.
    by_chance = LOG

    def prepare(self) -> None:
        one, two, three = (self.subject(which) for which in ("Một", "Hai", "Ba"))
        with self.world.acting(self.world.inspector):
            services.merge(officer=self.world.inspector, at=self.world.at, subject=one, into=two, reason="Cùng chủ")
        self.ids = [one.id, two.id, three.id]
        join = {"into": three.id, "reason": "Cùng chủ"}
        self.part = Press(self.world.inspection_leader, reverse("subjects:separate", args=[one.id]), reason="Nhầm")
        self.join = Press(self.world.inspector, reverse("subjects:merge", args=[one.id]), **join)

    def __call__(self) -> None:
        all_done([self.part, self.join])
        # Who came too early is told, and presses again.
        assert self.join().startswith("/")

    def stands(self) -> Any:
        names = {one.id: self.plain(one.name) for one in Subject.unscoped.filter(pk__in=self.ids)}
        roots = {names[one.id]: names.get(one.canonical_id) for one in Subject.unscoped.filter(pk__in=self.ids)}
        ends = Merge.objects.filter(subject__in=self.ids).order_by("at", "id").values_list("undone_at", flat=True)
        return roots, [one is not None for one in ends], logged(self.ids)


class ThreeTelephonesTyped(Work):
    """A merchant typed with three telephones in one field; with a remark beside them a sentence says what to do."""

    def prepare(self) -> None:
        phones = "/".join(self.phone(which) for which in range(3))
        typed = {"name": self.name("Gõ"), "kind": "household", "sharing": "area", "source_kind": "officer",
                 "is_new": "on"}  # fmt: skip
        page = reverse("subjects:register")
        self.remarked = Press(self.world.inspector, page, **typed, phone=f"{phones} gặp chị Na")
        self.typed = Press(self.world.inspector, page, **typed, phone=phones)

    def __call__(self) -> None:
        self.told, self.led = self.remarked(), self.typed()

    def stands(self) -> Any:
        rows = statements(Q(subject__name=self.name("Gõ")))
        return "hãy ghi điều này ở ghi chú" in self.told, [tuple(map(self.plain, row)) for row in rows]


class Linked(Work):
    """Two shops of one telephone are linked by the worker, which takes along what waits."""

    def prepare(self) -> None:
        self.ids = []
        for which, officer in (("Quầy", self.world.inspector), ("Sạp", self.world.outsider)):
            one = self.subject(which, officer)
            with self.world.acting(officer):
                services.add_identifier(
                    officer=officer, at=self.world.at, subject=one, kind="phone", value=self.phone(1)
                )
            self.ids.append(one.id)

    def __call__(self) -> None:
        while jobs.follow_up(LINK):
            pass

    @staticmethod
    def settle() -> None:
        while jobs.follow_up(LINK):
            pass

    def stands(self) -> Any:
        found = Candidate.objects.filter(one__in=self.ids, other__in=self.ids)
        return [one.score for one in found]


class AskedInTheDark(Work):
    """A question about a number that one agency tells of and another keeps silent; the clock tells that one."""

    def prepare(self) -> None:
        for officer, sharing in (
            (self.world.inspector, Sharing.AGENCY), (self.world.police_officer, Sharing.SILENT)
        ):  # fmt: skip
            provenance = Provenance(sharing=sharing)
            one = self.subject("Kín", officer, provenance=provenance)
            with self.world.acting(officer):
                services.add_identifier(
                    officer=officer, at=self.world.at, subject=one, kind="phone", value=self.phone(1),
                    provenance=provenance,
                )  # fmt: skip
        asked = {"value": self.phone(1), "kind": "phone", "purpose": "inspection"}
        self.ask = Press(self.world.customs_officer, reverse("enquiries:ask"), **asked)

    def __call__(self) -> None:
        self.led = self.ask()
        enquiries.tell(0)

    def stands(self) -> Any:
        about = {"kind": "phone", "canonical__endswith": self.phone(1)[1:]}
        return [
            [one.known_to for one in Enquiry.unscoped.filter(**about)],
            [one.asked.key for one in Question.unscoped.filter(**about)],
            [one.owner_agency.key for one in Notice.unscoped.filter(**about)],
        ]


class ClosedAnew(Work):
    """The key of personal numbers is changed: what the former closed is closed anew, part by part."""

    # How nodes come to lie in parts is chance, and each part has its records linked again.
    by_chance = ("foundation_following",)

    def prepare(self) -> None:
        self.numbers = [f"0200900{self.number:03}{which:02}" for which in range(5)]
        with self.keyed(str(self.number)):
            self.ids = []
            for at, number in enumerate(self.numbers):
                one = self.subject(f"Số {at}")
                with self.world.acting(self.world.inspector):
                    services.add_identifier(
                        officer=self.world.inspector, at=self.world.at, subject=one, kind="personal_id", value=number
                    )
                self.ids.append(one.id)

    def keyed(self, *secrets: str) -> Any:
        return patch.object(sealed_values, "_keys", lambda: tuple(map(sealed_values._key, secrets)))

    def __call__(self) -> None:
        with self.keyed("new", str(self.number)), patch.object(reclosing, "AT_ONCE", 2):
            for _part in reclosing.close_values_anew():
                pass

    def stands(self) -> Any:
        nodes = Identifier.objects.filter(statements__subject__in=self.ids, kind="personal_id")
        with self.keyed("new"):
            read = sorted(whole_value("personal_id", node.canonical) for node in nodes)
        return [read.index(one) for one in sorted(read)], len(set(read)), "•••" in read


@pytest.fixture(scope="module")
def mortal(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    with django_db_blocker.unblock(), mortal_copy(tmp_path_factory.mktemp("mortal")) as server:
        yield server


@pytest.fixture(scope="module")
def world(mortal: Mortal) -> World:
    return make_world()


def done(mortal: Mortal, world: World, kind: type[Work], *, at: int = -1, way: Way = Way.KILLED) -> tuple[Moments, Any]:
    """Do a piece of work, struck at a moment where one is given; return what it came to."""
    kind.settle()
    before = mortal.rows()
    work = kind(world)
    with mortal.struck(at=at, way=way) as moments:
        try:
            work()
        except Exception:
            if at < 0:
                raise
    if at >= 0:
        assert len(moments.passed) > at, "never came so far"
        mortal.start()
        with acting_as(SYSTEM):
            assert [strays_of(task) for task in long_tasks()] == [[] for _ in long_tasks()]
        work()
    with acting_as(SYSTEM):
        stands = work.stands()
    grown = mortal.rows()
    grown.subtract(before)
    by_chance = (*OF_PEOPLE, *kind.by_chance)
    return moments, (stands, {table: more for table, more in grown.items() if more and table not in by_chance})


def moments_to_try(passed: list[str], *, every: bool) -> list[tuple[int, Way]]:
    """Choose a statement amid the writing, a transaction that is to be kept, and one of which nobody hears."""
    if every:
        return [(at, way) for at in range(len(passed)) for way in Way]
    kept, unheard = ([at for at, what in enumerate(passed) if what == one] for one in (KEEPING, KEPT))
    inside = [at for at, what in enumerate(passed) if what not in (KEEPING, KEPT)]
    return [
        (inside[len(inside) * 2 // 3], Way.KILLED),
        (kept[len(kept) // 2], Way.STOPPED),
        (unheard[len(unheard) // 2], Way.KILLED),
    ]


@pytest.mark.parametrize(
    "kind",
    [AListTried, AListTaken, TwoListsAtOnce, AnUndoBesideAList, ARing, JoinedAndPartedAtOnce, ThreeTelephonesTyped,
     Linked, AskedInTheDark, ClosedAnew],
)  # fmt: skip
def test_what_is_struck_comes_to_what_is_not(
    mortal: Mortal, world: World, kind: type[Work], request: pytest.FixtureRequest
) -> None:
    moments, undisturbed = done(mortal, world, kind)
    chosen = moments_to_try(moments.passed, every=request.config.getoption("--every-moment"))
    for at, way in chosen:
        _moments, struck = done(mortal, world, kind, at=at, way=way)
        assert struck == undisturbed, (moments.passed[at], way)
    print(f"{kind.__name__}: struck {len(chosen)} times")

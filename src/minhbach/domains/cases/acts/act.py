"""What every act of a case declares, and what follows for those that declare nothing else.

An act is one file: its fact (what is written down) and one class that says where it stands on the line, who may do it
and how it is said. Replay, the service, the form, the buttons, the story and the audit all read it from there.

- `check` is pure: what the file cannot be read without. It runs at each replay, for ever: what it once let pass, it
  must let pass always.
- `require` is asked once, at the door: law, clock, overlaps. It may be tightened later; an old file still opens.
- `requirements` says beforehand, beside the button, what is not there; the door asks the same list, and so do the
  papers made from the act.
- `complete` fills in what follows from the file as it stood before the entry, when it is corrected too.
- `done` and `undone` are what else happens: sharing, telling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast, get_args, get_type_hints
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise

from minhbach.domains.cases import refusals
from minhbach.domains.cases.types.codes import Outcome, Step
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.cases.types.values import Cited
from minhbach.foundation.money import format_vnd
from minhbach.foundation.requirements import Unmet

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer
    from minhbach.domains.cases.acts.paper import CasePaper
    from minhbach.domains.cases.models import Case
    from minhbach.domains.cases.web.forms.base import ActForm, Setting
    from minhbach.domains.law.selectors import Law

F = TypeVar("F")
Text = str | Promise
OPEN = tuple(step for step in Step if step is not Step.CLOSED)
# An order that is out must be carried out or annulled before the file can be put away.
BEFORE_EXECUTION = (
    Step.VERIFICATION,
    Step.PROPOSAL,
    Step.INSPECTION_ORDER,
    Step.VIOLATION_RECORD,
    Step.EXPLANATION,
    Step.DECISION,
)


class Of(Enum):
    """What an act is an act of."""

    CASE = auto()
    VIOLATOR = auto()
    # The case until a violation is recorded; from then on the violators' lines, each on its own or all at once.
    EITHER = auto()
    MATTER = auto()

    @property
    def is_parted(self) -> bool:
        """Whether an act may speak of one violator, or one matter."""
        return self is not Of.CASE


class Who(Enum):
    """Who may do it: those who work on the case, those who lead, those who keep the papers; nobody by itself.

    RECEIVER: those who work on the case, and the officers of the body to which its file was referred.
    What money came in is written by those who work on the case, and by the accountant of its unit.
    """

    HANDLER = auto()
    CASHIER = auto()
    LEADER = auto()
    KEEPER = auto()
    RECEIVER = auto()
    NOBODY = auto()


@dataclass(frozen=True)
class Words:
    """How an act is said: as an entry of the file; on its BUTTON; once DONE; what it will do (CAUTION)."""

    event: Text
    button: Text = ""
    done: Text = ""
    caution: Text = ""
    day: Text = ""


@dataclass(frozen=True)
class Told:
    """What a subject's page tells of the act."""

    sentence: Text
    icon: str
    chip: tuple[Text, str] | None = None


@dataclass(frozen=True)
class Door:
    """What an act is asked at the door with: the file as it stands, and who comes when."""

    case: Case
    state: CaseState
    part: str
    officer: Officer
    at: datetime
    on: date
    law: Law
    # The entry in account that is being corrected.
    corrects: UUID | None = None

    @property
    def line(self) -> Line:
        return self.state.of(self.part)


class Act(Generic[F]):
    """See the module. Attributes are the declaration; methods are overridden where the act is not like the others."""

    fact: ClassVar[type[Any]]
    code: ClassVar[str]
    # Its place in the address; an act without one has no page of its own.
    slug: ClassVar[str] = ""
    words: ClassVar[Words]
    told: ClassVar[Told | None] = None
    of: ClassVar[Of] = Of.CASE
    who: ClassVar[Who] = Who.HANDLER
    at: ClassVar[Sequence[Step]] = ()
    moves_to: ClassVar[Step | None] = None
    ends_as: ClassVar[Outcome | None] = None
    # Possible once a line has ended so, and only then.
    after: ClassVar[Outcome | None] = None
    # The words of the fact without which it is refused.
    reasons: ClassVar[Sequence[str]] = ()
    # The act behind which it lies in time; the last one that moved the line, if it moves the line itself.
    not_before: ClassVar[type[Act[Any]] | None] = None
    is_correctable: ClassVar[bool] = True
    is_annullable: ClassVar[bool] = True
    # The way out is shown apart, and less loudly.
    is_way_out: ClassVar[bool] = False
    # Another way on than the one the step waits for; shown apart.
    is_beside: ClassVar[bool] = False
    # The form asks for the day; otherwise `day_of` reads it from the fact.
    asks_day: ClassVar[bool] = True
    template: ClassVar[str] = "cases/act_fields.html"
    papers: ClassVar[Sequence[CasePaper]] = ()
    # The kind of paper that mostly follows: one press does the act and drafts it.
    drafts: ClassVar[str] = ""
    # While the file of a violator is before a higher authority, it is done there and not in the unit.
    is_above: ClassVar[bool] = False
    # Of a matter: the kind it belongs to, and whether it begins one.
    matter: ClassVar[str] = ""
    begins_matter: ClassVar[bool] = False
    # It may begin one also when the case has ended: what was confiscated, and what is contested, outlives it.
    outlives: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for base in getattr(cls, "__orig_bases__", ()):
            if arguments := get_args(base):
                if isinstance(arguments[0], type):
                    cls.fact = arguments[0]
                break

    @property
    def label(self) -> Text:
        return self.words.event

    @property
    def is_move(self) -> bool:
        """Whether it takes its line a step further or ends it."""
        return self.moves_to is not None or self.ends_as is not None

    def following(self, state: CaseState, fact: F) -> Step | None:
        """Return the step the line comes to."""
        return Step.CLOSED if self.ends_as else self.moves_to

    def part_of(self, fact: F) -> str:
        """Return the part of the case that the fact itself names."""
        return ""

    def day_of(self, fact: F) -> date | None:
        """Return the day that the fact itself names."""
        return None

    def check(self, state: CaseState, line: Line, entry: Entry[F]) -> None:
        """Refuse an entry that the file cannot be read with."""

    def check_matter(self, state: CaseState, matter: Matter, entry: Entry[F]) -> None:
        """The same for an act of a matter; MATTER as it stood before, with no entries when this one begins it."""

    def ends_matter(self, matter: Matter) -> bool:
        """Whether nothing is left to do of a matter once its entry stands."""
        return False

    def is_due_in(self, matter: Matter) -> bool:
        """Whether a matter as it stands has a use for the act."""
        return not matter.is_ended and not self.begins_matter

    def apply(self, state: CaseState, entry: Entry[F]) -> None:
        """Remember what the entry says of the people of the case."""

    def mark(self, line: Line, entry: Entry[F]) -> None:
        """Note on a line what the entry changes there besides the step it comes to."""

    def clean(self, fact: F) -> F:
        """Return the fact with its words trimmed.

        Raises: CodeUnknown where a code is none of its list.
        """
        return cast("F", _clean(fact))

    def complete(self, fact: F, door: Door) -> F:
        """Return the fact with what follows from the file and the law filled in."""
        return fact

    def require(self, fact: F, door: Door) -> None:
        """Refuse what law, clock or overlap stand against, and a fact without its `reasons`."""
        if not all(getattr(fact, name) for name in self.reasons):
            raise refusals.ReasonMissing

    def requirements(self, fact: F | None, door: Door) -> Iterable[Unmet]:
        """List what is not there for the act, by weight; of its FACT, or while nothing is filled in yet."""
        return ()

    def require_goods(self, fact: F, door: Door) -> None:
        """Refuse goods that the lists of the case stand against; asked at the door, of a correction too."""

    def learned(self, fact: F, door: Door) -> None:
        """Pass on what the entry says of people, also where it corrects an earlier one."""

    def done(self, fact: F, door: Door) -> None:
        """Do what else follows."""

    def done_here(self, fact: F, door: Door) -> None:
        """Do what follows where it is done now, and not where an old file is entered whole."""

    def undone(self, fact: F, door: Door) -> None:
        """Undo it when the entry is annulled."""

    def is_pointless(self, state: CaseState, line: Line) -> bool:
        """Whether the step allows it, yet this case has no use for it."""
        return False

    def is_first_choice(self, state: CaseState, line: Line) -> bool:
        """Whether it is the next act of a line that stands at one of its steps."""
        return self.is_move and not self.is_way_out and not self.is_beside and self.who is Who.HANDLER

    def prepare(self, form: ActForm[F], setting: Setting) -> None:
        """Offer choices and fill in what is known when its form is made."""

    def paper_of(self, fact: F) -> Cited | None:
        """Return the paper that the fact cites."""
        paper = getattr(fact, "paper", None)
        return paper if isinstance(paper, Cited) and paper.number else None

    def from_paper(self, paper: Cited) -> F:
        """Return the fact that an issued paper of the system enters."""
        return cast("F", self.fact(paper=paper))

    def summary(self, fact: F) -> str:
        """Return the heart of the fact in one line, as the story shows it: findings, reason, amount or paper."""
        for name in ("findings", "reason", "summary", "signs", "note", "measure"):
            value = getattr(fact, name, "")
            if value:
                return "; ".join(one.rstrip(" .;") for one in value) if isinstance(value, tuple) else str(value)
        amount = getattr(fact, "amount_vnd", None) or getattr(fact, "fine_vnd", None)
        paper = self.paper_of(fact)
        return " · ".join([*([format_vnd(amount)] if amount else []), *([paper.number] if paper else [])])

    def may_stand_at(self, line: Line) -> bool:
        """Whether the act is possible at the step of a line."""
        if self.after is not None:
            return line.outcome is self.after
        return not self.at or line.step in self.at


class IssuedAct(Act[F]):
    """An act that an issued paper enters; one issued outside the system is written in by those who keep the papers."""

    who, asks_day = Who.KEEPER, False

    def day_of(self, fact: F) -> date | None:
        dated: date | None = cast("Any", fact).paper.dated
        return dated

    def prepare(self, form: ActForm[F], setting: Setting) -> None:
        form.insist("paper_number", "paper_dated", "paper_signer", "paper_signer_title")


def _clean(fact: Any) -> Any:
    changed: dict[str, Any] = {}
    for name, hint in _hints(type(fact)).items():
        value = getattr(fact, name)
        if isinstance(hint, type) and issubclass(hint, TextChoices):
            if value not in hint.values:
                raise refusals.CodeUnknown(code=str(value))
            changed[name] = hint(value)
        elif isinstance(value, str) and value != value.strip():
            changed[name] = value.strip()
    return replace(fact, **changed) if changed else fact


@cache
def _hints_of(fact: Any) -> Mapping[str, Any]:
    hints = get_type_hints(fact)
    return {one.name: hints[one.name] for one in fields(fact)}


def _hints(fact: type[Any]) -> Mapping[str, Any]:
    return _hints_of(cast("Any", fact))

"""Who may sign: powers on the day of the decision, against the frame's highest fine and what else it brings."""

from __future__ import annotations

from datetime import date

from minhbach.domains.law.book import LawBook, root_of
from minhbach.domains.law.frames.amounts import multiply_vnd
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types.fines import (
    AdditionalSanction,
    FineQuestion,
    Offender,
    Signer,
    SignerObstacle,
    WeighedRemedy,
)
from minhbach.domains.law.types.rows import Citation, FineFrameRow, Limit, PowerRow, Remedy, RemedyGrant, Table

# The six remedies of Luật XLVPHC Đ28 k1 (d, đ, e, g, h, i); all others are of a decree's own.
GENERAL_REMEDIES = {
    "REEXPORT",
    "DESTROY",
    "CORRECT_INFORMATION",
    "REMOVE_INFRINGING_ELEMENT",
    "RECALL",
    "RETURN_ILLEGAL_PROFIT",
}

Measures = tuple[tuple[AdditionalSanction, ...], tuple[WeighedRemedy, ...]]


def find_signers(
    book: LawBook,
    question: FineQuestion,
    row: FineFrameRow,
    violation_class: str,
    fine_max_vnd: int,
    measures: Measures,
) -> tuple[Signer, ...]:
    """List the titles with a power over such acts, those who may sign first, lowest rank first.

    Units:  limits in đồng, doubled for an organisation as the power's row says; confiscation limits are not doubled,
            because the texts tie them to the fine written for an individual.
    Source: powers on the day of the decision (row AL-16), percent of the field's cap on that day; competence rows.
    """
    powers = _powers_for(book, question, row)
    competence = _competence_for(book, question, row, violation_class)
    signers = [_signer(book, question, row, power, competence, fine_max_vnd, measures) for power in powers]
    return tuple(
        sorted(signers, key=lambda one: (not one.may_sign, one.power.rank, one.power.force, one.power.citation.row_id))
    )


def _powers_for(book: LawBook, question: FineQuestion, row: FineFrameRow) -> list[PowerRow]:
    """The decree's own powers go before the general decree's (NĐ 189/2025 Đ21: until the decree itself is amended)."""
    day = question.decided_on
    in_force = [power for power in book.powers if power.citation.holds_on(day)]
    own = [power for power in in_force if root_of(power.citation.instrument) == root_of(row.citation.instrument)]
    if own:
        return own
    general = book.find_rule("POWER_189", day)
    if general is None:
        return []
    return [power for power in in_force if root_of(power.citation.instrument) == root_of(general.citation.instrument)]


def _competence_for(
    book: LawBook, question: FineQuestion, frame: FineFrameRow, violation_class: str
) -> dict[str, Citation | None]:
    """Name the forces, and titles apart from them, that deal with a class, each with its basis.

    None where only another decree names the force.
    """
    found = book.find_class(violation_class)
    if found is None:
        return {}
    rows = {row.citation.row_id: row for row in book.competence if row.citation.holds_on(question.decided_on)}
    named: dict[str, list[Citation]] = {}
    for force, row_ids in found.competence:
        for row in (rows[row_id] for row_id in row_ids if row_id in rows):
            for name in (force, *row.offices):
                named.setdefault(name, []).append(row.citation)
    decree = root_of(frame.citation.instrument)
    own = {force: [one for one in basis if root_of(one.instrument) == decree] for force, basis in named.items()}
    chosen = own if any(own.values()) else named
    return {force: chosen[force][-1] if chosen[force] else None for force, basis in named.items() if basis}


def limit_for(power: PowerRow, field: str) -> Limit | None:
    """Find how far a title may go in a field: the limit of its own scope, else the one for everything."""
    scope = vocabulary(Table.FINE_FRAMES, "fields").get(field, {}).get("power_scope", "ALL")
    by_scope = {limit.scope: limit for limit in power.limits}
    return by_scope.get(scope) or by_scope.get("ALL")


def fine_limit_vnd(
    book: LawBook, power: PowerRow, row: FineFrameRow, question: FineQuestion
) -> tuple[int | None, int | None]:
    """Give a title's highest fine for an individual, and for the offender of the question; None if unknown.

    Units: đồng.
    """
    limit = limit_for(power, row.field)
    if limit is None:
        return None, None
    base = limit.amount_vnd
    if base is None and limit.percent_of_cap is not None:
        cap = book.find_cap(row.field, row.citation.instrument, question.decided_on)
        base = None if cap is None or cap.individual_vnd is None else cap.individual_vnd * limit.percent_of_cap // 100
    if base is None:
        return None, None
    organisation = question.offender is Offender.ORGANISATION
    return base, multiply_vnd(base, power.organisation_factor) if organisation else base


def _signer(
    book: LawBook,
    question: FineQuestion,
    row: FineFrameRow,
    power: PowerRow,
    competence: dict[str, Citation | None],
    fine_max_vnd: int,
    measures: Measures,
) -> Signer:
    sanctions, remedies = measures
    limit = limit_for(power, row.field)
    base, limit_vnd = fine_limit_vnd(book, power, row, question)
    obstacles: list[SignerObstacle] = []
    if limit_vnd is None:
        obstacles.append(SignerObstacle.LIMIT_UNKNOWN)
    elif fine_max_vnd > limit_vnd:
        obstacles.append(SignerObstacle.FINE_OVER_LIMIT)
    confiscation = _confiscation_limit_vnd(limit, base)
    kinds = {one.sanction.kind for one in sanctions if _is_imposed(one, question)}
    if limit is not None and any(kind.startswith("CONFISCATE") for kind in kinds):
        obstacles += _confiscation_obstacles(limit, confiscation, question)
    if "LICENCE_WITHDRAWAL" in kinds and not power.may_withdraw_licence:
        obstacles.append(SignerObstacle.LICENCE_NOT_GIVEN)
    if "SUSPENSION" in kinds and not power.may_suspend:
        obstacles.append(SignerObstacle.SUSPENSION_NOT_GIVEN)
    if "LICENCE_WITHDRAWAL_OR_SUSPENSION" in kinds and not (power.may_withdraw_licence or power.may_suspend):
        obstacles.append(SignerObstacle.SUSPENSION_NOT_GIVEN)
    granted = {
        one.remedy: _may_order(power, one.remedy, question.decided_on) for one in remedies if _is_ordered(one, question)
    }
    if False in granted.values():
        obstacles.append(SignerObstacle.REMEDIES_NOT_GIVEN)
    names = [name for name in (power.force, power.office) if name in competence]
    if competence and not names:
        obstacles.append(SignerObstacle.OUTSIDE_COMPETENCE)
    unread = tuple(remedy for remedy, may in granted.items() if may is None)
    return Signer(power, limit_vnd, confiscation, tuple(obstacles), competence[names[0]] if names else None, unread)


def _is_imposed(one: AdditionalSanction, question: FineQuestion) -> bool:
    if question.sanctions is not None:
        return one.sanction.kind in question.sanctions
    return one.applies is True


def _is_ordered(one: WeighedRemedy, question: FineQuestion) -> bool:
    if question.remedies is not None:
        return one.remedy.kind in question.remedies
    return one.applies is not False


def _may_order(power: PowerRow, remedy: Remedy, on: date) -> bool | None:
    """Say whether a remedy, or what may be ordered in its stead, is a title's own; None where nobody has read it."""
    if not power.remedies_vi:
        return False
    grants = [grant for grant in power.remedy_grants if grant.holds_on(on)]
    if not grants:
        return None
    answers = [_is_granted(grant, kind) for grant in grants for kind in (remedy.kind, *remedy.or_kinds)]
    if True in answers:
        return True
    return None if None in answers else False


def _is_granted(grant: RemedyGrant, kind: str) -> bool | None:
    if grant.kinds is None:
        return None
    if kind in grant.kinds:
        return True
    if kind in GENERAL_REMEDIES:
        return False
    return {"yes": True, "no": False}.get(grant.others)


def _confiscation_limit_vnd(limit: Limit | None, base: int | None) -> int | None:
    if limit is None:
        return None
    if limit.confiscation == "up_to_amount":
        return limit.confiscation_amount_vnd
    if limit.confiscation == "up_to_factor" and limit.confiscation_factor is not None and base is not None:
        return multiply_vnd(base, limit.confiscation_factor)
    return None


def _confiscation_obstacles(limit: Limit, confiscation: int | None, question: FineQuestion) -> list[SignerObstacle]:
    if limit.confiscation == "unlimited":
        return []
    if limit.confiscation == "none" or confiscation is None:
        return [SignerObstacle.CONFISCATION_NOT_GIVEN]
    value = question.exhibit_value_vnd
    if value is None and "goods_value_vnd" in question.measures:
        value = int(question.measures["goods_value_vnd"])
    if value is None:
        return [SignerObstacle.CONFISCATION_VALUE_UNKNOWN]
    return [SignerObstacle.CONFISCATION_OVER_LIMIT] if value > confiscation else []

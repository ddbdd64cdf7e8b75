"""From a row's content, as the tables write it, to the frozen row that calculations read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minhbach.domains.law.types.rows import (
    Act,
    CapRow,
    Citation,
    CompetenceRow,
    Confidence,
    CountingRule,
    CriminalRow,
    DeadlineRow,
    FineFrameRow,
    FormRow,
    GapRow,
    Limit,
    LimitationRow,
    Multiplier,
    PowerRow,
    PublicationRow,
    Remedy,
    RemedyGrant,
    ReportCategory,
    RuleRow,
    Sanction,
    Scale,
    Threshold,
    Tier,
    ViolationClass,
)

Content = Mapping[str, Any]


def root_of(instrument: str) -> str:
    """Give the instrument without its amendments: “98/2020/NĐ-CP (sđ 17/2022/NĐ-CP)” → “98/2020/NĐ-CP”."""
    return instrument.split(" (")[0].split(";")[0].strip()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def valid_until_of(content: Content) -> date | None:
    """Give the first day a row no longer holds; the data names the last day on which it does."""
    last = _day(content.get("effective_to"))
    return last + timedelta(days=1) if last else None


def _text(content: Content, key: str) -> str:
    return str(content.get(key) or "")


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def read_citation(content: Content) -> Citation:
    """Read where a row's text stands, and how sure it is."""
    return Citation(
        row_id=str(content.get("id") or content.get("code")),
        instrument=_text(content, "instrument"),
        article=_text(content, "article"),
        clause=_clause(content),
        confidence=Confidence(content["confidence"]),
        source=_text(content, "source"),
        valid_from=_day(content.get("effective_from")),
        valid_until=valid_until_of(content),
    )


def _clause(content: Content) -> str:
    """Tell an inserted clause (“khoản 14a”) from a point of a clause (“1a”): its acts have no points."""
    clause = _text(content, "clause")
    is_inserted = clause[-1:].isalpha() and not any(act.get("point") for act in content.get("acts", ()))
    return f"khoản {clause}" if is_inserted else clause


def clause_within(content: Content, clause: str) -> str:
    """Give the clause of a tier of a row: the row's own, where it is that."""
    return _clause(content) if clause == _text(content, "clause") else clause


def _tier(content: Content, row: Content) -> Tier:
    return Tier(
        value_from=_decimal(content.get("from")),
        value_to_exclusive=_decimal(content.get("to_exclusive")),
        fine_min_vnd=int(content["fine_min"]),
        fine_max_vnd=int(content["fine_max"]),
        clause=clause_within(row, _text(content, "clause")),
        warning_possible=bool(content.get("warning_possible")),
        only_if_not_criminal=bool(content.get("only_if_not_criminal")),
    )


def _scale(content: Content, relation: str, row: Content) -> Scale:
    return Scale(
        measure=content["measure"],
        unit=_text(content, "unit"),
        goods=_text(content, "goods"),
        relation=relation,
        tiers=tuple(_tier(tier, row) for tier in content["tiers"]),
    )


def read_frame(content: Content) -> FineFrameRow:
    return FineFrameRow(
        citation=read_citation(content),
        series=content["series"],
        act_vi=content["act_vi"],
        acts=tuple(
            Act(
                point=_text(act, "point"),
                text_vi=act["text_vi"],
                violation_class=act["violation_class"],
                confidence=Confidence(act["confidence"]) if "confidence" in act else None,
            )
            for act in content["acts"]
        ),
        violation_class=content["violation_class"],
        field=content["field"],
        scales=(
            _scale(content, "main", content),
            *(_scale(other, other["relation"], content) for other in content["alternatives"]),
        ),
        no_value_tier=_tier(content["no_value_fine"], content) if content.get("no_value_fine") else None,
        multipliers=tuple(
            Multiplier(
                factor=Decimal(str(row["factor"])),
                condition=row["condition"],
                text_vi=row["text_vi"],
                clause=_text(row, "clause"),
                organisation_factor=_decimal(row.get("organisation_factor")),
            )
            for row in content["multipliers"]
        ),
        max_fine_individual_vnd=content.get("max_fine_individual_vnd"),
        applies_to=content["applies_to"],
        organisation_factor=Decimal(str(content["organisation_factor"])),
        additional_sanctions=tuple(
            Sanction(
                kind=row["kind"],
                text_vi=row["text_vi"],
                clause=_text(row, "clause"),
                condition=_text(row, "condition"),
                months_min=row.get("months_min"),
                months_max=row.get("months_max"),
                points=tuple(row.get("points", ())),
                only_if=tuple(row.get("only_if", ())),
            )
            for row in content["additional_sanctions_vi"]
        ),
        remedies=tuple(
            Remedy(
                kind=row["kind"],
                text_vi=row["text_vi"],
                clause=_text(row, "clause"),
                points=tuple(row.get("points", ())),
                only_if=tuple(row.get("only_if", ())),
                or_kinds=tuple(row.get("or_kinds", ())),
            )
            for row in content["remedies_vi"]
        ),
        amended_by=tuple(content["amended_by"]),
        text_form=content["text_form"],
        gaps_vi=_text(content, "gaps_vi"),
        unread=frozenset(content.get("unread", ())),
    )


def read_power(content: Content) -> PowerRow:
    return PowerRow(
        citation=read_citation(content),
        office=content["office"],
        force=content["force"],
        rank=int(content["rank"]),
        title_vi=content["title_vi"],
        limits=tuple(
            Limit(
                scope=row["scope"],
                amount_vnd=row.get("amount_vnd"),
                percent_of_cap=row.get("percent_of_cap"),
                confiscation=row["confiscation"]["kind"],
                confiscation_amount_vnd=row["confiscation"].get("amount_vnd"),
                confiscation_factor=_decimal(row["confiscation"].get("factor")),
            )
            for row in content["limits"]
        ),
        may_warn=bool(content["warning"]),
        may_withdraw_licence=bool(content["licence_withdrawal"]),
        may_suspend=bool(content["suspension"]),
        remedies_vi=_text(content, "remedies_vi"),
        organisation_factor=Decimal(str(content["organisation_factor"])),
        remedy_grants=tuple(
            RemedyGrant(
                kinds=None if row["kinds"] is None else frozenset(row["kinds"]),
                others=row["others"],
                first_on=_day(row.get("from")),
                last_on=_day(row.get("until")),
            )
            for row in content.get("remedy_grants", ())
        ),
    )


def read_competence(content: Content) -> CompetenceRow:
    return CompetenceRow(
        citation=read_citation(content),
        force=content["force"],
        provisions_vi=_text(content, "provisions_vi"),
        act_scope_vi=_text(content, "act_scope_vi"),
        offices=tuple(content.get("offices", ())),
    )


def read_cap(content: Content) -> CapRow:
    return CapRow(
        citation=read_citation(content),
        field=content["field"],
        name_vi=content["name_vi"],
        individual_vnd=content["cap_individual_vnd"],
        organisation_vnd=content["cap_organisation_vnd"],
    )


def read_rule(content: Content) -> RuleRow:
    return RuleRow(
        read_citation(content), int(content["order"]), content["topic"], content["rule_code"], content["text_vi"]
    )


def read_deadline(content: Content) -> DeadlineRow:
    duration = content.get("duration") or {}
    fixed = content.get("fixed") or {}
    return DeadlineRow(
        citation=read_citation(content),
        family=content["family"],
        kind=content["kind"],
        event=content["event"],
        action_vi=content["action_vi"],
        amount=duration.get("n"),
        unit=_text(duration, "unit"),
        recurrence=_text(fixed, "recurrence"),
        fixed_year=fixed.get("year"),
        fixed_month=fixed.get("month"),
        fixed_day=fixed.get("day"),
        is_before_fixed=bool(fixed.get("is_before")),
        is_prompt=bool(content.get("promptly")),
        direction=content["direction"],
        bound=content["bound"],
        applies_when=_text(content, "applies_when"),
        last_day_moves=bool(content["last_day_moves"]),
        extends=tuple(content["extends"]),
        note_vi=_text(content, "note_vi"),
        late_percent_per_day=Decimal(late) if (late := _text(content, "late_percent_per_day")) else None,
    )


def read_counting_rule(content: Content) -> CountingRule:
    return CountingRule(read_citation(content), content["rule_code"], content["text_vi"])


def read_violation_class(content: Content) -> ViolationClass:
    category = _text(content, "report_category")
    confirmed = Confidence(content["report_category_confidence"]).on_by_default
    return ViolationClass(
        citation=read_citation(content),
        code=content["code"],
        name_vi=content["legal_name_vi"],
        definition_vi=_text(content, "definition_vi"),
        definition_source=" ".join(
            part
            for part in (
                f"Điều {content['definition_article']}" if content.get("definition_article") else "",
                _text(content, "definition_instrument"),
            )
            if part
        ),
        signs=tuple(content["signs"]),
        frames=tuple(
            (row["id"], None if row["points"] is None else tuple(row["points"])) for row in content["fine_frames"]
        ),
        report_category=category if confirmed else "",
        proposed_category=category,
        competence=tuple((row["force"], tuple(row["competence_ids"])) for row in content["competent"]),
        criminal_articles=tuple(content["criminal_articles"]),
        note_vi=_text(content, "note_vi"),
    )


def read_report_category(content: Content) -> ReportCategory:
    return ReportCategory(read_citation(content), content["code"], content["label_vi"])


def read_gap(content: Content) -> GapRow:
    return GapRow(read_citation(content), content["sign"], content["class"], content["text_vi"])


def read_criminal(content: Content) -> CriminalRow:
    return CriminalRow(
        citation=read_citation(content),
        name_vi=content["name_vi"],
        thresholds=tuple(
            Threshold(
                measure=row["measure"],
                unit=_text(row, "unit"),
                goods=_text(row, "goods"),
                value_from=_decimal(row.get("from")),
                value_to_exclusive=_decimal(row.get("to_exclusive")),
                organisation_from=_decimal(row.get("organisation_from")),
                clause=_text(row, "clause"),
            )
            for row in content["thresholds"]
        ),
        below_threshold_if_vi=_text(content, "below_threshold_if_vi"),
        violation_classes=tuple(content["violation_classes"]),
        act_points=tuple(content.get("act_points", ())),
        except_goods=tuple(content.get("except_goods", ())),
        only_if=tuple(content.get("only_if", ())),
        only_if_vi=_text(content, "only_if_vi"),
        below_measures=tuple(content.get("below_measures", ())),
    )


def read_form(content: Content) -> FormRow:
    return FormRow(
        citation=read_citation(content),
        form_no=_text(content, "form_no") or str(content["id"]),
        title_vi=content["title_vi"],
        is_title_verbatim=content.get("title_form") != "shortened",
        number_symbol=_text(content, "number_symbol"),
    )


def read_limitation(content: Content) -> LimitationRow:
    return LimitationRow(
        citation=read_citation(content),
        fields=tuple(content["fields"]),
        text_vi=content["text_vi"],
        years=content["years"],
        other_law_vi=_text(content, "other_law_vi"),
        places=tuple(content.get("provisions", ())),
        deadline_ids=tuple(content["deadline_ids"]),
    )


def read_publication(content: Content) -> PublicationRow:
    term: Content = content.get("term") or {}
    is_days = term.get("unit") == "day"
    return PublicationRow(
        citation=read_citation(content),
        obligation=content["obligation"],
        text_vi=content["text_vi"],
        content_vi=tuple(content["content_vi"]),
        days=int(term["n"]) if is_days else None,
        bound=_text(term, "bound") if is_days else "",
    )

"""`minhbach audit …` and what `minhbach doctor` says of the log."""

from __future__ import annotations

from typing import Any

from typer.testing import CliRunner

from minhbach.foundation.clock import now
from minhbach.interfaces.cli import audit
from minhbach.interfaces.health import records
from tests.foundation.audit.conftest import Log, kept, log

__all__ = ["kept", "log"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(audit.app, arguments)
    return done.exit_code, done.output


def test_verify_proves_what_is_there_and_seals_nothing(log: Log) -> None:
    log.write("waits")
    code, said = run("verify")
    assert (code, said) == (0, f"✓ Nhật ký toàn vẹn: {log.last()} dòng đã niêm phong, 1 dòng đang chờ.\n")


def test_verify_names_each_fault_in_words_and_fails(log: Log) -> None:
    link = log.sequence("e")
    log.run("update foundation_auditentry set action = 'test.other' where target_id = 'e'")
    code, said = run("verify")
    assert code == 1
    assert said.startswith(f"✗ {link}: dòng đã bị sửa ")


def test_seal_says_what_is_missing(log: Log, settings: Any) -> None:
    log.write("waits")
    assert run("seal") == (0, "Đã niêm phong 1 dòng.\n")
    settings.SEALER_DATABASE_URL = ""
    code, said = run("seal")
    assert code == 1
    assert "MINHBACH_SEALER_DATABASE_URL" in said


def test_stamp_says_what_is_missing(log: Log) -> None:
    code, said = run("stamp")
    assert code == 1
    assert "MINHBACH_TSA_URL" in said


def test_doctor_tells_of_a_missing_sealer_and_of_every_kind_of_fault(log: Log, settings: Any) -> None:
    assert list(records.audit(now())) == []
    log.run("update foundation_auditentry set action = 'test.other' where target_id = 'e'")
    settings.SEALER_DATABASE_URL = ""
    missing, broken = records.audit(now())
    assert "MINHBACH_SEALER_DATABASE_URL" in missing.remedy
    assert broken.what == "Nhật ký có 1 chỗ hỏng: dòng đã bị sửa."

"""The check-up: each thing that can be wrong is found, said in Dutch with what to do, and nothing is changed."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from doctor_subject import CASES, NOW, ROOT, cases, subject

from bot.opening import open_database
from bot.operations.doctor import answers, examine, outside, rendering, storage
from bot.operations.doctor.finding import Finding, Verdict
from bot.settings import load_settings
from knowledge.errors import SecondOpinionUnavailable
from knowledge.messages.catalogue import load_catalogue
from knowledge.signals.privacy.second_opinion.library import INSTALL
from tests.bot.conftest import Typed
from tests.conftest import damage, settings_in


def test_every_case_has_a_text_and_what_is_wrong_has_something_to_do() -> None:
    catalogue = load_catalogue()
    found: set[tuple[str, str]] = set()
    for path in (ROOT / "bot" / "operations" / "doctor").glob("*.py"):
        for check, *named in CASES.findall(path.read_text(encoding="utf-8")):
            found |= {(check, case) for case in named if case}
    assert len(found) > 55
    for check, case in found:
        assert catalogue.has(f"doctor.{check}.name"), check
        assert catalogue.has(f"doctor.{check}.{case}.means"), (check, case)
    written = {tuple(key.split(".")[1:3]) for key in catalogue.texts if re.fullmatch(r"doctor\.\w+\.\w+\.means", key)}
    assert written == found, "a text that nothing uses"
    for name, _ in examine.CHECKS:
        assert catalogue.has(f"doctor.{name}.name")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["desk.local", "metrics.local", "actions.local"]),
        ("desk: {public_url: 'https://beheer.voorbeeld.nl'}", ["desk.behind_proxy", "metrics.local", "actions.local"]),
        ("desk: {host: 0.0.0.0}", ["desk.open_http", "metrics.local", "actions.local"]),
        (
            "desk: {host: 0.0.0.0, public_url: 'https://beheer.voorbeeld.nl'}\nmetrics: {port: 0}",
            ["desk.open_https", "metrics.off", "actions.local"],
        ),
        (
            "metrics: {host: 0.0.0.0}\nactions: {host: 0.0.0.0}",
            ["desk.local", "metrics.open", "actions.open"],
        ),
        (
            "actions: {endpoint: 'http://acties.voorbeeld.nl:5055/webhook'}",
            ["desk.local", "metrics.local", "actions.local", "actions.endpoint_http"],
        ),
        (
            "actions: {endpoint: 'http://127.0.0.1:5055/webhook'}",
            ["desk.local", "metrics.local", "actions.local"],
        ),
    ],
)
def test_what_others_can_reach(tmp_path: Path, more: str, expected: list[str]) -> None:
    assert cases(outside.exposure(subject(tmp_path, more))) == expected


def test_open_figures_with_a_token_are_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUVAST_METRICS_TOKEN", "secret")
    assert "metrics.open_token" in cases(outside.exposure(subject(tmp_path, "metrics: {host: 0.0.0.0}")))


def test_an_open_action_server_with_a_token_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUVAST_ACTIONS_TOKEN", "secret")
    assert "actions.open_token" in cases(outside.exposure(subject(tmp_path, "actions: {host: 0.0.0.0}")))


def test_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUVAST_TELEGRAM_TOKEN", raising=False)
    monkeypatch.delenv("HOUVAST_TELEGRAM_TOKEN_FILE", raising=False)
    patient = subject(tmp_path)
    assert cases(outside.token(patient)) == ["token.missing"]
    monkeypatch.setenv("HOUVAST_TELEGRAM_TOKEN_FILE", str(tmp_path / "none"))
    assert cases(outside.token(patient)) == ["token.unreadable"]
    monkeypatch.setenv("HOUVAST_TELEGRAM_TOKEN", "1:secret")
    assert cases(outside.token(patient)) == ["token.not_asked"]


def test_the_organisation(tmp_path: Path) -> None:
    assert cases(outside.organisation(subject(tmp_path))) == ["organisation.no_number"]
    more = "organisation: {local_number: {label: Dienst, number: '020'}, local: {achterwach: x}}"
    (found,) = outside.organisation(subject(tmp_path, more))
    assert (found.case, "achterwacht" in str(found.values["reason"])) == ("unknown_field", True)


def test_a_model_that_is_asked_for_and_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "find_spec", lambda name: None)
    more = "encoder: {kind: sentence-transformer, model: x}\ndesk: {public_url: 'https://beheer.voorbeeld.nl'}"
    found = list(outside.extras(subject(tmp_path, more)))
    assert [(finding.case, finding.verdict) for finding in found] == [
        ("models_missing", Verdict.FAIL),
        ("desk_missing", Verdict.FAIL),
        ("fine", Verdict.OK),
    ]


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    patient = subject(tmp_path)
    assert cases(storage.database(patient)) == ["database.absent"]
    assert cases(answers.entries(patient)) == cases(storage.outbox(patient)) == []
    assert not patient.settings.data_folder.exists()


def test_databases_that_cannot_be_used(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    path = settings.for_store().path
    path.parent.mkdir()
    path.write_bytes(b"no database" * 500)
    assert cases(storage.database(subject(tmp_path))) == ["database.unreadable"]
    path.unlink()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE address (name)")
    assert cases(storage.database(subject(tmp_path))) == ["database.foreign"]
    path.unlink()
    open_database(settings).close()
    assert cases(storage.database(subject(tmp_path))) == ["database.fine"]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('houvast', 'm999', 'x')")
    assert cases(storage.database(subject(tmp_path))) == ["database.newer"]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM _sqlite_migrations WHERE id > 3")
    before = path.read_bytes()
    assert cases(storage.database(subject(tmp_path))) == ["database.pending"]
    assert path.read_bytes() == before, "a check-up changes nothing"


def test_settings_that_cannot_be_read_are_the_only_finding(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("answer: {direkt_at: 1}")
    (found,) = examine.examine(config, NOW)
    assert (found.check, found.case, found.verdict) == ("config", "bad", Verdict.FAIL)
    assert "did you mean 'answer.direct_at'" in rendering.as_text([found], load_catalogue())


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("paths: {data: data, content: nowhere}\nencoder: {kind: deterministic}")
    found = examine.examine(config, NOW)
    stopped = {finding.check for finding in found if finding.case == "stopped"}
    assert stopped == {"organisation", "content"}
    assert "disk" in {finding.check for finding in found}
    assert not examine.healthy(found)
    assert load_settings(config).data_folder.exists() is False


def test_a_whole_installation(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUVAST_TELEGRAM_TOKEN", raising=False)
    settings_in(folder)
    found = examine.examine(folder / "config.yml", datetime.now(UTC))
    assert examine.healthy(found), [finding for finding in found if finding.verdict is Verdict.FAIL]
    assert {"model.fine", "index.fine", "seed.unconfirmed", "database.fine", "phrasings.fine"} <= set(cases(found))
    shown = rendering.as_text(found, load_catalogue())
    assert "let op  Startinhoud" in shown
    assert "-> houvast" not in shown.splitlines()[0]
    table = json.loads(rendering.as_json(found, load_catalogue()))
    assert table["ok"]
    assert {row["verdict"] for row in table["findings"]} == {"ok", "warn"}
    assert all(row["todo"] for row in table["findings"] if row["verdict"] == "warn")
    damage(folder / "data" / "index" / "manifest.json", b"{}")
    assert "index.damaged" in cases(answers.search(subject(folder)))


def test_the_command(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine, "CHECKS", (("disk", storage.disk), ("actions", outside.exposure)))
    done = typed("doctor", "--json")
    assert (done.status, json.loads(done.out)["ok"]) == (0, True)
    settings_in(tmp_path, "actions: {host: 0.0.0.0}\n")
    done = typed("doctor")
    assert done.status == 1
    assert "fout    Actieserver" in done.out
    assert done.out.rstrip().endswith("1 fout.")


def test_findings_hold_only_plain_values() -> None:
    finding = Finding("disk", Verdict.OK, "fine", {"free": "1.0", "folder": Path("/x")})
    assert rendering.texts(finding, load_catalogue()) == ("Nog 1.0 GB vrij bij /x.", "")


def test_a_second_opinion_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cases(outside.second_opinion(subject(tmp_path))) == ["second_opinion.alone"]
    asked = subject(tmp_path, "privacy: {second_opinion: deduce}")

    def absent() -> str:
        raise SecondOpinionUnavailable("deduce 1.0.8 is installed; version 3 is needed", INSTALL)

    monkeypatch.setattr(outside, "deduce_version", absent)
    (found,) = outside.second_opinion(asked)
    assert (found.case, found.verdict) == ("missing", Verdict.FAIL)
    means, todo = rendering.texts(found, load_catalogue())
    assert "1.0.8" in means
    assert INSTALL in todo
    monkeypatch.setattr(outside, "deduce_version", lambda: "3.0.6")
    assert cases(outside.second_opinion(asked)) == ["second_opinion.unbuilt"]
    (asked.settings.second_opinion_folder / "3.0.6").mkdir(parents=True)
    assert cases(outside.second_opinion(asked)) == ["second_opinion.fine"]

"""Settings: every default holds, and a mistake is one line that names the nearest valid key."""

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import Settings, documented_keys, load_settings

ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answer:\n  direkt_at: 0.5", "unknown key 'answer.direkt_at'; did you mean 'answer.direct_at'?"),
        ("organisatie: {}", "unknown key 'organisatie'; did you mean 'organisation"),
        ("answer:\n  direct_at: 5", "'answer.direct_at'"),
        ("encoder:\n  kind: gpt", "'encoder.kind'"),
        ("actions:\n  endpoint: nergens", "'actions.endpoint'"),
        ("retention:\n  log_days: 0", "'retention.log_days'"),
        ("organisation:\n  local: {achterwacht: '{lokaal:mdo}'}", "'organisation.local.achterwacht'"),
        ("organisation:\n  local: {achterwacht: '[B17]'}", "'organisation.local.achterwacht'"),
        ("organisation:\n  local: {Achterwacht: '020'}", "'organisation.local.Achterwacht"),
        (f"organisation:\n  local: {{achterwacht: {'a' * 81}}}", "'organisation.local.achterwacht'"),
        ("a: [", "no valid YAML"),
        ("- a", "cannot be read"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert expected in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="--config"):
        load_settings(tmp_path / "nergens.yml")


def test_an_empty_file_takes_every_default(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, ""))
    assert settings == Settings(base=tmp_path)


def test_the_shipped_file_holds_every_key_with_its_default() -> None:
    assert load_settings(ROOT / "config.yml") == Settings(base=ROOT)


def test_paths_start_at_the_file(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, "paths:\n  data: hier\n  content: daar\n"))
    assert settings.data_folder == tmp_path / "hier"
    assert settings.content_folder == tmp_path / "daar"
    assert settings.for_store().path == tmp_path / "hier" / "houvast.sqlite3"


def test_the_environment_is_no_way_in_for_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWER__DIRECT_AT", "0.1")
    monkeypatch.setenv("answer", '{"direct_at": 0.1}')
    assert load_settings(write(tmp_path, "")).answer.direct_at == 0.7


def test_every_key_has_a_description() -> None:
    assert all(field.description for field in documented_keys().values())


def test_the_regional_number_fills_its_field_unless_it_is_given_itself(tmp_path: Path) -> None:
    number = "organisation:\n  local_number: {label: Dienst, number: '020'}\n"
    assert load_settings(write(tmp_path, number)).local_facts() == {"crisisnummer": "Dienst 020"}
    own = f"{number}  local: {{crisisnummer: '088', mdo-moment: dinsdag}}\n"
    assert load_settings(write(tmp_path, own)).local_facts() == {"crisisnummer": "088", "mdo-moment": "dinsdag"}
    assert Settings(base=tmp_path).local_facts() == {}


def test_settings_reach_the_packages(tmp_path: Path) -> None:
    settings = load_settings(
        write(
            tmp_path,
            "organisation:\n  local_number: {label: Dienst, number: '020'}\n"
            "actions: {endpoint: 'http://127.0.0.1:1/webhook', timeout_ms: 200}\n"
            "encoder: {threads: 1}\nretention: {log_days: 10}\n",
        )
    )
    actions = settings.for_actions()
    assert (actions.local_number.label, actions.endpoint, actions.timeout_ms) == (
        "Dienst",
        "http://127.0.0.1:1/webhook",
        200,
    )
    assert settings.for_encoder().threads == 1
    assert settings.for_store().retention.log_days == 10

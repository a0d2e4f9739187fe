"""``houvast knowledge`` as the operator types it."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli.golden import Row, figures
from bot.opening import open_database
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.golden.model import GoldenQuestion, Standing
from knowledge.seeding import import_content, read_published
from knowledge.store.entries import EntryStore
from tests.bot.conftest import Typed
from tests.conftest import settings_in


@pytest.fixture
def seeded(tmp_path: Path) -> None:
    """The shipped content is in the database; no index was made."""
    with open_database(settings_in(tmp_path)) as database:
        import_content(load_content(), EntryStore(database))


def test_the_shipped_content_passes(typed: Typed) -> None:
    done = typed("knowledge", "check")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[-1].startswith("errors: 0; warnings: ")
    assert lines[-3].split()[:2] == ["all", str(len(load_content().entries))]


def test_an_error_is_named_with_file_and_line_and_fails(typed: Typed, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, content, ignore=shutil.ignore_patterns("*.npz"))
    file = content / "signs-of-safety" / "drie-huizen.md"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(place for place, line in enumerate(lines, start=1) if line.startswith("verwant:"))
    lines[number - 1] = "verwant: [bestaat-niet]"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = typed("knowledge", "check", str(content))
    assert done.status == 1
    assert f"{file}:{number}: error dead-link: verwant names an unknown entry: bestaat-niet" in done.out.splitlines()
    as_json = typed("knowledge", "check", "--json", str(content))
    assert as_json.status == 1
    report = json.loads(as_json.out)
    assert report["errors"] == 1
    (error,) = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert (error["path"], error["line"], error["rule"]) == (str(file), number, "dead-link")
    assert report["figures"]["entries"] == sum(theme["entries"] for theme in report["themes"].values())


def test_a_folder_without_lists_fails(typed: Typed, tmp_path: Path) -> None:
    done = typed("knowledge", "check", str(tmp_path / "nowhere"))
    assert done.status == 1
    assert "error format: cannot be read" in done.out
    assert json.loads(typed("knowledge", "check", "--json", str(tmp_path / "nowhere")).out)["figures"] is None


def test_nothing_to_export(typed: Typed, tmp_path: Path) -> None:
    done = typed("knowledge", "export", str(tmp_path / "a.json"))
    assert done == (1, "", "nothing is published yet; run: houvast import\n")
    assert not (tmp_path / "a.json").exists()


@pytest.mark.usefixtures("seeded")
def test_export_to_a_folder_is_a_content_folder(typed: Typed, tmp_path: Path) -> None:
    target = tmp_path / "out"
    shipped = load_content().entries
    assert typed("knowledge", "export", str(target)) == (0, f"{target}: {len(shipped)} entries\n", "")
    assert load_content(target).entries == shipped
    again = typed("knowledge", "export", str(target))
    assert (again.status, "not an empty folder" in again.err) == (2, True)


@pytest.mark.slow
def test_json_goes_into_another_installation(typed: Typed, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    assert typed("knowledge", "export", str(file)).status == 0
    data = json.loads(file.read_text(encoding="utf-8"))
    (entry,) = [entry for entry in data["entries"] if entry["slug"] == "drie-huizen"]
    data["entries"] = [entry, {**entry, "slug": "vier-huizen", "title": "Vier huizen"}]
    file.write_text(json.dumps(data), encoding="utf-8")
    done = typed("knowledge", "import", str(file))
    count = len(load_content().entries) + 1
    assert done.status == 0
    assert f"imported new: 1, unchanged: 1; refused: 0; published: {count}" in done.out
    # The content folder is imported at every start and does not push it out.
    assert f"published: {count}" in typed("knowledge", "import").out
    data["entries"] = [{**entry, "title": "Anders"}]
    file.write_text(json.dumps(data), encoding="utf-8")
    refused = typed("knowledge", "import", str(file))
    assert refused.status == 1
    assert "stands in the content folder with another text" in refused.err


def test_a_file_that_is_no_export_is_one_line(typed: Typed, tmp_path: Path) -> None:
    done = typed("knowledge", "import", str(tmp_path / "a.json"))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"houvast: {tmp_path / 'a.json'}: cannot be read")


def test_local_facts_are_listed_with_what_to_fill_in(typed: Typed) -> None:
    done = typed("knowledge", "local")
    assert (done.status, done.err) == (0, "")
    assert "achterwacht: FILL IN: Achterwacht van de organisatie, met nummer (example: " in done.out
    assert done.out.splitlines()[-1].startswith("filled in: 0 of ")


def test_a_local_fact_that_was_filled_in_and_one_that_does_not_exist(typed: Typed, tmp_path: Path) -> None:
    settings_in(tmp_path, "organisation:\n  local: {achterwacht: bel 020, achterwachtt: x}\n")
    done = typed("knowledge", "local", "--json")
    listed = json.loads(done.out)
    (field,) = [field for field in listed["fields"] if field["field"] == "achterwacht"]
    assert (field["value"], listed["unknown"]) == ("bel 020", ["achterwachtt"])
    assert field["entries"] == ["acuut-gevaar-eerst-112", "wapen-of-dreiging-aan-de-deur"]
    assert done.status == 1
    assert "'achterwachtt' is no field of lokaal.yml; did you mean 'achterwacht'?" in done.err


def test_a_folder_without_local_facts_says_so(typed: Typed, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for path in CONTENT_FOLDER.glob("*.yml"):
        if path.name not in ("lokaal.yml", "begrippen_uitleg.yml"):
            shutil.copy(path, content)
    settings_in(tmp_path, "  content: content\n")
    assert "no local facts" in typed("knowledge", "local").out


@pytest.mark.usefixtures("seeded")
def test_a_lead_stands_behind_an_entry(typed: Typed, tmp_path: Path) -> None:
    slug = "schaalvraag-0-10"
    assert typed("knowledge", "confirm", slug) == (0, f"{slug}: confirmed\n", "")
    assert typed("knowledge", "confirm", slug).out == f"{slug}: was confirmed already\n"
    unknown = typed("knowledge", "confirm", "drie-huizen", "weg")
    assert (unknown.status, unknown.out, unknown.err) == (2, "", "not published: weg; nothing was confirmed\n")
    with open_database(settings_in(tmp_path)) as database:
        published = read_published(EntryStore(database))
    assert [one for one, item in published.items() if item.confirmed] == [slug]


@pytest.mark.usefixtures("seeded")
def test_an_urgent_entry_is_confirmed_by_a_gedragswetenschapper_only(typed: Typed) -> None:
    refused = typed("knowledge", "confirm", "acuut-gevaar-eerst-112")
    assert (refused.status, refused.out) == (2, "")
    assert "gedragswetenschapper" in refused.err


@pytest.mark.usefixtures("seeded")
def test_an_export_keeps_the_fields_open(typed: Typed, tmp_path: Path) -> None:
    settings_in(tmp_path, "organisation:\n  local: {achterwacht: bel 020}\n")
    file = tmp_path / "a.json"
    assert typed("knowledge", "export", str(file)).status == 0
    assert "{lokaal:achterwacht}" in file.read_text(encoding="utf-8")
    with open_database(settings_in(tmp_path)) as database:
        filled = read_published(EntryStore(database), {"achterwacht": "bel 020"})
    shown = " ".join(block.text for block in filled["acuut-gevaar-eerst-112"].entry.more)
    assert "Jullie achterwacht: bel 020." in shown


def test_figures_are_a_table(typed: Typed) -> None:
    lines = typed("knowledge", "figures").out.splitlines()
    assert lines[0].startswith("| thema | kaarten |")
    assert lines[-1].startswith(f"| Alles | {len(load_content().entries)} |")


def test_golden_questions_by_theme_with_what_misses() -> None:
    standings = [
        Standing(GoldenQuestion("a", "wat", 2), 1, "a"),
        Standing(GoldenQuestion("a", "hoe", 3), 3, "b"),
        Standing(GoldenQuestion("b", "wie", 5), 4, "a"),
        Standing(GoldenQuestion("weg", "waar", 7), None, "a"),
    ]
    found = figures(standings, {"a": "top-3", "b": "meldcode"})
    assert found == {"meldcode": Row(1, 0, 0), "top-3": Row(2, 1, 2), "all": Row(3, 1, 2)}


def test_golden_questions_of_this_installation(typed: Typed, folder: Path) -> None:
    done = typed("knowledge", "golden", "--json")
    assert (done.status, done.err.strip()) == (0, "")  # the progress bar ends its own line
    report = json.loads(done.out)
    every = report["themes"]["all"]
    assert every["questions"] >= 255
    assert every["first"] <= every["three"] <= every["questions"]
    assert len(report["missed"]) == every["questions"] - every["first"]

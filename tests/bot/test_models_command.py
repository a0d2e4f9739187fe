"""`houvast models` as an operator meets it, and what an adapted model or a reranker does to an opened Houvast."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.assembly import assemble
from bot.cli.app import app
from bot.cli.models import NotAdaptableError
from bot.opening import Opening
from embeddings.encoders.bundled import EngineWeights, bundled_weights
from embeddings.errors import EmbeddingError, ModelExists, ModelMissing
from embeddings.models.shelf import ModelShelf
from tests.conftest import settings_in
from tests.embeddings.models.test_shelf import MANIFEST


def houvast(folder: Path, *arguments: str, more: str = "") -> Result:
    settings_in(folder, more)
    return CliRunner().invoke(app, ["--config", str(folder / "config.yml"), "models", *arguments])


def shelved(folder: Path, name: str, *, calibrated: bool = True, limited: bool = False) -> ModelShelf:
    """A shelf with a model that has the weights of the package."""
    shelf = ModelShelf(folder / "data" / "models")
    weights = EngineWeights.write(folder / "weights.bin", bundled_weights().read_bytes())
    confidence = folder / "confidence.json"
    confidence.write_text("{}")
    made = replace(MANIFEST, name=name, digest=weights.digest, limited=limited)
    shelf.add(made, weights.file, confidence if calibrated else None)
    return shelf


def test_without_models_the_list_says_what_to_do(tmp_path: Path) -> None:
    done = houvast(tmp_path, "list")
    assert done.exit_code == 0
    assert done.stdout == "No adapted models; in use: bundled. Make one with 'houvast models adapt'.\n"


def test_the_list_has_figures_and_says_what_is_in_use(tmp_path: Path) -> None:
    shelf = shelved(tmp_path, "winter")
    shelved(tmp_path, "proef", calibrated=False, limited=True)
    assert houvast(tmp_path, "list").stdout.endswith("In use: bundled.\n")
    shelf.use("winter")
    lines = houvast(tmp_path, "list").stdout.splitlines()
    row = "proef 2026-11-22 0.400 > 0.400 0.700 > 0.800 0.800 > 0.800 100 try, better"
    assert " ".join(lines[1].split()) == row
    assert lines[2].split()[:2] == ["winter", "yes"]
    assert len(lines) == 3
    shutil.rmtree(shelf.folder / "winter")
    assert "houvast models reset" in houvast(tmp_path, "list").stdout


def test_reset_goes_back_and_says_so(folder: Path) -> None:
    assert houvast(folder, "reset").stdout == "No adapted model was switched on; nothing changed.\n"
    shelf = shelved(folder, "winter")
    shelf.use("winter")
    done = houvast(folder, "reset")
    assert done.exit_code == 0
    assert "winter is switched off; the bundled model is in use. Restart" in done.stdout
    assert shelf.in_use() is None


def test_a_try_without_calibration_is_not_switched_on(tmp_path: Path) -> None:
    shelf = shelved(tmp_path, "proef", calibrated=False, limited=True)
    done = houvast(tmp_path, "use", "proef")
    assert isinstance(done.exception, NotAdaptableError)
    assert "has no calibration" in str(done.exception)
    assert shelf.in_use() is None


@pytest.mark.parametrize(
    ("arguments", "more", "error", "reason"),
    [
        (["use", "winter"], "", ModelMissing, "make one: 'houvast models adapt'"),
        (["use", "winter"], "encoder: {kind: deterministic}", NotAdaptableError, "set it to bundled"),
        (["adapt"], "encoder: {kind: deterministic}", NotAdaptableError, "set it to bundled"),
        (["adapt"], "", NotAdaptableError, "houvast import"),
    ],
)
def test_refusals_say_what_to_do(
    tmp_path: Path, arguments: list[str], more: str, error: type[Exception], reason: str
) -> None:
    done = houvast(tmp_path, *arguments, more=more)
    assert isinstance(done.exception, error)
    assert reason in str(done.exception)


def test_a_bad_name_is_refused_before_any_work(folder: Path) -> None:
    done = houvast(folder, "adapt", "--name", "Mijn Model")
    assert isinstance(done.exception, ModelExists)
    assert isinstance(done.exception, EmbeddingError), "one line for the operator"


def test_with_a_broken_adapted_model_danger_still_has_its_vectors(folder: Path) -> None:
    (folder / "data" / "models").mkdir()
    (folder / "data" / "models" / "in-use").write_text("weg\n")
    opening = Opening(settings_in(folder))
    assert opening.encoder is None
    assert [problem for problem in opening.problems if "'weg'" in problem] == opening.problems
    vector = opening.vectorise("hij slaat haar")
    assert vector is not None
    assert len(opening.problems) == 1


def test_without_its_reranker_houvast_answers_and_the_operator_is_told(folder: Path) -> None:
    opened = assemble(settings_in(folder, "encoder: {reranker: ./absent}"))
    assert opened.house is not None
    assert [problem.split(":")[0] for problem in opened.problems] == ["reranker"]
    assert opened.house.knowledge.search("wat betekent een 0 op de schaalvraag").confidence > 0.5
    assert opened.database is not None
    opened.database.close()

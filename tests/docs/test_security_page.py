"""docs/beveiliging.md names tests, settings, variables and files that exist, and a proof for every measure."""

import ast
import re
from pathlib import Path

import pytest

from bot.settings import documented_keys

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "beveiliging.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", PAGE)
TESTS = sorted({code for code in CODE if code.startswith("tests/")})
SECTIONS = {key.partition(".")[0] for key in documented_keys()}
KEYS = sorted({code.partition(":")[0] for code in CODE if code.partition(".")[0] in SECTIONS and "/" not in code})
PATHS = sorted({code for code in CODE if re.match(r"(actions|bot|deploy|knowledge|embeddings)/", code)})
VARIABLES = sorted({code for code in CODE if code.startswith("HOUVAST_")})


def measures() -> list[list[str]]:
    """Rows of the tables that have a column for the proof: letter, threat, measure, proof, what is left."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
    return [row for row in rows if len(row) == 5 and row[0] in set("STRIDE")]


def test_every_part_is_looked_at_from_every_side() -> None:
    parts = [part for part in PAGE.split("\n## ") if "| Bewijs |" in part]
    assert len(parts) == 5
    assert len(measures()) > 40
    assert {row[0] for row in measures()} == set("STRIDE")


@pytest.mark.parametrize("row", measures(), ids=lambda row: row[1])
def test_a_measure_has_a_proof_and_tells_what_is_left(row: list[str]) -> None:
    assert "`tests/" in row[3]
    assert row[2]
    assert row[4]


@pytest.mark.parametrize("name", TESTS)
def test_the_proof_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert (ROOT / file).is_file()
    if function:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("key", KEYS)
def test_the_setting_exists(key: str) -> None:
    if key != "config.yml":
        assert key in documented_keys()


@pytest.mark.parametrize("name", [*PATHS, "constraints.txt", "config.yml"])
def test_the_file_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", VARIABLES)
def test_the_variable_is_read(name: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    assert f'"{name.removesuffix("_FILE")}"' in sources

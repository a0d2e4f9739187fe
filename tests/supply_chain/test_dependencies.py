"""Every dependency has a licence that may stand beside ours and a version that is pinned, and comes from an index."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply_chain.licences import ALLOWED, EXPLAINED, closure, licence_of

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = {
    name: [line for line in lines if not line.startswith("houvast[")]
    for name, lines in PROJECT["optional-dependencies"].items()
}
DIRECT = sorted({*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)})
ASIDE = {Requirement(line).name for line in [*EXTRAS["peers"], *EXTRAS.get("audit", [])]}
"""What `make test` does not install."""
PINNED = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([A-Za-z0-9._-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
}
INSTALLERS = {"pip", "setuptools"}
"""Come with Python, not from us."""
INSTALLED_BY_USERS = [*PROJECT["dependencies"], *EXTRAS["desk"], *EXTRAS["reports"]]


def installed(line: str) -> str | None:
    """The version of a requirement that is installed here."""
    try:
        return distribution(Requirement(line).name).version
    except PackageNotFoundError:
        return None


@pytest.mark.parametrize("line", DIRECT)
def test_a_direct_dependency_has_a_licence_that_may_stand_beside_ours(line: str) -> None:
    name = Requirement(line).name
    if installed(line) is None:
        assert name in ASIDE, f"{name} is not installed: make test"
        pytest.skip(f"{name} belongs to an extra that is not installed")
    licence = licence_of(name)
    assert licence, f"{name} tells no licence: read its licence file, and explain it in licences.py"
    assert licence <= ALLOWED, f"{name} is under {', '.join(sorted(licence - ALLOWED))}"


def test_so_has_everything_that_users_install_with_it() -> None:
    found = {item.metadata["Name"]: licence_of(item.metadata["Name"]) for item in closure(INSTALLED_BY_USERS)}
    assert len(found) > 40
    refused = {name: sorted(licence) for name, licence in found.items() if not licence or not licence <= ALLOWED}
    assert refused == {}


def test_exceptions_are_still_needed_and_allowed() -> None:
    for name, (licence, why) in EXPLAINED.items():
        assert licence in ALLOWED, name
        assert why, name
        assert name in PINNED, f"{name} is no dependency any more"


@pytest.mark.parametrize("line", DIRECT)
def test_a_direct_dependency_is_pinned_within_its_bounds(line: str) -> None:
    needed = Requirement(line)
    assert needed.url is None, "from an index only, never from an address"
    assert needed.specifier, "without bounds any version would do"
    pinned = PINNED.get(canonicalize_name(needed.name))
    if pinned is None:
        assert needed.name in ASIDE
        return
    assert needed.specifier.contains(pinned)
    here = installed(line)
    assert here is None or here.partition("+")[0] == pinned, "not the version that was tested together"


def test_constraints_are_versions_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.!_-]+", line)] == []


def test_what_users_install_is_pinned_to_the_last_part() -> None:
    loose = {
        item.metadata["Name"]
        for item in closure(INSTALLED_BY_USERS)
        if PINNED.get(canonicalize_name(item.metadata["Name"])) != item.version.partition("+")[0]
    }
    assert loose <= INSTALLERS, "add these to constraints.txt"


def test_nothing_was_installed_from_an_address() -> None:
    """PEP 610: an installer notes it in direct_url.json. Houvast itself is installed from its folder."""
    found = {}
    for item in closure(DIRECT):
        noted = item.read_text("direct_url.json")
        if noted is not None:
            found[item.metadata["Name"]] = json.loads(noted)["url"].partition("://")[0]
    assert found in ({}, {"houvast": "file"})

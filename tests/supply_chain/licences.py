"""The licence of an installed distribution, as SPDX names, read from its own metadata."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ALLOWED = frozenset(
    {
        # Permissive: may be used in and beside a work under the EUPL.
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CNRI-Python",
        "HPND",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Python-2.0",
        "TCL",
        "Unlicense",
        "Zlib",
        # Weak copyleft, and named in the appendix of the EUPL-1.2 as compatible. These libraries are imported as they
        # are and can be replaced by whoever runs Houvast; nothing of them is copied into it.
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "MPL-2.0",
    }
)
"""SPDX names (https://spdx.org/licenses) that may stand beside the EUPL-1.2."""

EXPLAINED = {
    # Metadata without an SPDX name, and what the licence file of the distribution itself says.
    "python-stdnum": ("LGPL-2.1-or-later", "classifier LGPLv2+; its COPYING is version 2.1"),
    "axe-playwright-python": (
        "MIT",
        "none in the metadata; its LICENSE file is MIT, the axe script in it MPL-2.0",
    ),
    "click-default-group": ("BSD-3-Clause", "classifier Public Domain; its LICENSE file has the three clauses of BSD"),
    "html5tagger": ("Unlicense", "classifier Public Domain; its LICENSE file is the Unlicense"),
    "tracerite": ("Unlicense", "metadata says MIT and Public Domain; its README says public domain or equivalent"),
}
"""Distributions whose metadata does not tell: SPDX name, and where it was read. Each is looked up by hand, once."""

_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
}
"""The last part of a trove classifier. "BSD License" does not tell how many clauses; every number is allowed."""

_WORDS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc": "ISC",
    "mit": "MIT",
    "mit license": "MIT",
    "psf-2.0": "PSF-2.0",
}
"""The free text of the field License."""


def licence_of(name: str) -> frozenset[str]:
    """SPDX names of a distribution.

    Args:
        name: A distribution that is installed.

    Returns:
        Every name in its expression; empty when its metadata tells none that is known.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    if canonicalize_name(name) in EXPLAINED:
        return frozenset({EXPLAINED[canonicalize_name(name)][0]})
    facts = distribution(name).metadata
    if expression := facts.get("License-Expression"):
        return frozenset(part.strip("() ") for part in re.split(r"\s+(?:AND|OR)\s+", expression))
    named = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    known = frozenset(
        _CLASSIFIERS.get(one, one) for one in named if one not in ("OSI Approved", "Freely Distributable")
    )
    if known:
        return known
    text = (facts.get("License") or "").strip().lower()
    return frozenset({_WORDS[text]}) if text in _WORDS else frozenset()


def closure(names: list[str]) -> Iterator[Distribution]:
    """Distributions and everything that they need here, as far as installed; extras of others are left out."""
    waiting, seen = [(Requirement(name).name, Requirement(name).extras) for name in names], set()
    while waiting:
        name, extras = waiting.pop()
        key = (canonicalize_name(name), frozenset(extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield found
        for line in found.requires or []:
            needed = Requirement(line)
            wanted = [{"extra": ""}, *({"extra": extra} for extra in extras)]
            if needed.marker is None or any(needed.marker.evaluate(one) for one in wanted):
                waiting.append((needed.name, needed.extras))

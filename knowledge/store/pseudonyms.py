"""Pseudonyms for people whose acts are kept for ever.

Audit and versions are never edited, and yet somebody may ask to be forgotten. So those rows carry a random
pseudonym, and only the table here says whose it is. Emptying that row makes the rest anonymous without a
change to it (pseudonymisation as in GDPR article 4(5), https://eur-lex.europa.eu/eli/reg/2016/679/oj).
"""

import secrets

from knowledge.store.connection import Sql

FILE_AUTHOR = "bestand"
"""Author of seed content: no person, so anybody with the role may approve it."""

OPERATOR = "operator"
"""Who works at the command line of the installation: no person either, so named as it is."""


def pseudonym_of(sql: Sql, person: str) -> str:
    """The pseudonym of a person, made on first use; runs inside the caller's write."""
    if person == OPERATOR:
        return OPERATOR
    known = find_pseudonym(sql, person)
    if known is not None:
        return known
    made = f"p-{secrets.token_hex(8)}"
    sql.execute("INSERT INTO pseudonym (person, pseudonym) VALUES (?, ?)", [person, made])
    return made


def find_pseudonym(sql: Sql, person: str) -> str | None:
    """The pseudonym of a person, or None when there is none."""
    row = sql.execute("SELECT pseudonym FROM pseudonym WHERE person = ?", [person]).fetchone()
    return None if row is None else str(row[0])


def person_of(sql: Sql, pseudonym: str) -> str | None:
    """Whose pseudonym it is; None once that person was forgotten."""
    if pseudonym == OPERATOR:
        return OPERATOR
    row = sql.execute("SELECT person FROM pseudonym WHERE pseudonym = ?", [pseudonym]).fetchone()
    return None if row is None else str(row[0])

"""Generators of valid structured identifiers and the sentences that they are put in."""

import random
import string

from stdnum import iban as stdnum_iban
from stdnum.nl import bsn as stdnum_bsn

SERIES = (
    "LL-DD-DD",
    "DD-DD-LL",
    "DD-LL-DD",
    "LL-DD-LL",
    "LL-LL-DD",
    "DD-LL-LL",
    "DD-LLL-D",
    "D-LLL-DD",
    "LL-DDD-L",
    "L-DDD-LL",
    "LLL-DD-L",
    "L-DD-LLL",
    "D-LL-DDD",
    "DDD-LL-D",
)
FRAMES = {
    "BSN": (
        "het nummer {} staat in de brief",
        "bsn {}",
        "BSN: {} graag checken",
        "kun je {} opzoeken?",
        "{} is van de moeder",
        "vul ik {} in of niet",
        "burgerservicenummer: {}.",
        "op de brief stond ({})",
    ),
    "IBAN": (
        "stort het op {}",
        "IBAN {} is van oma",
        "rekening: {}.",
        "{} staat op haar briefje",
        "hij wil het op {}, mag dat",
    ),
    "TELEFOON": (
        "bel haar op {}",
        "{} is van vader",
        "tel {} neemt niet op",
        "mijn nummer is {}.",
        "app naar {}, ze wacht",
        "oma ({}) wil helpen",
    ),
    "EMAIL": ("mail naar {}", "{} is zijn adres", "stuur het verslag via {}.", "ze schreef vanaf {}, is dat echt"),
    "POSTCODE": (
        "ze woont in {}",
        "postcode {} hoort bij welk team",
        "{} is dat nog onze regio",
        "adres: {}, huisnummer volgt",
    ),
    "KENTEKEN": (
        "de auto met {} stond er weer",
        "kenteken {} is van de ex",
        "{} reed weg met het kind",
        "hij rijdt in {}.",
    ),
    "ZAAKNUMMER": ("zaaknummer {} loopt nog", "beschikking {} is binnen", "dossier {} graag meenemen", "kenmerk: {}."),
}

ANYWHERE = (
    "{}",
    "ik heb {} genoteerd in mijn aantekening",
    "volgens oma is het {} maar ik twijfel",
    "moeder gaf door: {} en verder niks",
    "stond in de mail ({}) van school",
    "hi, {} graag nakijken aub",
    "Client met {} belt steeds",
    "in het dossier staat {} bij vader",
    "oude: onbekend, nieuwe: {}",
    "{}\nis van het gezin",
    "gezin met drie kids, {}, komt uit de regio",
)
"""Sentences that say nothing about what kind of identifier stands in them."""


def bsn(rng: random.Random) -> str:
    while True:
        digits = f"{rng.randrange(10_000_000, 1_000_000_000):09d}"
        if stdnum_bsn.is_valid(digits):
            break
    forms = (
        digits,
        f"{digits[:3]} {digits[3:6]} {digits[6:]}",
        f"{digits[:4]}.{digits[4:6]}.{digits[6:]}",
        f"{digits[:4]}-{digits[4:6]}-{digits[6:]}",
        " ".join(digits),
    )
    return rng.choice(forms)


def iban(rng: random.Random) -> str:
    account = rng.choice(("ABNA", "INGB", "RABO", "TRIO", "KNAB", "BUNQ")) + f"{rng.randrange(10**10):010d}"
    check = stdnum_iban.calc_check_digits(f"NL00{account}")
    plain = f"NL{check}{account}"
    spaced = " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))
    return rng.choice((plain, spaced, plain.lower(), spaced.replace(" ", "-")))


def phone(rng: random.Random) -> str:
    mobile = f"{rng.randrange(10_000_000, 100_000_000)}"
    area = rng.choice(("020", "075", "010", "030", "036", "072"))
    local = f"{rng.randrange(2_000_000, 9_000_000)}"
    pairs = " ".join(mobile[i : i + 2] for i in range(0, 8, 2))
    return rng.choice(
        (
            f"06{mobile}",
            f"06-{mobile}",
            f"06 {pairs}",
            f"+31 6 {mobile}",
            f"+316{mobile}",
            f"0031 6 {mobile}",
            f"06 {mobile[:4]} {mobile[4:]}",
            f"{area}-{local}",
            f"{area} {local[:3]} {local[3:]}",
            f"({area}) {local}",
            f"+31 (0)6 {mobile}",
            f"06.{pairs.replace(' ', '.')}",
        )
    )


def email(rng: random.Random) -> str:
    local = "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(3, 9)))
    tail = rng.choice(("", f".{local[:3]}", f"_{rng.randrange(99)}", f"{rng.randrange(1980, 2015)}", "+kind"))
    return f"{local}{tail}@{rng.choice(('voorbeeld.nl', 'example.org', 'mail.example.com', 'school-noord.example'))}"


def postcode(rng: random.Random) -> str:
    while True:
        letters = "".join(rng.choice("ABCDEGHJKLMNPRSTVWXZ") for _ in range(2))
        if letters not in {"SA", "SD", "SS"}:
            break
    number = rng.randrange(1000, 10000)
    return rng.choice(
        (f"{number}{letters}", f"{number} {letters}" if not 1900 <= number < 2040 else f"{number}{letters}")
    )


def plate(rng: random.Random) -> str:
    series = rng.choice(SERIES)
    text = "".join(
        rng.choice("BDFGHJKLNPRSTVXZ") if c == "L" else rng.choice(string.digits) if c == "D" else c for c in series
    )
    return rng.choice((text, text, text.lower()))


def case_number(rng: random.Random) -> str:
    year, number = rng.randrange(18, 27), rng.randrange(100, 5000)
    court = f"C/{rng.randrange(1, 20):02d}/{rng.randrange(100_000, 800_000)}"
    return rng.choice(
        (
            court,
            f"{court} / JE RK {year}-{number}",
            f"JE RK {year}-{number}",
            f"{rng.randrange(10, 99)}-{rng.randrange(100_000, 999_999)}-{year}",
            f"BV-20{year}-{number:05d}",
            f"20{year}.{rng.randrange(1, 13):02d}.{number:05d}",
        )
    )


def typed_postcode(rng: random.Random) -> str:
    """In small letters; without those that make a word or a unit behind a number, and without SD and SS."""
    letters = "".join((rng.choice("bcdhjlnprstvxz"), rng.choice("bchjlnprtvxz")))
    return f"{rng.randrange(3000, 10000)}{rng.choice(('', ' '))}{letters}"


def typed_plate(rng: random.Random) -> str:
    """Without dashes, of a series that no year or abbreviation looks like."""
    series = rng.choice(("LL-DD-LL", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD", "LL-DDD-L", "L-DDD-LL", "LLL-DD-L"))
    text = "".join(rng.choice("DFHJLNPRSTVXZ") if c == "L" else rng.choice("123456789") for c in series if c != "-")
    return rng.choice((text, text.lower()))


def typed_email(rng: random.Random) -> str:
    """With spaces around the sign."""
    return f"{rng.choice(('kim', 'j.vd.berg', 'mama_3'))} @ {rng.choice(('example.nl', 'mail.example.com'))}"


TYPED = {
    "POSTCODE": typed_postcode,
    "KENTEKEN": typed_plate,
    "EMAIL": typed_email,
    "ZAAKNUMMER": lambda rng: f"20{rng.randrange(18, 27)}.{rng.randrange(1, 13):02d}.{rng.randrange(1, 9999):05d}",
}
"""The same as it is typed in haste."""

GENERATORS = {
    "BSN": bsn,
    "IBAN": iban,
    "TELEFOON": phone,
    "EMAIL": email,
    "POSTCODE": postcode,
    "KENTEKEN": plate,
    "ZAAKNUMMER": case_number,
}

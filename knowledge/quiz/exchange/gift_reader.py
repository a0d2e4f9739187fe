r"""Read Moodle GIFT, by its documentation (docs.moodle.org/en/GIFT_format).

No library fits: pygiftparser 1.1 (2017) knows no line numbers, and drops what it cannot read; gift-wrapper only writes.

Questions are apart by blank lines. A line that starts with ``//`` is comment. ``::title::`` may stand before the
question, a format such as ``[html]`` before every text. Answers stand in braces: ``=right ~wrong ~%50%half``, each
with ``#feedback``; ``####general feedback`` ends them. ``\~ \= \# \{ \} \: \\`` are those signs, ``\n`` is a line feed.
"""

import re
from collections.abc import Iterator

from knowledge.quiz.exchange.gift_model import GiftAnswer, GiftKind, GiftQuestion

_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_TAG = re.compile(r"\[(?P<what>id|tag):(?P<value>(?:\\\]|[^\]])+)\]")
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d+)?)%")
_LIKE_WEIGHT = re.compile(r"%[^%\s]*%")
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?=#|$)")


def read_questions(text: str) -> Iterator[GiftQuestion]:
    """Every question of a file, in order, also those that break the format."""
    category = ""
    for line, lines in _blocks(text):
        while lines and (found := _CATEGORY.match(lines[0].strip())):
            category, line, lines = _unescape(found[1]).strip(), line + 1, lines[1:]
        body = "\n".join(" " if _is_comment(written) else written.strip() for written in lines)
        tags = {key: value for written in lines if _is_comment(written) for key, value in _tags(written)}
        if body.strip():
            first = next(number for number, written in enumerate(body.split("\n")) if written.strip())
            yield _question(line + first, body.strip(), category, tags)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    held: list[str] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            held.append(line)
        elif held:
            yield number - len(held), held
            held = []


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _tags(comment: str) -> Iterator[tuple[str, str]]:
    for found in _TAG.finditer(comment):
        value = found["value"].replace("\\]", "]")
        name, colon, rest = value.partition(":")
        yield ("id", value) if found["what"] == "id" else (name, rest) if colon else (value, "")


def _question(line: int, body: str, category: str, tags: dict[str, str]) -> GiftQuestion:
    title, rest = "", body
    if body.startswith("::") and (end := _find(body, "::", 2)) is not None:
        title, rest = _unescape(body[2:end]).strip(), body[end + 2 :].strip()
    opened, closed = _find(rest, "{"), _find(rest, "}")
    if opened is None and closed is None:
        text, name = _text(rest, "moodle")
        return GiftQuestion(line, GiftKind.DESCRIPTION, text, title, name, category=category, tags=tags)
    if opened is None or closed is None or closed < opened:
        return GiftQuestion(line, GiftKind.UNCLOSED, "", title, category=category, tags=tags)
    text, name = _text(rest[:opened], "moodle")
    after = rest[closed + 1 :].strip()
    answers, general = _general(rest[opened + 1 : closed].strip())
    kind = GiftKind.MISSING_WORD if after else _kind(answers)
    given: tuple[GiftAnswer, ...] = ()
    if kind is GiftKind.CHOICE:
        found = _choices(answers, name)
        kind, given = (GiftKind.WEIGHT, ()) if found is None else (kind, found)
    elif kind is GiftKind.TRUE_FALSE:
        given = _truth(answers, name)
    return GiftQuestion(line, kind, text, title, name, given, _text(general, name)[0], category, tags)


def _kind(answers: str) -> GiftKind:
    """In the order in which Moodle decides."""
    if not answers:
        return GiftKind.ESSAY
    if answers.startswith("#"):
        return GiftKind.NUMERIC
    if _find(answers, "~") is not None:
        return GiftKind.CHOICE
    if _find(answers, "=") is not None and "->" in answers:
        return GiftKind.MATCHING
    return GiftKind.TRUE_FALSE if _TRUTH.match(answers) else GiftKind.SHORT_ANSWER


def _general(answers: str) -> tuple[str, str]:
    """The answers, and the general feedback after the last four hashes."""
    places = [at for at in _places(answers, "#") if answers.startswith("####", at)]
    return (answers[: places[-1]].strip(), answers[places[-1] + 4 :]) if places else (answers, "")


def _choices(answers: str, name: str) -> tuple[GiftAnswer, ...] | None:
    starts = sorted([*_places(answers, "~"), *_places(answers, "=")])
    parts = [answers[start:end] for start, end in zip(starts, [*starts[1:], len(answers)], strict=True)]
    found: list[GiftAnswer] = []
    for part in parts:
        right, rest = part[0] == "=", part[1:].strip()
        weight, known = 100.0 if right else 0.0, _WEIGHT.match(rest)
        if known:
            weight, rest = float(known[1]), rest[known.end() :]
        elif _LIKE_WEIGHT.match(rest):
            return None
        if not -100 <= weight <= 100:
            return None
        at = _find(rest, "#")
        said = "" if at is None else rest[at + 1 :]
        found.append(GiftAnswer(_text(rest[:at], name)[0], weight, _text(said, name)[0]))
    return tuple(found)


def _truth(answers: str, name: str) -> tuple[GiftAnswer, ...]:
    """True and false, in this order. The first feedback is for who is wrong, the second for who is right."""
    first, *said = _split(answers, "#")
    wrong, right = (_text(text, name)[0] for text in (*said, "", "")[:2])
    is_true = first.strip().startswith("T")
    return (
        GiftAnswer("TRUE", 100.0 if is_true else 0.0, right if is_true else wrong),
        GiftAnswer("FALSE", 0.0 if is_true else 100.0, wrong if is_true else right),
    )


def _text(written: str, default: str) -> tuple[str, str]:
    """A text without escapes, and its format."""
    stripped = written.strip()
    found = _FORMAT.match(stripped)
    name = found[1] if found else default
    return _unescape(stripped[found.end() if found else 0 :]).strip(), name


def _split(text: str, sign: str) -> list[str]:
    places = list(_places(text, sign))
    return [text[start:end] for start, end in zip([0, *(at + 1 for at in places)], [*places, len(text)], strict=True)]


def _places(text: str, sign: str) -> Iterator[int]:
    """Where a sign stands without a backslash before it."""
    for found in re.finditer(rf"\\.|{re.escape(sign)}", text, re.DOTALL):
        if not found[0].startswith("\\"):
            yield found.start()


def _find(text: str, sign: str, start: int = 0) -> int | None:
    return next((start + at for at in _places(text[start:], sign)), None)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)

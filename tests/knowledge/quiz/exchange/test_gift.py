"""GIFT: every documented form in words of our own, and nothing lost on the way out and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.loader import load_content
from knowledge.entries.model import Mark, Status
from knowledge.quiz.exchange import Defaults
from knowledge.quiz.exchange.gift import read_gift, write_gift
from knowledge.quiz.exchange.gift_model import GiftAnswer, GiftKind, GiftQuestion
from knowledge.quiz.exchange.gift_reader import read_questions
from knowledge.quiz.exchange.gift_writer import write_questions
from knowledge.quiz.exchange.model import Reason
from knowledge.quiz.exchange.yaml_files import read_yaml_items, write_yaml_items
from knowledge.quiz.loader import load_quiz
from knowledge.quiz.model import Item, Kind

DEFAULTS = Defaults("drie-huizen", "signs-of-safety", Mark(("B09",)), "Waar", "Niet waar")


def one(text: str) -> GiftQuestion:
    (question,) = read_questions(text)
    return question


def test_a_question_with_everything() -> None:
    question = one(
        "// Onze eigen opmerking [id:huis-1] [tag:kaart:drie-huizen]\n"
        "::Welk huis::[markdown]Waar staan *de zorgen*? {\n"
        "  =Huis van zorgen # Precies.\n"
        "  ~Huis van dromen#Daar staan wensen.\n"
        "  ####Er zijn drie huizen.\n"
        "}\n"
    )
    assert (question.line, question.kind, question.title) == (2, GiftKind.CHOICE, "Welk huis")
    assert (question.format, question.text) == ("markdown", "Waar staan *de zorgen*?")
    assert question.answers == (
        GiftAnswer("Huis van zorgen", 100.0, "Precies."),
        GiftAnswer("Huis van dromen", 0.0, "Daar staan wensen."),
    )
    assert question.general == "Er zijn drie huizen."
    assert question.tags == {"id": "huis-1", "kaart": "drie-huizen"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Drie huizen? {~ja ~nee =misschien}", GiftKind.CHOICE),
        ("Twee goed? {~%50%een ~%50%twee ~%-100%drie}", GiftKind.CHOICE),
        ("Er zijn drie huizen. {T}", GiftKind.TRUE_FALSE),
        ("Er zijn drie huizen. {TRUE#Fout.#Goed.}", GiftKind.TRUE_FALSE),
        ("Er zijn vier huizen. {F}", GiftKind.TRUE_FALSE),
        ("Er zijn vier huizen. {FALSE####Drie.}", GiftKind.TRUE_FALSE),
        ("Hoe heet dit? {=huis =een huis}", GiftKind.SHORT_ANSWER),
        ("Hoe heet dit? {huis}", GiftKind.SHORT_ANSWER),
        ("Hoeveel huizen? {#3:1}", GiftKind.NUMERIC),
        ("Hoeveel huizen? {#2..4}", GiftKind.NUMERIC),
        ("Hoeveel huizen? {#=%100%3:0 =%50%4:1}", GiftKind.NUMERIC),
        ("Verbind. {=zorg -> links =kracht -> rechts}", GiftKind.MATCHING),
        ("Vertel eens over de huizen. {}", GiftKind.ESSAY),
        ("Hierna komen vragen over huizen.", GiftKind.DESCRIPTION),
        ("Er zijn {~twee =drie} huizen.", GiftKind.MISSING_WORD),
        ("Een open haak {~a =b", GiftKind.UNCLOSED),
        ("Verkeerd om } {", GiftKind.UNCLOSED),
        ("Een gewicht {~%veel%a =b}", GiftKind.WEIGHT),
        ("Een gewicht {~%250%a =b}", GiftKind.WEIGHT),
    ],
)
def test_every_type_is_told_apart(text: str, kind: GiftKind) -> None:
    assert one(text).kind is kind


def test_signs_with_a_backslash_are_signs() -> None:
    question = one(r"\:\: Is 1 \= 2 \{of\} 3 \~ 4 \# 5 \\ 6\nregel {=ja \= \~ ~%-50%nee \#1#zie \{x\}}")
    assert question.text == ":: Is 1 = 2 {of} 3 ~ 4 # 5 \\ 6\nregel"
    assert question.answers == (GiftAnswer("ja = ~", 100.0), GiftAnswer("nee #1", -50.0, "zie {x}"))


def test_weights_tell_who_gets_what() -> None:
    assert [answer.weight for answer in one("x {~%33.333%a ~%66%b ~c =d}").answers] == [33.333, 66, 0, 100]


def test_the_feedback_of_true_and_false_goes_to_its_option() -> None:
    assert [answer.feedback for answer in one("x {T#mis#raak}").answers] == ["raak", "mis"]
    assert [(answer.weight, answer.feedback) for answer in one("x {F#mis#raak}").answers] == [(0, "mis"), (100, "raak")]


def test_a_category_holds_until_the_next() -> None:
    text = "$CATEGORY: top-3\n\na {=1 ~2}\n\nb {=1 ~2}\n\n$CATEGORY: signs-of-safety\nc {=1 ~2}\n"
    assert [(found.text, found.category, found.line) for found in read_questions(text)] == [
        ("a", "top-3", 3),
        ("b", "top-3", 5),
        ("c", "signs-of-safety", 8),
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_no_text() -> None:
    assert [found.text for found in read_questions("\ufeffa {=1 ~2}\r\n\r\nb {=1 ~2}\r\n")] == ["a", "b"]


def test_what_we_do_not_have_is_told_by_line_and_the_rest_is_read() -> None:
    text = (
        "Goed {=a ~b####uitleg}\n\nKort {=a =b}\n\nGetal {#3}\n\nVerbind {=a -> b =c -> d}\n\nOpstel {}\n\n"
        "Tekst\n\nEr {~is =zijn} iets\n\nOpen {=a\n\nZonder uitleg {=a ~b}\n\nOok goed {T#mis#raak}\n\n"
        "Half {~%70%a ~%30%b ~c####u}\n"
    )
    found = read_gift(text, DEFAULTS)
    assert [item.question for item in found.items] == ["Goed", "Ook goed", "Half"]
    assert [(problem.line, problem.reason) for problem in found.problems] == [
        (3, Reason.SHORT_ANSWER),
        (5, Reason.NUMERIC),
        (7, Reason.MATCHING),
        (9, Reason.ESSAY),
        (11, Reason.DESCRIPTION),
        (13, Reason.MISSING_WORD),
        (15, Reason.UNCLOSED),
        (17, Reason.INVALID),
        (21, Reason.WEIGHTS_LOST),
    ]
    assert not found.problems[-1].skipped
    half = found.items[-1]
    assert (half.kind, half.correct) == (Kind.SEVERAL, (0, 1))


def test_true_and_false_become_two_options_and_html_plain_text() -> None:
    (truth,) = read_gift("De aarde is rond {T#mis#raak}", DEFAULTS).items
    assert (truth.options, truth.correct, truth.feedback) == (("Waar", "Niet waar"), (0,), ("raak", "mis"))
    assert truth.explanation == "raak"
    (page,) = read_gift("[html]<p>Wat <b>is</b> dit\\:<br>a &amp; b?</p> {=<i>a</i> ~b####<p>Zo.</p>}", DEFAULTS).items
    assert (page.question, page.options, page.explanation) == ("Wat is dit:\na & b?", ("a", "b"), "Zo.")
    assert page.id == "wat-is-dit-a-b"


def test_names_are_unique_and_what_a_file_does_not_say_comes_from_the_defaults() -> None:
    found = read_gift("Één vraag? {=a ~b####u}\n\nÉén vraag? {=a ~c####u}", DEFAULTS).items
    assert [item.id for item in found] == ["een-vraag", "een-vraag-2"]
    assert {(item.entry, item.theme, item.mark) for item in found} == {
        ("drie-huizen", "signs-of-safety", Mark(("B09",)))
    }


def test_a_tag_that_is_none_of_ours_costs_its_question_only() -> None:
    found = read_gift("// [tag:soort:raadsel]\na {=1 ~2####u}\n\nb {=1 ~2####u}", DEFAULTS)
    assert [item.question for item in found.items] == ["b"]
    assert [(problem.line, problem.reason) for problem in found.problems] == [(2, Reason.INVALID)]


def test_the_shipped_items_come_back_as_they_went() -> None:
    items = tuple(load_quiz(load_content()).items.values())
    found = read_gift(write_gift(items), DEFAULTS)
    assert found.items == items
    assert not found.problems
    for theme in {item.theme for item in items}:
        own = tuple(item for item in items if item.theme == theme)
        assert read_yaml_items(write_yaml_items(own), theme).items == own


SIGNS = "ab é€T5n~=#{}:\\[]%/$->\n\u00a0\U0001f600"
STARTS = ["", "####", "[html]", "%50%", "::", "//", "\\n", "---", "$CATEGORY: x", "TRUE", "-> "]
TEXT = st.builds(lambda start, rest: (start + rest).strip(), st.sampled_from(STARTS), st.text(SIGNS, max_size=16))
FULL = TEXT.map(lambda text: text or "x")
LINE = TEXT.map(lambda text: " ".join(text.split()))
WORDS = LINE.map(lambda text: text or "x")


@st.composite
def questions(draw: st.DrawFn) -> GiftQuestion:
    weight = st.sampled_from([100.0, 0.0, 50.0, -50.0, 33.333])
    answer = st.builds(GiftAnswer, FULL, weight, TEXT)
    answers = draw(st.lists(answer, min_size=1, max_size=5))
    # Without a tilde it would be a short answer.
    answers.append(GiftAnswer(draw(FULL), 0.0, draw(TEXT)))
    return GiftQuestion(
        line=0,
        kind=GiftKind.CHOICE,
        text=draw(FULL),
        title=draw(LINE),
        format=draw(st.sampled_from(["moodle", "html", "markdown", "plain"])),
        answers=tuple(answers),
        general=draw(TEXT),
        category=draw(st.sampled_from(["top-3", "a/b c"])),
    )


@given(st.lists(questions(), max_size=4))
def test_questions_survive_the_way_out_and_back(written: list[GiftQuestion]) -> None:
    found = [
        (q.text, q.title, q.format, q.answers, q.general, q.category) for q in read_questions(write_questions(written))
    ]
    assert found == [(q.text, q.title, q.format, q.answers, q.general, q.category) for q in written]


@st.composite
def items(draw: st.DrawFn, number: int = 0) -> Item:
    kind = draw(st.sampled_from(Kind))
    options = draw(st.lists(WORDS, min_size=3, max_size=6, unique_by=str.casefold))
    right = 1 if kind is not Kind.SEVERAL else draw(st.integers(2, len(options) - 1))
    feedback = draw(st.just(()) | st.lists(LINE, min_size=len(options), max_size=len(options)).map(tuple))
    case = draw(st.none() | st.just("een-casus"))
    step = draw(st.integers(1, 6)) if case else 0
    lines = st.lists(WORDS.map(lambda line: f"{line}." if line == "---" else line), min_size=1, max_size=3)
    return Item(
        id=f"item-{draw(st.integers(0, 10**6))}",
        kind=kind,
        question=draw(WORDS),
        options=tuple(options),
        correct=tuple(sorted(draw(st.permutations(range(len(options))))[:right])),
        explanation=draw(WORDS),
        theme="top-3",
        entry="drie-huizen",
        mark=draw(st.sampled_from([Mark(()), Mark(("B09",)), Mark(("A00", "B17"), derived=True)])),
        status=draw(st.sampled_from(Status)),
        feedback=feedback if any(feedback) else (),
        case=case,
        step=step,
        story="\n".join(draw(lines)) if step == 1 else "",
    )


@given(st.lists(items(), max_size=4, unique_by=lambda item: item.id))
def test_items_survive_both_formats(written: list[Item]) -> None:
    found = read_gift(write_gift(written), DEFAULTS)
    assert found.items == tuple(written), found.problems
    found = read_yaml_items(write_yaml_items(written), "top-3")
    assert found.items == tuple(written), found.problems


@given(st.text(st.sampled_from("ab ~=#{}:\\[]%/$T\n"), max_size=120))
def test_any_text_is_read_or_told_by_a_line_that_is_there(text: str) -> None:
    found = read_gift(text, DEFAULTS)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in found.problems)

import subprocess
import sys
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.signals.danger.lexicon import DangerLexicon, RuleLevel
from knowledge.signals.danger.model import DangerLevel

LEXICON = DangerLexicon.load()


@pytest.mark.parametrize("rule", LEXICON.rules, ids=lambda rule: rule.id)
def test_examples_of_each_rule(rule) -> None:
    for text in rule.hits:
        judged = LEXICON.judge(text)
        assert rule.id in judged.reasons, text
        if rule.level == RuleLevel.ACUTE:
            assert judged.level is DangerLevel.ACUTE, text
    for text in rule.misses:
        assert rule.id not in LEXICON.judge(text).reasons, text


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("opa slaat oma op dit moment in de keuken", DangerLevel.ACUTE),
        ("OPA SLAAT OMA OP DIT MOMENT", DangerLevel.ACUTE),
        ("de peuter ademt niet", DangerLevel.ACUTE),
        ("ze zit op de reling van het viaduct", DangerLevel.ACUTE),
        ("stuur iemand", DangerLevel.ACUTE),
        ("stel dat hij haar slaat, en stel dat dat nu is gaande: dit is echt, geen oefening", DangerLevel.ACUTE),
        ("hij slaat haar weleens", DangerLevel.GREY),
        ("oefencasus: er wordt nu geslagen en de baby ademt niet", DangerLevel.GREY),
        ("vorige maand gooide stiefvader een bord naar moeder", DangerLevel.GREY),
        ("drie weken geleden zwaaide hij met een mes", DangerLevel.GREY),
        ("vorige maand sloeg hij haar, nu is het rustig", DangerLevel.GREY),
        ("vorige maand sloeg hij haar, dat was in de training", DangerLevel.NONE),
        ("gesteld dat hij haar slaat, wat dan", DangerLevel.NONE),
        ("hij slaat haar niet", DangerLevel.NONE),
        ("in 2011 heeft hij haar geslagen", DangerLevel.NONE),
        ("hoe schrijf ik een veiligheidsplan", DangerLevel.NONE),
        ("", DangerLevel.NONE),
    ],
)
def test_scope(text: str, level: DangerLevel) -> None:
    assert LEXICON.judge(text).level is level


def test_reassurance_by_another_does_not_close() -> None:
    assert LEXICON.judge("peuter ademt raar maar vader zegt dat er niks aan de hand is").level is DangerLevel.ACUTE


def test_none_has_no_kind_and_no_reasons() -> None:
    judged = LEXICON.judge("wie zit er in een mdo")
    assert (judged.kind, judged.reasons, judged.probability) == (None, (), None)


def test_rules_work_without_numpy() -> None:
    program = textwrap.dedent(
        """
        import sys
        sys.modules["numpy"] = None
        from knowledge.signals.danger.lexicon import DangerLexicon
        print(DangerLexicon.load().judge("hij heeft een mes en staat voor de deur").level)
        """
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "acute"


@settings(deadline=None)
@given(st.text(max_size=20_000))
def test_never_raises(text: str) -> None:
    assert LEXICON.judge(text).level in DangerLevel


@pytest.mark.parametrize("word", ["hij ", "hij slaat ", "niet ", "nu er wordt ", ". ", "\u202e😀\u200d", "a0", "' "])
def test_long_repetitive_text_is_judged(word: str) -> None:
    text = (word * 20_000)[:20_000]
    assert LEXICON.judge(text).level in DangerLevel

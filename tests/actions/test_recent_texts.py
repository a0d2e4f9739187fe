"""What was checked is remembered for a while, in memory and for a limited number of people."""

from actions.recent_texts import KEPT_S, MOST, RecentTexts


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_text_is_remembered_for_its_person_and_goes_after_a_while() -> None:
    clock = Clock()
    texts = RecentTexts(clock)
    texts.keep("a", "een", clean=True)
    texts.keep("a", "twee", clean=False)
    found = texts.find("a")
    assert (found.text, found.clean) == ("twee", False)
    assert texts.find("b") is None
    clock.now = KEPT_S + 1
    assert texts.find("a") is None


def test_old_texts_leave_the_memory_and_so_do_the_oldest_of_many() -> None:
    clock = Clock()
    texts = RecentTexts(clock)
    texts.keep("oud", "x", clean=True)
    clock.now = KEPT_S + 1
    for number in range(MOST + 5):
        texts.keep(str(number), "x", clean=True)
    assert len(texts._texts) == MOST
    assert texts.find("4") is None
    assert texts.find("5")
    texts.forget("5")
    assert texts.find("5") is None

"""What the fascicolo says of the goals taken together."""

import pytest

from ciao.desk.dossier.attainment import said_of


@pytest.mark.parametrize(
    ("score", "rated", "goals", "says"),
    [
        (50, 1, 1, "In tutto come previsto, su 1 obiettivo."),
        (51.9, 2, 2, "In tutto come previsto, su 2 obiettivi."),
        (62.4, 2, 3, "In tutto oltre il previsto, su 2 obiettivi, 1 ancora da valutare."),
        (40, 2, 2, "In tutto sotto il previsto, su 2 obiettivi."),
    ],
)
def test_the_score_is_said_in_words_with_what_it_stands_on(score: float, rated: int, goals: int, says: str) -> None:
    assert said_of(score, rated, goals).replace("\u00a0", " ") == says

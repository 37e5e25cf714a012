"""The home opens for every member of the cast."""

import pytest


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia", "luca", "nadia", "karim", "elena", "chiara"])
def test_the_home_opens(as_user, name):
    answer = as_user(name).get("/")
    assert answer.status_code == 200
    assert "CIAO!" in answer.content.decode()

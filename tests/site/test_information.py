"""The pages every footer leads to are open to anybody."""

import pytest
from django.test import Client

from tests.cast import World


@pytest.mark.parametrize("address", ["/accessibilita/", "/riservatezza/", "/assistenza/"])
def test_a_page_of_the_footer_opens_without_an_account(world: World, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()

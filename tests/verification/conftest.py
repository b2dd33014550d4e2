"""Sources are prepared for these tests as they need them, though readers see some of them."""

import pytest


@pytest.fixture(autouse=True)
def _sources_change_freely(freely):
    pass

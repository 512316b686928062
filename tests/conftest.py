"""What several tests need: one Reader for the whole run."""

import pytest


@pytest.fixture(scope="session")
def reader():  # type: ignore[no-untyped-def]
    from chancery.reading import Reader

    return Reader()

import pytest

from storage import open_database
from storage.urls import driver_url


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite://", "sqlite://"),
        ("sqlite:///bot.db", "sqlite:///bot.db"),
        ("sqlite:////var/lib/frontdesk/bot.db", "sqlite:////var/lib/frontdesk/bot.db"),
        ("postgresql://dana@db.example/clinic", "postgresql+asyncpg://dana@db.example/clinic"),
        ("postgres://db.example:5433/clinic", "postgresql+asyncpg://db.example:5433/clinic"),
        (
            "postgresql://db.example/clinic?sslmode=require",
            "postgresql+asyncpg://db.example/clinic?ssl=require",
        ),
    ],
)
def test_a_url_as_people_write_it_names_the_driver(written, meant):
    assert str(driver_url(written)) == meant


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "looks like sqlite:///path or postgresql"),
        ("swordfish", "looks like sqlite:///path or postgresql"),
        ("/var/lib/swordfish.db", "looks like sqlite:///path or postgresql"),
        (
            "postgresql://dana:sword:fish@db.example:swordfish/clinic",
            "looks like sqlite:///path or postgresql",
        ),
        ("mysql://dana:swordfish@db.example/clinic", "mysql is not supported"),
        ("postgresql+psycopg://dana:swordfish@db.example/clinic", "postgresql is not supported"),
        ("sqlite://bot.db", "three slashes"),
        ("sqlite:///bot.db?mode=ro", "options that are not known: mode"),
        (
            "postgresql://dana:swordfish@db.example/clinic?user=adele&passfile=x",
            "options that are not known: passfile, user",
        ),
    ],
)
async def test_a_url_that_makes_no_sense_is_refused_without_repeating_it(written, complaint):
    with pytest.raises(ValueError, match=complaint) as refused:
        async with open_database(written):
            pass

    assert "swordfish" not in str(refused.value)

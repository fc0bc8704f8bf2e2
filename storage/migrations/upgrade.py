"""Alembic, run from inside the program: no ini file, no working directory."""

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.errors import StorageUnavailable


def upgrade(connection: Connection) -> None:
    """Run what is missing, within the transaction of the connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "storage:migrations")
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageUnavailable("the schema of the database is newer than this version") from error

"""The history of the schema. Alembic takes a fifth of a second to load, and is left alone where it can be."""

from sqlalchemy import Connection, inspect, text

HEAD = "0001"


def to_head(connection: Connection) -> None:
    """Bring the schema up to date. Raises StorageUnavailable when a newer version has been here."""
    if _revision(connection) != HEAD:
        from storage.migrations.upgrade import upgrade  # noqa: PLC0415 - see above

        upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))

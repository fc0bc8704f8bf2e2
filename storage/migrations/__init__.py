"""The history of the schema. Alembic costs 0.2 s and 10 MB to load, so it is left alone if it can be."""

from sqlalchemy import Connection, inspect, text

from storage.schema import metadata, state

HEAD = "0002"

# As Alembic makes it, which goes on from there.
_VERSIONS = text(
    "CREATE TABLE alembic_version ("
    "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_VERSION = text("INSERT INTO alembic_version (version_num) VALUES (:head)")


def to_head(connection: Connection) -> None:
    """Bring the schema up to date. Raises StorageUnavailable when a newer version has been here."""
    tables = set(inspect(connection).get_table_names())
    if not tables & {"alembic_version", state.name}:
        _make(connection)
    elif "alembic_version" not in tables or _revision(connection) != HEAD:
        from storage.migrations.upgrade import upgrade  # noqa: PLC0415 - see above

        upgrade(connection)


def _make(connection: Connection) -> None:
    """The tables as they are after all migrations, in a database that has none."""
    metadata.create_all(connection)
    connection.execute(_VERSIONS)
    connection.execute(_VERSION, {"head": HEAD})


def _revision(connection: Connection) -> str | None:
    return connection.scalar(text("SELECT version_num FROM alembic_version"))

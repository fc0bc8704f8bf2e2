"""The tables as the statements see them; the migrations make them."""

from sqlalchemy import BigInteger, Boolean, Column, Index, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("etag", BigInteger, nullable=False),
    Column("value", Text, nullable=False),
)

intents = Table(
    "intents",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("tenant_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("business_id", Text, nullable=False),
    Column("conversation", Text),
    Column("reference", Text, nullable=False),
    Column("marker", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("outcome", Text),
    Column("created_at", Text, nullable=False),
    Column("settled_at", Text),
    Column("leased_until", Text),
    Column("told_at", Text),
    UniqueConstraint("tenant_id", "reference", name="intents_reference"),
    Index("intents_untold", "told_at", "created_at"),
)

links = Table(
    "links",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("organizer_id", Text, nullable=False),
    Column("meeting_id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
    Column("join_url", Text, nullable=False),
    Column("visitor_url", Text),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("flow", Text, primary_key=True),
    Column("tenant_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("business_id", Text, nullable=False),
    Column("staff_id", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("firm", Boolean, nullable=False),
    Index("holds_business", "tenant_id", "business_id", "start"),
)

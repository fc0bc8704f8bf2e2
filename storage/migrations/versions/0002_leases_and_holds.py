"""Who is at an intent and whether its person was told; times that are kept for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("intents", sa.Column("leased_until", sa.Text))
    op.add_column("intents", sa.Column("told_at", sa.Text))
    # Versions before this one told people while they settled.
    op.execute("UPDATE intents SET told_at = settled_at")
    op.drop_index("intents_unsettled", "intents")
    op.create_index("intents_untold", "intents", ["told_at", "created_at"])
    op.create_table(
        "holds",
        sa.Column("flow", sa.Text, primary_key=True),
        sa.Column("tenant_id", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("business_id", sa.Text, nullable=False),
        sa.Column("staff_id", sa.Text, nullable=False),
        sa.Column("start", sa.Text, nullable=False),
        sa.Column("end", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("firm", sa.Boolean, nullable=False),
    )
    op.create_index("holds_business", "holds", ["tenant_id", "business_id", "start"])

"""The programme's data: people, teams, plans, goals, measures, weekly updates, audit, outbox."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
ONE_OF = sa.String(32)

# Oldest first: each refers to none after it.
TABLES = (
    "people",
    "teams",
    "team_leads",
    "annual_plans",
    "measures",
    "measure_values",
    "goals",
    "goal_leads",
    "updates",
    "closed_weeks",
    "audit_entries",
    "posts",
    "schedule_claims",
    "drafts",
)


def upgrade() -> None:
    """Bring the tables forward."""
    _create_people_and_teams()
    _create_plans()
    _create_updates()
    _create_audit()
    _create_outbox()
    if op.get_bind().dialect.name == "sqlite":
        _guard_audit_on_sqlite()
    else:
        _guard_audit_on_postgresql()


def downgrade() -> None:
    """Take the tables back, the audit with them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_change_of_audit()")


def _guard_audit_on_sqlite() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entries_refuse_{deed.lower()} BEFORE {deed} ON audit_entries "
            "BEGIN SELECT RAISE(ABORT, 'the audit is added to, never changed'); END"
        )
    # INSERT OR REPLACE removes a row without asking the trigger for DELETE.
    op.execute(
        "CREATE TRIGGER audit_entries_refuse_replace BEFORE INSERT ON audit_entries "
        "WHEN EXISTS (SELECT 1 FROM audit_entries WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the audit is added to, never changed'); END"
    )


def _guard_audit_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''the audit is added to, never changed''; END'"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )


def _create_people_and_teams() -> None:
    op.create_table(
        "people",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slack", KEY, nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("snoozed_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("slack", name="uq_people_slack"),
    )
    op.create_table(
        "teams",
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", ONE_OF, nullable=False),
        sa.Column("channel", KEY, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_teams"),
    )
    op.create_table(
        "team_leads",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name="fk_team_leads_person_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team"], ["teams.key"], name="fk_team_leads_team_teams", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team", "person", name="pk_team_leads"),
    )
    op.create_index("ix_team_leads_person", "team_leads", ["person"])


def _create_plans() -> None:
    op.create_table(
        "annual_plans",
        sa.Column("key", KEY, nullable=False),
        sa.Column("team", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.key"], name="fk_annual_plans_team_teams"),
        sa.PrimaryKeyConstraint("key", name="pk_annual_plans"),
    )
    op.create_table(
        "measures",
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("direction", ONE_OF, nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("belongs_to", ONE_OF, nullable=False),
        sa.Column("team", KEY, nullable=True),
        sa.Column("true_north", KEY, nullable=True),
        sa.ForeignKeyConstraint(["team"], ["teams.key"], name="fk_measures_team_teams"),
        sa.PrimaryKeyConstraint("key", name="pk_measures"),
    )
    op.create_table(
        "measure_values",
        sa.Column("measure", KEY, nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("update_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["measure"],
            ["measures.key"],
            name="fk_measure_values_measure_measures",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("measure", "as_at", name="pk_measure_values"),
    )
    op.create_index("ix_measure_values_update_id", "measure_values", ["update_id"])
    op.create_table(
        "goals",
        sa.Column("key", KEY, nullable=False),
        sa.Column("plan", KEY, nullable=False),
        sa.Column("team", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("true_north", KEY, nullable=False),
        sa.Column("breakthrough", KEY, nullable=True),
        sa.Column("measure", KEY, nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", ONE_OF, nullable=False),
        sa.ForeignKeyConstraint(["measure"], ["measures.key"], name="fk_goals_measure_measures"),
        sa.ForeignKeyConstraint(["plan"], ["annual_plans.key"], name="fk_goals_plan_annual_plans"),
        sa.ForeignKeyConstraint(["team"], ["teams.key"], name="fk_goals_team_teams"),
        sa.PrimaryKeyConstraint("key", name="pk_goals"),
    )
    op.create_index("ix_goals_team", "goals", ["team"])
    op.create_table(
        "goal_leads",
        sa.Column("goal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal"], ["goals.key"], name="fk_goal_leads_goal_goals", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name="fk_goal_leads_person_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal", "person", name="pk_goal_leads"),
    )
    op.create_index("ix_goal_leads_person", "goal_leads", ["person"])


def _create_updates() -> None:
    op.create_table(
        "updates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("goal", KEY, nullable=False),
        sa.Column("week", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("kind", ONE_OF, nullable=False),
        sa.Column("author", KEY, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("timing", ONE_OF, nullable=False),
        sa.Column("via", ONE_OF, nullable=False),
        sa.Column("submission", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("after_digest", sa.Boolean(), nullable=False),
        sa.Column("backfilled", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.Column("rating", ONE_OF, nullable=True),
        sa.Column("confidence", ONE_OF, nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("as_at", sa.Date(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("next", sa.Text(), nullable=True),
        sa.Column("recovery", sa.Text(), nullable=True),
        sa.Column("blocker_what", sa.Text(), nullable=True),
        sa.Column("blocker_who", sa.Text(), nullable=True),
        sa.Column("blocker_by", sa.Date(), nullable=True),
        sa.Column("decision_what", sa.Text(), nullable=True),
        sa.Column("decision_from", sa.Text(), nullable=True),
        sa.Column("decision_by", sa.Date(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal"], ["goals.key"], name="fk_updates_goal_goals"),
        sa.PrimaryKeyConstraint("id", name="pk_updates"),
        sa.UniqueConstraint("goal", "week", "version", name="uq_updates_goal_week_version"),
        sa.UniqueConstraint("submission", name="uq_updates_submission"),
    )
    op.create_index("ix_updates_author", "updates", ["author"])
    op.create_index("ix_updates_week_goal", "updates", ["week", "goal"])
    op.create_table(
        "closed_weeks",
        sa.Column("week", KEY, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("week", name="pk_closed_weeks"),
    )


def _create_audit() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("facts_before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("facts_after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_actor", "audit_entries", ["actor"])
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"])


def _create_outbox() -> None:
    op.create_table(
        "posts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("addressee", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("subject", KEY, nullable=True),
        sa.Column("person", KEY, nullable=True),
        sa.Column("replaces", KEY, nullable=True),
        sa.Column("state", ONE_OF, nullable=False),
        sa.Column("not_before", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sending_since", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("sent_in", KEY, nullable=True),
        sa.Column("sent_ts", KEY, nullable=True),
        sa.Column("reference", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
    )
    op.create_index("ix_posts_person", "posts", ["person"])
    op.create_index("ix_posts_state_created_at", "posts", ["state", "created_at"])
    op.create_index("ix_posts_subject", "posts", ["subject"])
    op.create_table(
        "schedule_claims",
        sa.Column("job", KEY, nullable=False),
        sa.Column("period", KEY, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("job", "period", name="pk_schedule_claims"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_created_at", "drafts", ["created_at"])
    op.create_index("ix_drafts_person", "drafts", ["person"])

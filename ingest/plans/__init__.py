"""Annual plans that come in as a workbook or CSV file: its form, and its rows."""

from ingest.plans.form import PlanForm, plan_form
from ingest.plans.reading import read_plans
from ingest.plans.rows import GoalRow, MeasureRow, PlanRows, TeamRow

__all__ = [
    "GoalRow",
    "MeasureRow",
    "PlanForm",
    "PlanRows",
    "TeamRow",
    "plan_form",
    "read_plans",
]

"""Charts as pictures with words: legible at the width of a telephone, never by colour alone."""

from bot.reports.charts.heat_map import GoalRow, draw_heat_map
from bot.reports.charts.picture import Picture
from bot.reports.charts.spc_chart import draw_spc_chart
from bot.reports.charts.summary import draw_summary

__all__ = ["GoalRow", "Picture", "draw_heat_map", "draw_spc_chart", "draw_summary"]

"""Statistical process control: XmR charts as NHS "Making Data Count" draws them."""

from programme.spc.chart import Assurance, VariationIcon, XmrChart, XmrPoint, build_chart
from programme.spc.exchange import from_json, to_json
from programme.spc.limits import Segment
from programme.spc.rules import PointType, SpecialCause
from programme.spc.series import ImprovementDirection, XmrSeries

__all__ = [
    "Assurance",
    "ImprovementDirection",
    "PointType",
    "Segment",
    "SpecialCause",
    "VariationIcon",
    "XmrChart",
    "XmrPoint",
    "XmrSeries",
    "build_chart",
    "from_json",
    "to_json",
]

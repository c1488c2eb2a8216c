"""Writes the workbooks that `forms/*.yml` describes: empty to be filled, or filled with given content."""

from etl.template.collection import write_collection_form
from etl.template.content import CollectionContent, FormContent, PlanContent, PlanRow
from etl.template.plan import write_plan_form
from etl.template.quarterly import write_quarterly_form

__all__ = [
    "CollectionContent",
    "FormContent",
    "PlanContent",
    "PlanRow",
    "write_collection_form",
    "write_plan_form",
    "write_quarterly_form",
]

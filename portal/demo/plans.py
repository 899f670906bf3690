"""Plan pages of the demo: targets, milestones and the table of results."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from news.documents.models import OfficialDocument, PlanMilestone, PlanPage, PlanTarget
from portal.demo.content import Article

UNDER_WAY = timedelta(days=45)


def plan_page(article: Article, document: OfficialDocument, body: str) -> PlanPage:
    """Return the unsaved page of a plan; what has been reached goes into a table at the end of the body."""
    extra = article.extra
    blocks = json.loads(body)
    if results := _results(extra):
        blocks.append(results)
    page = PlanPage(document=document, period=extra["period"], body=json.dumps(blocks))
    page.targets = [
        PlanTarget(
            criterion=target["name"],
            unit=target["unit"],
            value=target["value"],
            deadline=extra["deadline"],
            responsible=extra["responsible"],
            sort_order=number,
        )
        for number, target in enumerate(extra["targets"])
    ]
    page.milestones = [_milestone(row, number) for number, row in enumerate(extra["milestones"])]
    return page


def _milestone(row: dict[str, Any], number: int) -> PlanMilestone:
    """Return a milestone; the state itself is worked out from its dates, today and later."""
    return PlanMilestone(
        title=row["text"],
        due_on=row["date"],
        starts_on=row["date"] - UNDER_WAY if row["state"] == "doing" else None,
        done_on=row["date"] if row["state"] == "done" else None,
        note=row.get("note", ""),
        sort_order=number,
    )


def _results(extra: dict[str, Any]) -> dict[str, Any] | None:
    rows = [
        {"values": [target["name"], f"{target['value']} {target['unit']}", f"{target['result']} {target['unit']}"]}
        for target in extra["targets"]
        if "result" in target
    ]
    if not rows:
        return None
    headings = ("Chỉ tiêu", "Mức phấn đấu", "Đã đạt")
    table = {"columns": [{"type": "text", "heading": name} for name in headings], "rows": rows, "caption": ""}
    caption = f"Kết quả đến ngày {extra['results_on']:%d/%m/%Y}"
    return {"type": "table", "value": {"caption": caption, "table": table, "note": "Dữ liệu minh họa"}}

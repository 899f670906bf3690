"""axe-core inside a page: every rule it has, and a readable list of what broke which one."""

from pathlib import Path

from playwright.sync_api import Page

from tests.tools import needs_tool

# Evaluated through the debugger, so the page keeps the content security policy readers get. Without preload:
# axe would write style sheets into the page, which that policy refuses.
RUN = "(only) => axe.run(document, {resultTypes: ['violations'], iframes: false, preload: false, ...only})"
EVERYTHING: dict[str, object] = {}
# Asked for by its subject, a rule that is off otherwise (the seven to one of AAA) would be on.
COLOURS = {
    "runOnly": {"type": "tag", "values": ["cat.color"]},
    "rules": {"color-contrast-enhanced": {"enabled": False}},
}


def axe_violations(page: Page, only: dict[str, object] = EVERYTHING) -> list[str]:
    """Return one line for each element that breaks an accessibility rule (``COLOURS``: one about colours)."""
    page.evaluate(Path(needs_tool("axe")).read_text(encoding="utf-8"))
    result = page.evaluate(RUN, only)
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']}\n    {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def assert_no_axe_violations(page: Page, what: str = "") -> None:
    """Fail with every violation in the page as it stands; ``what`` says which page, theme and width."""
    violations = axe_violations(page)
    assert not violations, f"{what or page.url}: {len(violations)} violations\n" + "\n".join(violations)

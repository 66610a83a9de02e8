"""The page that `guidance diff --format html` writes stands alone, reads well anywhere, and runs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Literal

import pytest

from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.conftest import Guidance, MakeProject

HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">" + "x" * 100


@pytest.fixture
def own_addresses(tmp_path: Path) -> list[str]:
    return [tmp_path.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_changes(
    project: MakeProject,
    guidance: Guidance,
    tmp_path: Path,
    open_page: OpenPage,
    scheme: Literal["light", "dark"],
) -> None:
    old = project({})
    new = copytree(old, tmp_path / "new")
    role = new / "content" / "roles" / "cnio.yml"
    role.write_text(
        role.read_text("utf-8").replace("abbreviation: CNIO", f"abbreviation: {json.dumps(HOSTILE)}")
    )
    (new / "case_studies" / "coast.yml").unlink()
    written = tmp_path / "changes.html"
    written.write_text(guidance(old, "diff", str(old), str(new), "--format", "html").stdout, "utf-8")
    page = open_page(written.as_uri(), color_scheme=scheme, width=320)
    assert axe(page) == []
    assert page.title() != "run"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h2").all_text_contents()[0] == "Addresses that would break"
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"  # the policy lets the style in

"""What others have written down about good pages: axe finds barriers, the Nu checker bad HTML."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def barriers():
    """barriers(page): what axe finds on a page, a line for each place, by WCAG 2.2 AA and habit."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `make test` installs it where there is npm")

    def look(page) -> list[str]:
        page.evaluate(AXE.read_text())  # through the debugger: the page's policy stays strict
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{fault['id']}: {fault['help']}: {node['html']}"
            for fault in found
            for node in fault["nodes"]
        ]

    return look


@pytest.fixture
def faults_in_html(tmp_path):
    """faults_in_html({name: html}): what the Nu checker finds, a line for each fault."""
    if not NU.exists() or not shutil.which("java"):
        pytest.skip("the Nu checker or Java is not installed: see `make test`")

    def look(pages: dict[str, str]) -> list[str]:
        for name, html in pages.items():
            (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        command = ["java", "-Xss2m", "-jar", str(NU), "--format", "json", "--stdout", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return [described(message) for message in json.loads(done.stdout)["messages"]]

    return look


def described(message: dict) -> str:
    page = Path(message.get("url", "")).stem
    return f"{page}: {message['message']}: {message.get('extract', '').strip()}"

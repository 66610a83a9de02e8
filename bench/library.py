"""A project's folder with as many case studies as wanted: the real content, and made-up case studies.

python -m bench.library 1000 /tmp/large
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from bench.case_studies import case_study
from bench.prose import Speaker
from generator.outputs.project import check_project

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("content", "case_studies", "templates", "mkdocs.yml", "docs/.gitignore")


def write_library(folder: Path, count: int) -> None:
    """Fill an empty or missing folder. The real case studies are among them: the content refers to those."""
    for name in COPIED:
        _copy(ROOT / name, folder / name)
    library = check_project(ROOT).library
    if library is None:
        raise ValueError("the project's own content has errors: run `guidance check`")
    speaker = Speaker(library)
    for number in range(1, count - len(library.cases) + 1):
        path = folder / "case_studies" / f"made-up-{number:05}.yml"
        path.write_text(as_yaml(case_study(number, library, speaker)), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def as_yaml(data: dict[str, Any], indent: str = "") -> str:
    """YAML for mappings, lists of either, and single values."""
    return "".join(_entry(f"{indent}{key}:", value, indent) for key, value in data.items())


def _entry(key: str, value: Any, indent: str) -> str:
    if isinstance(value, dict):
        return f"{key}\n{as_yaml(value, indent + '  ')}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        items = (as_yaml(item, indent + "    ") for item in value)
        return f"{key}\n" + "".join(f"{indent}  - {item.lstrip()}" for item in items)
    return f"{key} {json.dumps(value, ensure_ascii=False)}\n"


if __name__ == "__main__":
    write_library(Path(sys.argv[2]), int(sys.argv[1]))

"""Refuse the `%` lines that YAML allows above the content."""

from __future__ import annotations

from generator.content.yaml.report import Report


def without_directives(text: str, report: Report) -> str:
    """Report `%` lines before the content, and make comments of them."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("%"):
            span = report.stretch(number + 1, 1, len(line))
            expected = "the file without this line"
            report.add("directive", span, "a directive is not allowed", line[:80], expected)
            lines[number] = "#" + line[1:]
        elif line.strip() and not line.startswith("#"):
            break
    return "\n".join(lines)

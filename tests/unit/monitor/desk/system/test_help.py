"""The guide on the desk."""

from __future__ import annotations

from monitor.desk.system.help import rendered


def test_markup_in_the_guide_is_text():
    shown = rendered(
        "# Tên\n\n## Mục <b>\n\n[x](javascript:alert(1)) <script>a</script>\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    )
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert 'href="javascript' not in shown
    assert "<h1>" not in shown
    assert "<td>1</td>" in shown

"""The notebook in the documentation runs from its first cell to its last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[Any]]:
    """Run the notebook and return the outputs of each cell by the cell's source."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    where = {"metadata": {"path": str(NOTEBOOK.parent)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=where).execute()
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs: dict[str, list[Any]], piece: str, kind: str) -> str:
    (found,) = (out for source, out in outputs.items() if piece in source)
    return "".join(str(one.data[kind]) for one in found if kind in one.get("data", {}))


def test_nothing_is_said_on_standard_error(outputs: dict[str, list[Any]]) -> None:
    noise = [
        one.text
        for cell in outputs.values()
        for one in cell
        if one.output_type == "stream" and one.name == "stderr"
    ]
    assert noise == []


def test_frames_plot_and_can_be_explored(outputs: dict[str, list[Any]]) -> None:
    assert shown(outputs, "axes = areas.plot", "image/png")
    assert shown(outputs, "axes = by_day.plot", "image/png")
    assert "leaflet" in shown(outputs, "settlements.explore", "text/html")


def test_the_notebook_shows_areas_and_statements(outputs: dict[str, list[Any]]) -> None:
    assert "ukrainian" in shown(outputs, "areas[[", "text/plain")
    assert "russian_officials" in shown(outputs, "value_counts", "text/plain")
    assert "Sudzha" in shown(outputs, "sudzha = ", "text/html")

"""The report as a tagged PDF, set by typst with fonts that ship as Python packages.

Words reach the template as data, never as markup. System fonts are off, so that a report looks the same everywhere
and no script is drawn as empty boxes on one machine and right on another.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import orjson
import typst

from app.domain.report import Report
from app.errors import AppError, SetupError
from app.reports.document.blocks import Document
from app.reports.document.build import document
from app.reports.formats import ReportFormat

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
_BLANK = b"#set page(width: 1cm, height: 1cm)\n."
_REMEMBERED = 10
# Noto Sans and its sisters for 20 scripts, emoji and symbols · Chinese, Japanese, Korean · the serif of the headlines.
_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk", "fontpkg_source_serif_4")


def render(report: Report) -> bytes:
    """The whole file. The same report gives the same bytes.

    Raises:
        AppError: typst refused the report; nothing of its message is passed on, since it may quote an answer.
    """
    sheet = document(report)
    try:
        return _compiled_somehow(sheet)
    except RuntimeError:
        raise AppError("This report could not be set as PDF. The other formats hold the same.", code="pdf") from None
    finally:
        _forget()


def _compiled_somehow(sheet: Document) -> bytes:
    try:
        return _compiled(sheet, "ua-1")
    except typst.TypstError:
        # PDF/UA-1 (tagged, titled, each drawing with its words) forbids a character that no font draws, and an
        # answer may hold any. Still tagged, not certified.
        return _compiled(sheet, "1.7")


def _compiled(sheet: Document, standard: Literal["ua-1", "1.7"]) -> bytes:
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=fonts(),
        sys_inputs={"document": orjson.dumps(sheet).decode()},
        format="pdf",
        pdf_standards=standard,
        timestamp=int(sheet.made.timestamp()),
    )


def _forget() -> None:
    """Ages out what typst remembers of a report: it keeps the last ten compilations, up to 50 MB each."""
    for _ in range(_REMEMBERED + 1):
        typst.compile(_BLANK, font_paths=fonts(), format="pdf")


@cache
def fonts() -> typst.Fonts:
    """Every font a report may use, read once for the process."""
    folders = [_folder(name) for name in _FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SetupError(f"The font package {package} is not installed; reports cannot be set as PDF without it.")
    return Path(spec.origin).parent


FORMAT = ReportFormat(id="pdf", media_type="application/pdf", extension="pdf", render=render)

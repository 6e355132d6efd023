"""Reads a PDF back with PDFium: its words, its links, and what its glyphs look like."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageOps

SCALE = 6  # pixels a point: enough to tell small glyphs apart
Box = tuple[float, float, float, float]  # left, bottom, right, top in points
SIDE = 48  # pixels of a glyph's picture


class Paper:
    """An opened PDF."""

    def __init__(self, rendered: bytes) -> None:
        self._document = pypdfium2.PdfDocument(rendered)
        self._pages = list(self._document)
        self._drawn: dict[int, Image.Image] = {}

    @property
    def metadata(self) -> dict[str, str]:
        """Title, author and so on."""
        return self._document.get_metadata_dict()

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """Level and title of each, from 0."""
        return [(mark.level, mark.get_title()) for mark in self._document.get_toc(max_depth=5)]

    @property
    def is_tagged(self) -> bool:
        """Whether it says that it is tagged for assistive technology."""
        return bool(pdfium.FPDFCatalog_IsTagged(self._document))

    @property
    def text(self) -> str:
        """All words, page after page."""
        return "\n".join(self.pages)

    @property
    def pages(self) -> list[str]:
        """The words of each page."""
        return [page.get_textpage().get_text_bounded() for page in self._document]

    def link_kinds(self) -> set[int]:
        """What the links do, as PDFium's action types; a plain destination inside counts as GOTO."""
        return {kind for page in self._document for kind in _link_kinds(page)}

    def glyph(self, character: str) -> Image.Image:
        """The first drawing of that character, cropped to its ink and brought to one size."""
        number, box = self._place(character)
        return _cropped(self._drawing(number), box)

    def between(self, before: str, after: str) -> Image.Image:
        """What is drawn between two characters of a line: a glyph that has no character, such as a missing one."""
        number, (_, bottom, left, top) = self._place(before)
        _, (right, *_) = self._place(after)
        return _cropped(self._drawing(number), (left, bottom, right, top))

    def _drawing(self, number: int) -> Image.Image:
        if number not in self._drawn:
            self._drawn[number] = self._pages[number].render(scale=SCALE).to_pil().convert("L")
        return self._drawn[number]

    def _place(self, character: str) -> tuple[int, Box]:
        sought = _utf16(character)
        for number, page in enumerate(self._pages):
            textpage = page.get_textpage()
            units = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
            for index in range(len(units)):
                if units[index : index + len(sought)] == sought:
                    return number, textpage.get_charbox(index, loose=True)
        raise AssertionError(f"{character!r} is not in the text of the PDF")


def alike(one: Image.Image, other: Image.Image) -> float:
    """From 0 to 1: how much of two glyphs' ink lies in the same place."""
    both = ImageChops.lighter(one, other).histogram()
    either = ImageChops.darker(one, other).histogram()
    return _ink(both) / max(1, _ink(either))


def _ink(histogram: list[int]) -> int:
    return sum(histogram[:128])


def _utf16(text: str) -> list[int]:
    """PDFium counts UTF-16 units where Python counts code points."""
    encoded = text.encode("utf-16-le")
    return [int.from_bytes(encoded[place : place + 2], "little") for place in range(0, len(encoded), 2)]


def _cropped(drawn: Image.Image, box: Box) -> Image.Image:
    left, bottom, right, top = box
    height = drawn.height / SCALE
    across, down = (left, right), (height - top, height - bottom)
    glyph = drawn.crop(tuple(round(edge * SCALE) for edge in (across[0], down[0], across[1], down[1])))
    ink = ImageOps.invert(glyph).getbbox()
    assert ink is not None, "nothing is drawn there"
    return glyph.crop(ink).resize((SIDE, SIDE))


def _link_kinds(page: pypdfium2.PdfPage) -> Iterator[int]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        yield pdfium.FPDFAction_GetType(action) if action else pdfium.PDFACTION_GOTO

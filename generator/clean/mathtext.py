"""MathML as text where text can say it, else as a TeX formula between dollars."""

import re
from xml.etree import ElementTree

from generator.clean.scripts import lowered, raised

_PREFIX = re.compile(r"(</?)[\w-]+:(?=[\w-]+)|\sxmlns(?::[\w-]+)?=(?:\"[^\"]*\"|'[^']*')|(?<=\s)[\w-]+:(?=[\w-]+=)")
_AMPERSAND = re.compile(r"&(?!#?\w+;)|&(?!(?:amp|lt|gt|quot|apos|#\w+);)")
_SCRIPTS = {"msup": ("^",), "msub": ("_",), "msubsup": ("_", "^"), "munderover": ("_", "^"), "munder": ("_",)}
_COMMANDS = {"msqrt": "sqrt", "mover": "overline"}


def mathml_text(source: str) -> str:
    """`<mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup>` → `10⁶`; a fraction or a root is a formula.

    What is no XML loses its tags.
    """
    try:
        math = ElementTree.fromstring(_AMPERSAND.sub("&amp;", _PREFIX.sub(r"\1", source)))
    except ElementTree.ParseError:
        return re.sub(r"<[^<>]*>", "", source)
    plain = _plain(math)
    if plain is not None and "$" not in plain:
        return plain
    tex = " ".join(_tex(math).split())
    return f"${tex}$" if tex else ""


def _parts(element: ElementTree.Element) -> list[ElementTree.Element]:
    """Without what says the same again for machines."""
    return [part for part in element if not part.tag.startswith("annotation")]


def _plain(element: ElementTree.Element) -> str | None:
    """As running text, or None where its parts do not stand side by side."""
    parts = _parts(element)
    texts = [_plain(part) for part in parts]
    if None in texts or element.tag in ("mfrac", "mroot", "mover", "mtable", *_COMMANDS):
        return None
    known = [text or "" for text in texts]
    if (signs := _SCRIPTS.get(element.tag)) and len(known) == len(signs) + 1:
        whole = known[0]
        for sign, text in zip(signs, known[1:], strict=True):
            base = re.search(r"[A-Za-z0-9]*\Z", whole)
            head, tail = (whole[: base.start()], base[0]) if base else (whole, "")
            printed = (raised if sign == "^" else lowered)(tail, text)
            if printed == tail + text and text:  # neither raised nor a formula
                return None
            whole = head + printed
        return whole
    return _said(element) + "".join(known)


def _tex(element: ElementTree.Element) -> str:
    parts = [_tex(part) for part in _parts(element)]
    if (signs := _SCRIPTS.get(element.tag)) and len(parts) == len(signs) + 1:
        return parts[0] + "".join(f"{sign}{{{part}}}" for sign, part in zip(signs, parts[1:], strict=True))
    if element.tag == "mfrac" and len(parts) == 2:
        return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
    if element.tag == "mroot" and len(parts) == 2:
        return rf"\sqrt[{parts[1]}]{{{parts[0]}}}"
    if element.tag in _COMMANDS:
        return rf"\{_COMMANDS[element.tag]}{{{''.join(parts[:1] if element.tag == 'mover' else parts)}}}"
    said = _said(element)
    return (rf"\text{{{said}}}" if element.tag == "mtext" and said.strip() else said) + "".join(parts)


def _said(element: ElementTree.Element) -> str:
    return " ".join((element.text or "").split()) if element.tag in ("mi", "mn", "mo", "mtext") else ""

"""Numbers and sorted words as few bytes, and bytes as a gzip file that is the same on every machine."""

import struct
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


def pack(data: bytes, level: int = 9) -> bytes:
    """As gzip would, without the time and the system's name. Browsers unpack it; hosts differ in what they compress."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    body = deflate.compress(data) + deflate.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\2\xff" + body + struct.pack("<II", zlib.crc32(data), len(data))


def varints(numbers: Numbers) -> tuple[Bytes, Numbers]:
    """Seven bits a byte, the high bit where more follow; and where each number begins, with the end at the end."""
    sizes = np.ones(len(numbers), np.int64)
    for shift in (7, 14, 21, 28):
        sizes += numbers >> shift > 0
    starts = np.concatenate(([0], np.cumsum(sizes)))
    out = np.zeros(int(starts[-1]), np.uint8)
    for byte in range(int(sizes.max(initial=0))):
        rows = np.flatnonzero(sizes > byte)
        more = np.where(sizes[rows] > byte + 1, 128, 0)
        out[starts[rows] + byte] = (numbers[rows] >> (7 * byte) & 127) | more
    return out, starts


def varint_bytes(numbers: Iterable[int]) -> bytes:
    """A few numbers as `varints`."""
    return varints(np.fromiter(numbers, np.int64))[0].tobytes()


def utf16(word: str) -> bytes:
    """The sort key that orders words as JavaScript does."""
    return word.encode("utf-16-be", "surrogatepass")


def front_coded(words: Sequence[str]) -> list[str]:
    """Sorted words, each as how many characters it shares with the one before (a letter: `a` for none) and the rest.

    `["cat", "cats", "cow"]` becomes `["acat", "ds", "bow"]`.
    """
    coded, last = [], ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(last), 25) and word[shared] == last[shared] <= "\uffff":
            shared += 1
        coded.append(chr(97 + shared) + word[shared:])
        last = word
    return coded


def boundary(before: str, first: str) -> str:
    """The shortest text that divides two neighbours: between `neural` and `news` stands `new`."""
    size = next((n for n, (a, b) in enumerate(zip(before, first, strict=False)) if a != b), len(before))
    return first[: size + 1]

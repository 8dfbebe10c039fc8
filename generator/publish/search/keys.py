"""Titles and ids as whole keys, by checksum: what a reader pastes is found first, for one small file."""

import zlib
from collections.abc import Iterable, Sequence
from math import ceil

from generator.publish.search.coding import varint_bytes

KEYS_PER_FILE = 256


def checksum(key: str) -> tuple[int, int]:
    """CRC-32 of the text in UTF-8, and seven bits of its length besides."""
    data = key.encode("utf-8", "surrogatepass")
    return zlib.crc32(data), len(data) & 127


def key_files(keys: Iterable[tuple[str, int]]) -> Sequence[bytes]:
    """The (key, paper) pairs, each file a range of checksums: how far each is from the one before, length, paper."""
    rows = sorted({(*checksum(key), doc) for key, doc in keys})
    files: list[list[int]] = [[] for _ in range(ceil(len(rows) / KEYS_PER_FILE))]
    last = [0] * len(files)
    for crc, length, doc in rows:
        n = crc * len(files) >> 32
        files[n] += (crc - last[n], length, doc)
        last[n] = crc
    return [varint_bytes(file) for file in files]

"""A query in an address: as it was typed when short, packed when long, left out with a word when too long for a link."""

import base64
import binascii
import zlib
from collections.abc import Mapping
from urllib.parse import quote

PLAIN, PACKED = "sql", "sqlz"
PLAIN_CHARACTERS = 1500  # as an address writes it; read by people, and short enough for any mail program
LINK_CHARACTERS = 6000  # servers and mail programs begin to refuse or cut addresses from 8,000 on


class NoLink(Exception):
    """The query is too long for an address, or the address holds no query that can be read."""


def write(sql: str, longest: int = LINK_CHARACTERS) -> dict[str, str]:
    """The query parameters that carry `sql`; empty for an empty query. Raises NoLink when it is too long."""
    if not sql.strip():
        return {}
    if len(quote(sql)) <= PLAIN_CHARACTERS:
        return {PLAIN: sql}
    packed = base64.urlsafe_b64encode(zlib.compress(sql.encode(), 9)).decode().rstrip("=")
    if len(packed) > longest:
        raise NoLink(str(len(packed)))
    return {PACKED: packed}


def read(parameters: Mapping[str, str], longest: int) -> str:
    """The query that an address carries, "" when it carries none; raises NoLink when it is damaged or swells past `longest`."""
    packed = parameters.get(PACKED)
    if not packed or parameters.get(PLAIN):
        return parameters.get(PLAIN, "")
    try:
        data = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, longest * 4 + 1)
        sql = text.decode()
    except (binascii.Error, zlib.error, ValueError) as problem:
        raise NoLink(packed) from problem
    if not unpacking.eof or len(sql) > longest:
        raise NoLink(packed)
    return sql

"""A reading as plain JSON and back: what opens files from outside may say nothing but text and numbers."""

from msgspec.json import Decoder, Encoder

from etl.reading import Reading

_encoder, _decoder = Encoder(), Decoder(Reading)


class BadAnswer(Exception):
    """A block holds no reading."""


def pack(reading: Reading) -> bytes:
    """A reading as JSON: each object as the list of its fields."""
    return _encoder.encode(reading)


def unpack(data: bytes) -> Reading:
    """The reading in a block; BadAnswer when it holds none, down to the type of each field."""
    try:
        return _decoder.decode(data)
    except ValueError as error:
        raise BadAnswer(repr(error)) from error

"""SDMX-ML data messages, generic and structure-specific (2.1, and 2.0 with its compact form), as they stream in.

No tree is built: the message is read as a sequence of beginnings and ends, so that its length does not
matter. Document types, and so entities, are refused. What a message says instead of data, in a footer or
as a fault of SOAP, is an AnswerError.
"""

from collections.abc import Iterator, Sequence
from typing import IO, Final
from xml.etree.ElementTree import ParseError, XMLParser

from publishers.errors import ShapeError
from publishers.sdmx.record import Cells, Kept, Prepare, Record, T
from publishers.sdmx.xml_message import Message, Seen

PIECE: Final = 1 << 16  # bytes


def records(file: IO[bytes], prepare: Prepare[T], dimensions: Sequence[str] = ()) -> Iterator[Record[T]]:
    """The observations. Raises ShapeError, and AnswerError with what the publisher says instead of data.

    dimensions: names that are dimensions although they are known as attributes.
    """
    message = Message(dimensions)
    parser = XMLParser(target=message)  # noqa: S314 - doctype() refuses what would be an attack
    kept: Kept[T] = Kept()
    number = 0
    for seen in _fed(file, parser, message):
        number += 1
        key = (*seen[:2], *seen.dimensions.items(), "", *seen.attributes.items())
        made = kept.get(key)
        if made is None:
            made = kept.keep(key, prepare(Cells(*seen[:4])))
        yield made, seen.period, seen.value, number
    message.check(number)


def _fed(file: IO[bytes], parser: XMLParser, message: Message) -> Iterator[Seen]:
    try:
        while piece := file.read(PIECE):
            parser.feed(piece)
            yield from message.taken()
        parser.close()
    except (ParseError, LookupError, ValueError) as error:  # an unknown encoding is a LookupError
        raise ShapeError(f"found XML that is broken ({error}); expected SDMX-ML") from error
    yield from message.taken()

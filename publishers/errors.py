"""Every error of reading what publishers send.

PublisherError
├── ShapeError   a document that is not of the shape its publisher documents: the shape has changed, or it is broken
├── AnswerError  the publisher's own message of failure, which several send with status 200
└── SourceError  a source that cannot be followed as it is described: an unknown publisher, no unit
"""


class PublisherError(Exception):
    """Something a publisher sent, or that is to be asked of it, cannot be used; the message says what and why."""


class ShapeError(PublisherError):
    """A document that is not as documented. The message names the place, what was found and what was expected."""


class AnswerError(PublisherError):
    """What the publisher itself says is wrong."""


class SourceError(PublisherError):
    """A source that cannot be followed as it is described."""

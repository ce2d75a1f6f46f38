"""Every error of calling out. No message ever holds a key.

OutgoingError
├── UnreachableError       no answer that can be used after all attempts: the same may succeed later
├── RefusedError           the server answered that it will not: asking again is no use
├── BrokenBodyError        an answer that is cut short, too large, too slow, or no such document
└── ForbiddenAddressError  an address that must not be called: private, loopback, or a redirect
"""


class OutgoingError(Exception):
    """Calling out has failed; the message says who was asked, what came and what to do."""


class UnreachableError(OutgoingError):
    """No answer that can be used. wait: seconds after which the server wants to be asked again, if it said so."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class RefusedError(OutgoingError):
    """The server answered, and will not give what was asked."""


class BrokenBodyError(OutgoingError):
    """The answer is not the document that it should be."""


class ForbiddenAddressError(OutgoingError):
    """The address must not be called."""

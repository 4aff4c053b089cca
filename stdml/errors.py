"""What can go wrong outside a document. Bad input is never an exception but a diagnostic.

StdmlError
├── UnknownFormat      no format has this name or suffix
├── UnsupportedFormat  the format cannot be read, or cannot be written
├── UnknownProfile     no profile has this name
├── UnknownRule        no rule has this name
├── MissingExtra       a package that an extra brings is not installed
└── InputError         a file cannot be opened or is larger than the limit
"""

from __future__ import annotations


class StdmlError(Exception):
    """The base of all errors that the library raises on purpose."""


class UnknownFormat(StdmlError):
    """No format has this name or suffix."""


class UnsupportedFormat(StdmlError):
    """The format exists, but it cannot do what was asked."""


class UnknownProfile(StdmlError):
    """No profile has this name."""


class UnknownRule(StdmlError):
    """No rule has this name or code."""


class MissingExtra(StdmlError):
    """A package that an extra brings is not installed.

    Args:
        feature: what was asked for
        extra: the extra to install
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'stdml[{extra}]'")


class InputError(StdmlError):
    """A file cannot be opened, is a folder, or is larger than the limit."""

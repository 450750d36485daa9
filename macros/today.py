"""The day of the build."""

import datetime
import os


def today() -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()

"""What this room does again and again."""

from datetime import datetime

from whiteglove.ground.events.registry import every
from whiteglove.service.channels.phone.actions import drop_old_recordings

from . import filing, personal_data  # noqa: F401  files calls; registers this room's part of export and erasure
from .actions import close_forgotten


@every(seconds=60, name="calls.close_forgotten")
def close(at: datetime) -> None:
    close_forgotten(at=at)


@every(seconds=3600, name="calls.drop_recordings")
def drop(at: datetime) -> None:
    drop_old_recordings(at=at)

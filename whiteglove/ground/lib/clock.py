"""The only place that asks what time it is; everything else is told."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()

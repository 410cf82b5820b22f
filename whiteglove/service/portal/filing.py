"""Registers the portal as a way in; the desk files what comes by it as it files a mail."""

from whiteglove.service.channels import filing, registry
from whiteglove.service.desk.actions.file_arrival import file_arrival

from .driver import KIND, PortalDriver

registry.register(PortalDriver())
filing.register(KIND, file_arrival)

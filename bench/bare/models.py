"""The columns of a ticket that the page shows, over Whiteglove's own table."""

from django.db import models


class Ticket(models.Model):
    subject = models.CharField(max_length=300)
    state = models.CharField(max_length=10)
    priority = models.CharField(max_length=10)
    channel = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "desk_ticket"

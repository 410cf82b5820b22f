"""After a test that commits, its rows go; the tables that it left empty are let be.

Django empties every table there is, and makes its content types and permissions again. There are hundreds, and a test
fills a dozen: on PostgreSQL that took longer than most of these tests.
"""

import contextlib
from collections.abc import Iterator
from functools import cache
from unittest import mock

from django.db import connection, transaction
from django.test import TransactionTestCase

# Made when the database was, from the models: no test changes them.
KEPT = {"django_content_type", "auth_permission"}


@contextlib.contextmanager
def by_need() -> Iterator[None]:
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", lambda _: empty()):
        yield


def empty() -> None:
    from whiteglove.service.desk.search import prepare

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in tables()))
        for table, filled in zip(tables(), cursor.fetchone(), strict=True):
            if filled:
                cursor.execute(f'DELETE FROM "{table}"')
    prepare()  # the full-text table, which is no model's


@cache
def tables() -> list[str]:
    found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted({*found} - KEPT)

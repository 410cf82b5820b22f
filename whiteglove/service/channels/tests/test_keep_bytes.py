"""Bytes are kept once, whole, and packed only where that helps."""

import os

import pytest

from whiteglove.service.channels.models import Blob
from whiteglove.service.channels.models.blob import pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("content", [b"", b"x", b"short letter", b"long " * 5000, os.urandom(5000), bytes(range(256))])
def test_what_is_kept_comes_back(content):
    assert Blob.objects.get(pk=Blob.objects.keep(content).pk).content == content


def test_the_same_bytes_are_kept_once():
    assert Blob.objects.keep(b"again").pk == Blob.objects.keep(b"again").pk
    assert Blob.objects.count() == 1


def test_text_is_packed_and_noise_is_not():
    assert pack(b"long " * 5000)[1]
    assert not pack(os.urandom(5000))[1]


def test_the_size_is_that_of_the_content():
    assert Blob.objects.keep(b"long " * 5000).size == 25000

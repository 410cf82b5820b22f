"""Doors under /academy/."""

from django.urls import path

from . import staff_urls
from .views import applying, catalogue, files, gate, learning, lesson

app_name = "academy"
HERE = "<int:enrolment>/"
LESSON = f"{HERE}modules/<slug:module>/<str:lesson>/"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("mine.json", files.mine, name="mine"),
    path("programmes/<str:programme>/", catalogue.programme, name="programme"),
    path("programmes/<str:programme>/application/", applying.application, name="apply"),
    path("applications/<int:application>/withdrawal/", applying.withdraw, name="withdraw"),
    path(HERE, learning.enrolment, name="enrolment"),
    path(f"{HERE}left/", learning.left, name="left"),
    path(f"{HERE}modules/<slug:module>/", learning.module, name="module"),
    path(LESSON, lesson.lesson, name="lesson"),
    path(f"{LESSON}read/", lesson.done_reading, name="read"),
    path(f"{LESSON}questions/<str:question>/", lesson.answer, name="answer"),
    path(f"{HERE}gates/<str:gate>/", gate.gate, name="gate"),
    path(f"{HERE}gates/<str:gate>/sign-off/", gate.sign_off, name="ask"),
    path(f"{HERE}gates/<str:gate>/second-look/", gate.appeal, name="appeal"),
    *staff_urls.urlpatterns,
]

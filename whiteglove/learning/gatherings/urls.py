"""Doors under /community/gatherings/."""

from django.urls import path

from .views import being_there, coming, files, hosting, planning

app_name = "gatherings"
ONE = "<int:pk>/"
urlpatterns = [
    path("", coming.home, name="home"),
    path("mine.json", files.mine, name="mine"),
    path("plan/", planning.plan, name="plan"),
    path("calendar/", files.renewed, name="renewed"),
    path("calendar/<str:token>.ics", files.feed, name="feed"),
    path(ONE, coming.gathering, name="gathering"),
    path(f"{ONE}gathering.ics", files.invitation, name="invitation"),
    path(f"{ONE}seat/", coming.seat, name="seat"),
    path(f"{ONE}here/", being_there.here, name="here"),
    path(f"{ONE}recording/", being_there.recording, name="recording"),
    path(f"{ONE}feedback/", being_there.feedback, name="feedback"),
    path(f"{ONE}change/", planning.change, name="change"),
    path(f"{ONE}off/", planning.off, name="off"),
    path(f"{ONE}published/", planning.published, name="published"),
    path(f"{ONE}code/", hosting.code, name="code"),
    path(f"{ONE}attendance/", hosting.attendance, name="attendance"),
    path(f"{ONE}attendance.csv", hosting.sheet, name="sheet"),
    path("open/<uuid:public_id>/", files.open_page, name="open"),
]

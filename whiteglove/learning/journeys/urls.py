"""Doors under /journeys/."""

from django.urls import path

from .views import own, staff

app_name = "journeys"
urlpatterns = [
    path("", own.mine, name="mine"),
    path("mine.json", own.mine_as_a_file, name="file"),
    path("levels/<int:level>/application/", own.application, name="apply"),
    path("applications/<int:pk>/withdrawal/", own.withdrawal, name="withdrawal"),
    path("duties/<str:duty>/", own.duty, name="duty"),
    path("times/", own.times, name="times"),
    path("evidence/<int:pk>/", own.taken_back, name="taken_back"),
    path("evidence/<int:pk>/files/<int:file>/", own.proof, name="proof"),
    path("second-looks/<slug:what>/<int:pk>/", own.appeal, name="appeal"),
    path("people/", staff.overview, name="overview"),
    path("people/journeys.csv", staff.sheet, name="sheet"),
    path("people/<int:pk>/", staff.person, name="person"),
    path("review/", staff.queue, name="queue"),
    path("review/<int:pk>/", staff.evidence, name="evidence"),
    path("review/applications/", staff.applications, name="applications"),
    path("review/applications/<int:pk>/", staff.applied, name="applied"),
    path("review/second-looks/", staff.appeals, name="appeals"),
    path("review/second-looks/<int:pk>/", staff.plea, name="plea"),
]

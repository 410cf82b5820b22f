from django.urls import path

from whiteglove.learning.closing.views import checks, follow_ups, setup, updates

app_name = "closing"
urlpatterns = [
    path("closing/updates/", updates.updates, name="updates"),
    path("closing/updates/news/", updates.news, name="news"),
    path("closing/follow-ups/", follow_ups.listed, name="follow_ups"),
    path("closing/follow-ups/<int:pk>/", follow_ups.one, name="follow_up"),
    path("closing/tickets/<int:ticket>/follow-up/", follow_ups.plan, name="plan"),
    path("closing/checks/", checks.counts, name="checks"),
    path("closing/checks/rows/", checks.rows, name="checked"),
    path("closing/checks/export/", checks.export, name="export"),
    path("setup/closing/", setup.setup, name="setup"),
    path("setup/closing/<str:key>/", setup.choice, name="choice"),
]

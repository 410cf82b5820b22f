from django.urls import path

from whiteglove.service.sla.views import calendars, editor

app_name = "sla"
urlpatterns = [
    path("", calendars.calendars, name="calendars"),
    path("new/", editor.new_calendar, name="new_calendar"),
    path("<int:pk>/", calendars.calendar, name="calendar"),
    path("<int:pk>/hours/", editor.edit_calendar, name="edit_calendar"),
    path("<int:pk>/default/", calendars.default, name="default"),
    path("removals/<int:event>/", calendars.recall, name="recall"),
    path("<int:pk>/removal/", calendars.removal, name="removal"),
    path("<int:pk>/versions/<int:version>/restoration/", calendars.restoration, name="restoration"),
    path("teams/<int:pk>/calendar/", calendars.team, name="team"),
]

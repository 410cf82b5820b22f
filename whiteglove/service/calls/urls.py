"""The doors of the telephone, below `/calls/`."""

from django.urls import path

from whiteglove.service.calls.views import after, counting, listing, ringing, setup, sheet, talking, who

app_name = "calls"
urlpatterns = [
    path("", listing.calls, name="list"),
    path("ringing/", ringing.ringing, name="ringing"),
    path("tickets/<int:ticket>/", listing.dial, name="dial"),
    path("counts/", counting.counts, name="counts"),
    path("counts/rows/", counting.rows, name="counted"),
    path("counts/export/", counting.export, name="export"),
    path("extensions/", setup.extensions, name="extensions"),
    path("recordings/<int:recording>/", sheet.recording, name="recording"),
    path("<int:pk>/", sheet.sheet, name="sheet"),
    path("<int:pk>/steps/", talking.steps, name="steps"),
    path("<int:pk>/lines/", talking.lines, name="lines"),
    path("<int:pk>/lines/<int:line>/", talking.line, name="line"),
    path("<int:pk>/caller/", who.caller, name="caller"),
    path("<int:pk>/ticket/", who.matter, name="matter"),
    path("<int:pk>/passing-on/", talking.pass_on, name="pass_on"),
    path("<int:pk>/passing-on/answer/", talking.passed, name="passed"),
    path("<int:pk>/wrap-up/", after.wrap_up, name="wrap_up"),
]

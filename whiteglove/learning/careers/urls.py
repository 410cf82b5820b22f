from django.urls import path

from .views import capability, evidence, files, maps, team

app_name = "careers"
urlpatterns = [
    path("", maps.mine, name="mine"),
    path("mine.json", files.mine, name="file"),
    path("team/", team.team, name="team"),
    path("team/counted/", team.counted, name="counted"),
    path("team.csv", team.sheet, name="sheet"),
    path("people/<int:pk>/", maps.person, name="person"),
    path("people/<int:pk>/<slug:key>/", capability.one, name="one"),
    path("people/<int:pk>/<slug:key>/opinion/", capability.opinions, name="opinions"),
    path("people/<int:pk>/<slug:key>/<slug:indicator>/rows/", evidence.rows, name="rows"),
    path("opinions/<int:pk>/", capability.opinion, name="opinion"),
    path("claims/<slug:key>/", capability.claims, name="claims"),
    path("claim/<int:pk>/", capability.claim, name="claim"),
]

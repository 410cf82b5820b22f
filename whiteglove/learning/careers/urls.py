from django.urls import path

from .views import capability, evidence, files, maps, plan, team

app_name = "careers"
urlpatterns = [
    path("", maps.mine, name="mine"),
    path("mine.json", files.mine, name="file"),
    path("team/", team.team, name="team"),
    path("team/counted/", team.counted, name="counted"),
    path("team.csv", team.sheet, name="sheet"),
    path("people/<int:pk>/", maps.person, name="person"),
    path("people/<int:pk>/plan/", plan.plan, name="plan"),
    path("people/<int:pk>/plan/aims/", plan.aims, name="aims"),
    path("people/<int:pk>/plan/steps/", plan.steps, name="steps"),
    path("aims/<int:pk>/", plan.aim, name="aim"),
    path("steps/<int:pk>/", plan.step, name="step"),
    path("steps/<int:pk>/done/", plan.step_done, name="step_done"),
    path("steps/<int:pk>/until/", plan.step_until, name="step_until"),
    path("people/<int:pk>/<slug:key>/", capability.one, name="one"),
    path("people/<int:pk>/<slug:key>/opinion/", capability.opinions, name="opinions"),
    path("people/<int:pk>/<slug:key>/<slug:indicator>/rows/", evidence.rows, name="rows"),
    path("opinions/<int:pk>/", capability.opinion, name="opinion"),
    path("claims/<slug:key>/", capability.claims, name="claims"),
    path("claim/<int:pk>/", capability.claim, name="claim"),
]

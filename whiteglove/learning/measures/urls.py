from django.urls import path

from .views import board, metric

app_name = "measures"
urlpatterns = [
    path("measures/", board.show, name="board"),
    path("measures/customers/<int:pk>/departure/", board.departure, name="departure"),
    path("measures/<str:key>/", metric.show, name="metric"),
    path("measures/<str:key>/rows.csv", metric.export, name="export"),
    path("measures/<str:key>/data.json", metric.data, name="data"),
]

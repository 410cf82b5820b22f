"""Doors under /quality/."""

from django.urls import path

from .views import calibrating, disputing, exports, home, reviewing

app_name = "quality"
urlpatterns = [
    path("", home.home, name="home"),
    path("scores/", home.scores, name="scores"),
    path("scores.csv", exports.scores, name="scores_csv"),
    path("scores/<int:pk>/", home.score, name="score"),
    path("scores/<int:pk>/disputes/", disputing.of_score, name="score_disputes"),
    path("queue/", reviewing.queue, name="queue"),
    path("queue/<int:pk>/", reviewing.sample, name="sample"),
    path("reviews.csv", exports.reviews, name="reviews_csv"),
    path("reviews/of/<int:ticket>/", reviewing.begin, name="begin"),
    path("reviews/<int:pk>/", reviewing.review, name="review"),
    path("reviews/<int:pk>/items/<str:item>/", reviewing.item, name="item"),
    path("reviews/<int:pk>/seen/", reviewing.seen, name="seen"),
    path("reviews/<int:pk>/note/", reviewing.note, name="note"),
    path("reviews/<int:pk>/given/", reviewing.given, name="given"),
    path("reviews/<int:pk>/disputes/", disputing.of_review, name="review_disputes"),
    path("disputes/", disputing.disputes, name="disputes"),
    path("disputes/<int:pk>/", disputing.dispute, name="dispute"),
    path("calibrations/", calibrating.calibrations, name="calibrations"),
    path("calibrations/<int:pk>/", calibrating.calibration, name="calibration"),
    path("calibrations/<int:pk>/<int:case>/", calibrating.case, name="case"),
    path("calibrations/<int:pk>/<int:case>/<str:item>/", calibrating.reference, name="reference"),
]

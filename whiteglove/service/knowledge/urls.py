from django.urls import path

from .views import categories, editing, history, listing, misses, notes, pictures, placing, publishing

app_name = "knowledge"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", listing.new, name="new"),
    path("misses/", misses.misses, name="misses"),
    path("misses/<int:pk>/", misses.settle, name="settle"),
    path("notes/", notes.notes, name="notes"),
    path("notes/offer/", notes.offer, name="offer"),
    path("notes/<int:pk>/", notes.note, name="note"),
    path("categories/", categories.categories, name="categories"),
    path("categories/<int:pk>/", categories.category, name="category"),
    path("pictures/<int:pk>/<slug:digest>/", pictures.picture, name="picture"),
    path("<int:pk>/", editing.article, name="article"),
    path("<int:pk>/place/", placing.place, name="place"),
    path("<int:pk>/archival/", publishing.archival, name="archival"),
    path("<int:pk>/pictures/", pictures.add, name="add-picture"),
    path("<int:pk>/translations/", editing.translations, name="translations"),
    path("<int:pk>/<slug:language>/", editing.edit, name="edit"),
    path("<int:pk>/<slug:language>/publication/", publishing.publication, name="publication"),
    path("<int:pk>/<slug:language>/history/", history.history, name="history"),
    path("<int:pk>/<slug:language>/history/<int:number>/", history.version, name="version"),
]

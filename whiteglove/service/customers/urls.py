from django.urls import path

from .views import addresses, care, listing, merging, organisations, page, privacy

app_name = "customers"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", listing.add, name="add"),
    path("organisations/", organisations.listing, name="organisations"),
    path("organisations/new/", organisations.add, name="add-organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("merges/<int:merge>/", merging.unmerge, name="unmerge"),
    path("<int:pk>/", page.customer, name="customer"),
    path("<int:pk>/edit/", page.edit, name="edit"),
    path("<int:pk>/card/", page.card, name="card"),
    path("<int:pk>/parts/<slug:part>/", page.part, name="part"),
    path("<int:pk>/guesses/<slug:field>/", page.confirm_guess, name="confirm-guess"),
    path("<int:pk>/addresses/", addresses.add, name="add-address"),
    path("<int:pk>/addresses/<int:address>/", addresses.remove, name="address"),
    path("<int:pk>/addresses/<int:address>/primary/", addresses.make_primary, name="make-primary"),
    path("<int:pk>/addresses/<int:address>/split/", addresses.split, name="split-address"),
    path("<int:pk>/addresses/back/<str:token>/", addresses.bring_back, name="address-back"),
    path("<int:pk>/notes/", care.add_note, name="add-note"),
    path("<int:pk>/notes/<int:note>/", care.note, name="note"),
    path("<int:pk>/notes/<int:note>/back/", care.bring_note_back, name="note-back"),
    path("<int:pk>/verification/", care.verification, name="verification"),
    path("<int:pk>/merge/", merging.merge, name="merge"),
    path("<int:pk>/export/", privacy.export, name="export"),
    path("<int:pk>/erasure/", privacy.erase, name="erase"),
]

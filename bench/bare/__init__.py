"""A Django project as `django-admin startproject` makes it, with one page: 25 tickets in a table, signed in.

It is what Whiteglove's pages are measured against, so it has Django's own settings, middleware and habits, and nothing
of Whiteglove but its database and its server.
"""

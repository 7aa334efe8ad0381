from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "naast.messages"
    label = "messages"

from whiteglove.ground.lib.rooms import Room


class AnswersConfig(Room):
    """The answer bot: it answers chats from the help centre, and hands over to people."""

    name = "whiteglove.service.answers"
    label = "answers"
    default = True

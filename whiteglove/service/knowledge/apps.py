from whiteglove.ground.lib.rooms import Room


class KnowledgeConfig(Room):
    """Articles, their life cycle, search, and the help centre."""

    name = "whiteglove.service.knowledge"
    label = "knowledge"
    default = True

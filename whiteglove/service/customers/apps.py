from whiteglove.ground.lib.rooms import Room


class CustomersConfig(Room):
    """People and organisations we serve."""

    name = "whiteglove.service.customers"
    label = "customers"
    default = True

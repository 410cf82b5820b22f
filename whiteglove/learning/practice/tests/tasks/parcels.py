# A small task file in the shape of tau-bench, written for these tests. It is read, never imported.
from shop.types import Action, Task

TASKS = [
    Task(
        annotator="",
        user_id="tove_lindqvist_4021",
        instruction="Your name is Tove Lindqvist and your zip code is 40213. You've received a lamp with your order "
        "#W7700123 and it hums. You want to return it and get the money back to the card you paid with. If there is "
        "a quiet lamp in the shop, you'd take the blue one instead. You are patient and brief.",
        actions=[
            Action(name="find_user_id_by_name_zip", kwargs={"first_name": "Tove", "zip": "40213"}),
            Action(
                name="return_delivered_items",
                kwargs={"order_id": "#W7700123", "item_ids": ["8812"], "payment_method_id": "card_41"},
            ),
        ],
        outputs=[],
    ),
    Task(
        annotator="",
        user_id="amir_haddad_1177",
        instruction="Your name is Amir Haddad and your email is amir.haddad@example.com. You are impatient. You want "
        "to cancel order #W5500871 and change the address of order #W5500872 to 9 Quay Road.",
        actions=[
            Action(name="cancel_order", kwargs={"order_id": "#W5500871", "reason": "no longer needed"}),
            Action(name="modify_order_address", kwargs={"order_id": "#W5500872", "address1": "9 Quay Road"}),
        ],
        outputs=[],
    ),
]

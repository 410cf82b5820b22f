"""Who sees what the bot answered, and who decides how it talks."""

from whiteglove.ground.people.policy import permit

LEADS = {"lead"}

permit("answers.see", roles=LEADS, says="See what the answer bot answered and what it missed")
permit("answers.settle", roles=LEADS, says="See to questions the answer bot missed")
permit("answers.setup", roles=set(), says="Switch the answer bot on and off, and change how it talks")

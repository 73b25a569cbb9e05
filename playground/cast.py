"""The made-up people and channels of the playground."""

from playground.workspace import BOT_USER, Person, Workspace

ANN, BEN, OLU = "U0ANN", "U0BEN", "U0OLU"
CHANNEL = "C0IMPROVE"
PEOPLE = ((ANN, "Ann Example"), (BEN, "Ben Sample"), (OLU, "Olu Office"))


def cast(workspace: Workspace) -> None:
    """Let everybody in."""
    for user, name in PEOPLE:
        workspace.add_person(Person(user, name))
    members = {user for user, _ in PEOPLE}
    workspace.add_channel(CHANNEL, "improvement", members | {BOT_USER})

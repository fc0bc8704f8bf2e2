"""Stacks of dialogs that an older version left behind."""

_LOST = "wasn't found"
_FINDING = "A dialog with an id of"


def names_lost_dialog(error: Exception) -> bool:
    """Whether a stored stack names a dialog that is no more, for which the SDK has no error of its own."""
    return type(error) is Exception and _FINDING in str(error) and _LOST in str(error)

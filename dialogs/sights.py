"""All that can be asked for, by the name under which an open card is kept."""

from collections.abc import Mapping
from types import MappingProxyType

from dialogs.agenda import AGENDA
from dialogs.find import FIND
from dialogs.free import FREE
from dialogs.looking import Sight
from dialogs.use import USE

SIGHTS: Mapping[str, Sight] = MappingProxyType({sight.name: sight for sight in (FREE, AGENDA, FIND, USE)})

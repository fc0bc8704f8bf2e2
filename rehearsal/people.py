"""The people of the rehearsal, as Entra and Teams know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from rehearsal.values import Json

HOME = str(uuid5(NAMESPACE_URL, "https://frontdesk.example/tenants/home"))
PARTNER = str(uuid5(NAMESPACE_URL, "https://frontdesk.example/tenants/partner"))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who sits at a Teams client; `zone` is an IANA name, `role` is Teams' userRole."""

    key: str
    name: str
    mail: str
    zone: str = "Europe/London"
    locale: str = "en-GB"
    tenant: str = HOME
    role: str = "user"

    @property
    def aad_object_id(self) -> str:
        """The Entra object id, the same for everyone who derives it from the address."""
        return str(uuid5(NAMESPACE_URL, f"https://frontdesk.example/users/{self.mail.casefold()}"))

    @property
    def teams_id(self) -> str:
        """The id by which a bot knows this person."""
        return f"29:1{uuid5(NAMESPACE_URL, f'https://frontdesk.example/teams/{self.mail.casefold()}').hex}"

    def as_sender(self) -> Json:
        """The `from` of an activity."""
        return {"id": self.teams_id, "name": self.name, "aadObjectId": self.aad_object_id}

    def as_member(self) -> Json:
        """A row of the connector's members."""
        given, _, surname = self.name.partition(" ")
        return {
            "id": self.teams_id,
            "name": self.name,
            "objectId": self.aad_object_id,
            "aadObjectId": self.aad_object_id,
            "givenName": given,
            "surname": surname,
            "email": self.mail,
            "userPrincipalName": self.mail,
            "tenantId": self.tenant,
            "userRole": self.role,
        }


CAST = (
    Person("dana", "Dana Swope", "danas@northwind.example"),
    Person("alex", "Alex Wilber", "alexw@northwind.example"),
    Person("priya", "Priya Nair", "priyan@northwind.example", "Asia/Kolkata", "en-IN"),
    Person("megan", "Megan Bowen", "meganb@northwind.example"),
    Person("patti", "Patti Fernandez", "pattif@woodgrove.example", "America/New_York", "en-US"),
    Person("juergen", "Jürgen Groß", "juergeng@bellows.example", "Europe/Berlin", "de-DE"),
    Person("wei", "Wei Chen", "weic@partner.example", "Asia/Shanghai", "zh-CN", role="guest"),
    Person("robin", "Robin Counts", "robinc@relecloud.example", "Europe/Paris", "fr-FR", PARTNER),
)


def person_of(key: str, people: Iterable[Person]) -> Person:
    """The person of this key, Teams id, Entra object id or address."""
    known = list(people)
    for person in known:
        if key in {person.key, person.teams_id, person.aad_object_id, person.mail}:
            return person
    raise LookupError(f"There is no {key!r} here; there are {', '.join(one.key for one in known)}.")

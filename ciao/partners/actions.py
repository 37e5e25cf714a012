"""What one changes of a body."""

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import ensure
from ciao.partners.models import Organization

CONTACTS = ("email", "phone", "website")


@transaction.atomic
def edit_contacts(*, organization: Organization, email: str, phone: str, website: str, by: Actor) -> Organization:
    """Changes how a body is reached; on which bodies one may do it is for whoever shows them."""
    ensure(by, Action.ORGANIZATION_EDIT)
    organization.email, organization.phone, organization.website = email, phone, website
    organization.save(update_fields=list(CONTACTS))
    return organization

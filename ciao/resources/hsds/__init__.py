"""The directory in the words of Open Referral HSDS 3, so that other systems can read it."""

from ciao.resources.hsds.document import as_document
from ciao.resources.hsds.tables import as_tables

__all__ = ["as_document", "as_tables"]

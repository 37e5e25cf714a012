"""What can happen to a certificate."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.certificates.enums import CertificateState as C

CERTIFICATE = Lifecycle(
    "state",
    dict(C.choices),
    [
        Transition("revoke", "revoca", (C.VALID,), C.REVOKED, True),
        Transition("reinstate", "ridai valore", (C.REVOKED,), C.VALID, True, True),
    ],
)

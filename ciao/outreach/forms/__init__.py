"""What is asked in outreach: of signals, of antennas and interviews, of a first contact."""

from ciao.outreach.forms.asked import (
    AGE_BANDS,
    STORY_HELP,
    AntennaField,
    DayForm,
    MandateField,
    ReasonForm,
    WithColleagues,
    phone_field,
    safe_field,
    suggest,
    today,
    words,
)
from ciao.outreach.forms.network import AntennaForm, InterviewForm, LinkForm, MeetForm, MetForm, PublicPageForm
from ciao.outreach.forms.telling import (
    AgreeForm,
    AskBackForm,
    AssignForm,
    AttemptForm,
    OrientForm,
    SendForm,
    SignalForm,
)

__all__ = [
    "AGE_BANDS",
    "STORY_HELP",
    "AgreeForm",
    "AntennaField",
    "AntennaForm",
    "AskBackForm",
    "AssignForm",
    "AttemptForm",
    "DayForm",
    "InterviewForm",
    "LinkForm",
    "MandateField",
    "MeetForm",
    "MetForm",
    "OrientForm",
    "PublicPageForm",
    "ReasonForm",
    "SendForm",
    "SignalForm",
    "WithColleagues",
    "phone_field",
    "safe_field",
    "suggest",
    "today",
    "words",
]

"""The text of a PDF, page after page."""

import io
import logging

from pypdf import PdfReader

from .refusal import NotASheet

PAGE_LIMIT = 300
SCANNED = 40


def text_of(content: bytes) -> str:
    """The text of each page, parted by form feeds; raises NotASheet when locked, broken or only images."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotASheet("Il PDF è protetto da password: salvalo senza password e riprova.")
        if len(reader.pages) > PAGE_LIMIT:
            raise NotASheet("Il PDF ha troppe pagine per una scheda progetto. Controlla di aver scelto il file giusto.")
        text = "\f".join(page.extract_text() for page in reader.pages).replace("\xad", "-")
    except NotASheet:
        raise
    except Exception as error:
        raise NotASheet("Il PDF è danneggiato: aprilo, salvalo di nuovo e riprova.") from error
    if len(text.strip()) < SCANNED:
        raise NotASheet("Il PDF è una scansione, cioè solo immagini: serve un PDF con il testo, o il file Word.")
    return text

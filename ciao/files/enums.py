"""The kinds of file that may be kept, and what removal leaves."""

from django.db.models import TextChoices


class FileKind(TextChoices):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf", "PDF"
    PNG = "png", "immagine PNG"
    JPG = "jpg", "foto JPG"
    WEBP = "webp", "immagine WebP"
    DOCX = "docx", "documento Word"
    XLSX = "xlsx", "foglio Excel"
    ODT = "odt", "documento OpenDocument"
    ODS = "ods", "foglio OpenDocument"
    CSV = "csv", "tabella CSV"
    TXT = "txt", "testo"
    P7M = "p7m", "documento firmato P7M"
    EML = "eml", "messaggio di posta"


CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPG: "image/jpeg",
    FileKind.WEBP: "image/webp",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.TXT: "text/plain; charset=utf-8",
    FileKind.P7M: "application/pkcs7-mime",
    FileKind.EML: "message/rfc822",
}

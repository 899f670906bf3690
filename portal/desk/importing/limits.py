"""Sizes above which a file is refused. Each is checked before the costly step it guards."""

MEGABYTE = 1024 * 1024

#: A text or HTML file holds one article; the longest sample has 9 KB.
MAX_TEXT_BYTES = 5 * MEGABYTE
#: A Word file on disk, pictures included.
MAX_DOCX_BYTES = 50 * MEGABYTE

#: What a Word file may become once unpacked (a zip bomb grows a thousandfold).
MAX_UNPACKED_BYTES = 100 * MEGABYTE
MAX_ARCHIVE_ENTRIES = 2000
MAX_RATIO = 100
#: Below this size a high ratio harms nobody: short XML parts are repetitive by nature.
RATIO_FLOOR_BYTES = MEGABYTE
#: Parsed XML takes about ten times its size in memory.
MAX_XML_PART_BYTES = 20 * MEGABYTE
#: Elements in one part of a Word file and in one web page; a long article has a tenth of it.
MAX_XML_ELEMENTS = 300_000
MAX_HTML_ELEMENTS = 50_000

MAX_PICTURE_BYTES = 10 * MEGABYTE
MAX_PICTURE_PIXELS = 40_000_000
#: An animation is decoded frame by frame when a rendition is made.
MAX_PICTURE_FRAMES = 100
MAX_PICTURES = 30

#: One article. Beyond this the file is a book or a dump, and one page would not hold it.
MAX_LINES = 3000
MAX_TABLE_CELLS = 5000

"""Public consultation on those proposed for honours of the State (lấy ý kiến Nhân dân)."""

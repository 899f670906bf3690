"""Official documents (văn bản), the places that cite them, and plans (kế hoạch)."""

"""What written language needs: CJK, headings, labels, numbering, standard numbers, verbal forms."""

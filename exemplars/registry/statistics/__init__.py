"""The portal's figures (/so-lieu/): every number is counted when asked, and leads to the list that shows the same."""

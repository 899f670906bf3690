"""Plain functions on Vietnamese text: normal forms, slugs, dates, name order.

Nothing here touches the database or imports the rest of the portal, every function takes any
``str`` (lone surrogates and NUL included) and runs in time linear in its length.
"""

"""A stand-in for the BRP: its own process that speaks Haal Centraal BRP Personen bevragen 2.x about invented residents."""

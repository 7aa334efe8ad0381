"""The BRP as a source of prefill: Haal Centraal BRP Personen bevragen 2.x over HTTP."""

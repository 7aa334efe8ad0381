"""Naast under kill -9: nothing that was acknowledged is lost, nothing is done twice, nothing stays stuck.

    scripts/crashes --n 1000 --seed 1

A whole desk runs in processes and a folder of its own (`desk`). Residents sign in at the demo's provider and walk the move
journey to its end over HTTP (`residents`), while web, worker and database are killed at moments that follow from the seed
(`killer`). What the residents saw stands in a file outside (`ledger`), and that file is the judge (`judge`).
"""

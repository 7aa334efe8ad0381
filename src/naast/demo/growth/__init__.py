"""Many lives from a few: each kind of life is played once through the faces that everybody uses, lifted, and copied.

A copy differs in whose it is, when it was, and every key and reference; terms are reckoned anew from its own days, and each
dossier is sealed line by line as the dossier itself does. Events and jobs are not copied: what they led to is. The amounts and
reasons of a decision are those of the life that was played, also in a copy of years ago.
"""

"""A stand-in for clamd that speaks its protocol and knows one virus: the test file of EICAR."""

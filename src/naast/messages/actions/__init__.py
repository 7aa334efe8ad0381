"""What is done with messages: sending and reading, and the delivery of the notice by mail."""

"""What is done with files: looking into them, storing, checking, handing over, removing."""

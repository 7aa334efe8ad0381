"""What to try in the demo: the page `/demo/`, which `site` adds to the demo only."""

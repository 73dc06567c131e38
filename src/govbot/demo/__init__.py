"""The playground, the tour and the sample: govbot rehearsed with made-up people."""

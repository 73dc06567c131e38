"""The playground, the tour and the sample: govbot with made-up people and no real chat."""

"""Markets on foot: the plan of stalls through time, the boards' changes, and the rounds of officers."""

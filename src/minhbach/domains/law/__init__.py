"""Law as data: fine frames, powers, clocks, classes and forms, each row with its dates, source and confidence."""

"""Handing over: what hangs on an officer who leaves, and who takes it; books kept by law; answers to who inspects."""

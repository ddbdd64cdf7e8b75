"""What the public sends: reports of twelve kinds, never mixed, each with its receipt, its talk and its clock."""

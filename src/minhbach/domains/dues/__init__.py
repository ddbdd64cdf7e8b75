"""What is owed by a decision and how it came in: accounts, slips, debtors, costs, cash held, the code to pay by."""

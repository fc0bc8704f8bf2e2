"""The domain: services, staff, customers, slots, rules, drafts, errors. Standard library only."""

"""Who takes part."""

APP_ID = "7d0e3c54-9b0f-4c55-8f0a-2f3f0c7f2b11"
APP_PASSWORD = "not-a-secret"  # noqa: S105  for the bench's own identity service
TENANT = "5d0c2a6e-3f0b-4c55-9a3e-0f5f9d6c1e21"
BUSINESS = "NorthwindClinic@northwind.example"
BOOKERS = ("danas@northwind.example", "alexw@northwind.example")
TOKENS = 64

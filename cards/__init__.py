"""What people see: values to Adaptive Card JSON, pure."""
